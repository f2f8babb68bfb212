import { CrmError } from '../base/crm-error.ts';
import type { Store } from '../model/ports.ts';
import { type JointSet, mostGroups, type People, type Program } from '../model/program.ts';

interface Asked {
  readonly store: Store;
  readonly program: Program;
  readonly groups: readonly People[];
}

/** Everybody by the groups that they are in. */
export async function jointSets({ store, program, groups }: Asked): Promise<JointSet[]> {
  if (groups.length > mostGroups) throw tooMany(groups.length);
  const reading = program.joint(groups);
  return (await store.all(reading)).map(reading.read);
}

const tooMany = (asked: number): CrmError =>
  new CrmError('usage', {
    code: 'SEGMENT.TOO_MANY',
    severity: 'error',
    summary: `${asked} groups of people are too many to be compared at once: at most ${mostGroups}`,
    why: 'Everybody is looked at once, and asked for each segment, those of live campaigns too.',
    next: ['Name the segments that you want to compare.', 'Archive the segments and campaigns that nobody needs.'],
  });
