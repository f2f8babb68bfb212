import { CrmError } from '../base/crm-error.ts';
import type { Store } from '../model/ports.ts';
import { type JointSet, mostGroups, type People, type Program } from '../model/program.ts';

interface Asked {
  readonly store: Store;
  readonly program: Program;
  readonly groups: readonly People[];
  /** How many of the groups were not asked for by name. */
  readonly own?: number;
}

/** Everybody by the groups that they are in. */
export async function jointSets({ store, program, groups, own = 0 }: Asked): Promise<JointSet[]> {
  if (groups.length > mostGroups) throw tooMany(groups.length - own, mostGroups - own);
  const reading = program.joint(groups);
  return (await store.all(reading)).map(reading.read);
}

const tooMany = (asked: number, most: number): CrmError =>
  new CrmError('usage', {
    code: 'SEGMENT.TOO_MANY',
    severity: 'error',
    summary: `${asked} segments are too many to be compared at once: at most ${most}`,
    why: 'Everybody is looked at once, and each segment takes a bit of one number.',
    next: ['Name the segments that you want to compare.'],
  });
