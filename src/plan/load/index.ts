import type { PlanLoad } from '../../model/plan.ts';
import { loadSide } from './load-side.ts';
import { type LoadCampaign, personLoad } from './person-load.ts';

export { type LoadCampaign, personLoad } from './person-load.ts';
export { type Simulation, simulate } from './simulate.ts';

/** People who get the messages of the same campaigns. */
export interface LoadSet {
  readonly before: readonly LoadCampaign[];
  readonly after: readonly LoadCampaign[];
  readonly people: number;
}

/** How many messages people get until then, of all campaigns together. Whoever gets none before and none after is not counted. */
export function loadOf(
  sets: readonly LoadSet[],
  { days, until }: { readonly days: number; readonly until: Date },
): PlanLoad {
  const each = sets
    .map(({ before, after, people }) => ({
      before: personLoad(before, until),
      after: personLoad(after, until),
      people,
    }))
    .filter(({ before, after }) => before.sent.length + after.sent.length > 0);
  return {
    days,
    before: loadSide(each.map(({ before, people }) => ({ ...before, people }))),
    after: loadSide(each.map(({ after, people }) => ({ ...after, people }))),
    dropped: each.reduce((sum, { after, people }) => sum + after.dropped.length * people, 0),
  };
}
