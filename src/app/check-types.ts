import type { Diagnostic } from '../base/diagnostic.ts';
import { sameName } from '../base/same-name.ts';
import type { AttributeCondition } from '../model/condition.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';

const numeric = [
  'is',
  'is_not',
  'in',
  'not_in',
  'at_least',
  'more_than',
  'at_most',
  'less_than',
  'between',
  'not_between',
] as const;

/** Numbers that a segment compares with a column of text: they are never equal, so nobody would be found. */
export function checkTypes(
  { config, segments }: Workspace,
  tables: ReadonlyMap<string, readonly StoreColumnShape[]>,
): Diagnostic[] {
  const { people } = config.value.store;
  const columns = [...tables].find(([table]) => sameName(table, people.table))?.[1] ?? [];
  const isText = (attribute: string): boolean => {
    const name = people.attributes?.[attribute] ?? attribute;
    return /char|clob|text/.test(columns.find((column) => sameName(column.name, name))?.type ?? '');
  };
  return [...segments.values()].flatMap(({ value, source }) =>
    [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) => {
      if (!('attribute' in condition) || !isText(condition.attribute)) return [];
      const operator = numeric.find((one) => [condition[one]].flat().some((operand) => typeof operand === 'number'));
      return operator === undefined ? [] : [finding(source, pointer, { condition, operator })];
    }),
  );
}

function finding(
  file: SourceFile,
  pointer: Pointer,
  { condition, operator }: { condition: AttributeCondition; operator: (typeof numeric)[number] },
): Diagnostic {
  const equal = ['is', 'is_not', 'in', 'not_in'].includes(operator);
  const number = [condition[operator]].flat().find((operand) => typeof operand === 'number');
  return {
    code: 'SEGMENT.TYPE_MISMATCH',
    severity: 'error',
    summary: `\`${condition.attribute}\` is text in the store, ${number} is a number`,
    place: file.place([...pointer, operator]),
    why: 'Text and numbers are never equal, and neither is more than the other: nobody would be found.',
    next: equal
      ? [`Write it as text, in quotes: ${operator}: ${operator.endsWith('in') ? `["${number}"]` : `"${number}"`}`]
      : ['Compare an attribute that is a number, or make the column one.'],
  };
}
