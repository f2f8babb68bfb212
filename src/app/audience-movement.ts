import type { PlanAudience } from '../model/plan.ts';
import type { Store } from '../model/ports.ts';
import type { People, Program } from '../model/program.ts';
import { readOne } from './read-one.ts';

interface Movement {
  readonly store: Store;
  readonly program: Program;
  /** Undefined is nobody; `unknown` when a list of then is not here any more. */
  readonly before: People | 'unknown' | undefined;
  readonly after: People | undefined;
}

/** How many people enter, leave and stay, without a word on who of them can be reached. */
export async function audienceMovement({ store, program, before, after }: Movement): Promise<PlanAudience> {
  const rest = { reachable: {}, held_out: 0, skipped: {} };
  if (before === 'unknown') {
    const [people = 0] = await readOne(store, program.count([after ?? program.nobody]));
    return { before: null, after: people, enter: null, leave: null, stay: null, ...rest };
  }
  const counts = await readOne(store, program.compare(before ?? program.nobody, after ?? program.nobody));
  return {
    before: counts.before,
    after: counts.after,
    enter: counts.after - counts.stay,
    leave: counts.before - counts.stay,
    stay: counts.stay,
    ...rest,
  };
}
