import type { PlanListChange } from '../../model/plan.ts';
import { number, plural } from './number.ts';

/** `lists/pmf-test.csv: 3,000 ids -> 3,120 ids, +140 -20`. */
export function listChangeText({ file, column, before, after, added, removed }: PlanListChange): string {
  const name = column === null ? file : `${file} (${column})`;
  const ids = (count: number): string => plural(count, 'id');
  if (before === null) return `${name}: ${ids(after ?? 0)}`;
  if (after === null) return `${name}: ${ids(before)} -> not asked for`;
  const moved =
    added === null || removed === null
      ? 'what was applied is not on this machine, so who is new or gone is not known'
      : `+${number(added)} -${number(removed)}`;
  return `${name}: ${ids(before)} -> ${ids(after)}, ${moved}`;
}
