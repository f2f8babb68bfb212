import type { Diagnostic } from '../base/diagnostic.ts';
import type { Workspace } from '../model/workspace.ts';
import { type ColumnKind, columnKind } from './column-kind.ts';
import { columnType, type StoreShape } from './store-shape.ts';
import { type TypeProblem, typeProblem } from './type-problem.ts';
import { type UsedColumn, usedColumns } from './used-columns.ts';

/** What conditions and metrics ask of columns that can never be so: nobody would be found, and every sum would be 0. */
export function checkTypes(workspace: Workspace, shape: StoreShape): Diagnostic[] {
  return usedColumns(workspace).flatMap((used): Diagnostic[] => {
    if (used.inside) return [];
    const kind = columnKind(columnType(shape, used.table, used.column), shape.dialect);
    const { test, asNumber } = used.mention;
    if (asNumber && kindWords[kind] !== undefined && kind !== 'number') return [notANumber(used, kind)];
    const problem = test && typeProblem({ kind, dialect: shape.dialect, unit: used.unit, test });
    return problem ? [mismatch(used, kind, problem)] : [];
  });
}

const kindWords: Readonly<Partial<Record<ColumnKind, string>>> = {
  text: 'text',
  number: 'a number',
  time: 'a time',
  date: 'a date',
  boolean: 'true or false',
};

function mismatch({ file, mention, units }: UsedColumn, kind: ColumnKind, problem: TypeProblem): Diagnostic {
  const { name, pointer } = mention;
  return {
    code: `${file.noun.toUpperCase()}.TYPE_MISMATCH`,
    severity: 'error',
    summary: `\`${name}\` is ${kindWords[kind]} in the store, ${problem.wants}`,
    place: file.place([...pointer.slice(0, -1), problem.operator]),
    why: 'Text, numbers, times and lists are never equal, and none is more than the other: nobody would be found.',
    next: [
      problem.unit && units
        ? `When its numbers count time, say so in crm.yaml: \`${units.join('.')}: { ${name}: s }\`, or ms.`
        : problem.next,
    ],
  };
}

function notANumber({ file, mention }: UsedColumn, kind: ColumnKind): Diagnostic {
  return {
    code: `${file.noun.toUpperCase()}.SUM_OF_TEXT`,
    severity: 'error',
    summary: `\`${mention.name}\` is ${kindWords[kind]} in the store, and only numbers are added up or put in order`,
    place: file.place(mention.pointer),
    why: 'Text is no number here, not even when it looks like one: every sum would be 0.',
    next: ['Take one that is a number, or make the column one.'],
  };
}
