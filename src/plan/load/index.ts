import type { PlanLoad } from '../../model/plan.ts';
import { loadSide } from './load-side.ts';
import type { PersonLoad } from './person-load.ts';

export { type LoadCampaign, type PersonLoad, personLoad } from './person-load.ts';
export { type Simulation, simulating } from './simulating.ts';

/** People who get the messages of the same campaigns: what each of them gets. */
export interface LoadSet {
  readonly before: PersonLoad;
  readonly after: PersonLoad;
  readonly people: number;
}

/** How many messages people get, of all campaigns together. Whoever gets none before and none after is not counted. */
export function loadOf(sets: readonly LoadSet[], days: number): PlanLoad {
  const each = sets.filter(({ before, after }) => before.sent.length + after.sent.length > 0);
  return {
    days,
    before: loadSide(each.map(({ before, people }) => ({ ...before, people }))),
    after: loadSide(each.map(({ after, people }) => ({ ...after, people }))),
    dropped: each.reduce((sum, { after, people }) => sum + after.dropped.length * people, 0),
  };
}
