import type { RelatedCondition } from '../../../src/model/generated/segment.ts';
import { judgeCount } from './judge-count.ts';
import type { Here } from './judge-time.ts';
import { judgeValue } from './judge-value.ts';
import { columnType } from './tables.ts';
import { follow, missing, type Value, valueOfCell } from './value.ts';
import type { World } from './world.ts';

type Cells = Readonly<Record<string, unknown>>;

export function judgeRelated(
  condition: RelatedCondition,
  person: string,
  { world, here }: { world: World; here: Here },
): boolean {
  const declared = world.mapping.related?.[condition.related];
  if (!declared) throw new RangeError(`no related table ${condition.related}`);
  const value = (row: Cells, path: string): Value => {
    const [column = '', ...rest] = path.split('.');
    if (!declared.columns.includes(column)) return missing;
    return follow(valueOfCell(row[column], columnType(declared.table, column), declared.units?.[column]), rest);
  };
  const rows = (world[declared.table as 'invoices'] as readonly object[] as readonly Cells[]).filter(
    (row) =>
      row[declared.person] === person &&
      (condition.where ?? []).every((test) => judgeValue(test, value(row, test.property), here)),
  );
  if (condition.never) return rows.length === 0;
  return judgeCount(condition.count ?? { at_least: 1 }, rows.length);
}
