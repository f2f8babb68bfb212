import type { Diagnostic } from '../base/diagnostic.ts';
import { comparing } from '../model/condition.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { Workspace } from '../model/workspace.ts';
import { propertyTypes, type TypedTest, typedTests } from './typed-tests.ts';

type Scalar = string | number | boolean;

/** What a column of text or numbers can never be, as the database reads its type. */
const isText = (type: string): boolean => /char|clob|text/.test(type) && !/int/.test(type);
const isNumber = (type: string): boolean => /int|real|floa|doub|numeric|decimal/.test(type) && !isText(type);

/** Text that a column of numbers would keep as a number. */
const looksLikeNumber = (value: Scalar): boolean =>
  typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value);

/** Numbers that are compared with a column of text, and the other way round: they are never equal, so nobody would be found. */
export function checkTypes(
  workspace: Workspace,
  tables: ReadonlyMap<string, readonly StoreColumnShape[]>,
): Diagnostic[] {
  return [...typedTests(workspace, tables).flatMap(mismatch), ...sumsOfText(workspace, tables)];
}

function mismatch({ file, pointer, title, type = '', test }: TypedTest): Diagnostic[] {
  const wrong = isText(type)
    ? (one: Scalar) => typeof one === 'number'
    : isNumber(type)
      ? looksLikeNumber
      : () => false;
  const operator = comparing.find((one) => operandsOf(test[one]).some(wrong));
  const operand = operandsOf(operator && test[operator]).find(wrong);
  if (operator === undefined || operand === undefined) return [];
  return [
    {
      code: `${file.noun.toUpperCase()}.TYPE_MISMATCH`,
      severity: 'error',
      summary: isText(type)
        ? `\`${title}\` is text in the store, ${operand} is a number`
        : `\`${title}\` is a number in the store, "${operand}" is text`,
      place: file.place([...pointer, operator]),
      why: 'Text and numbers are never equal, and neither is more than the other: nobody would be found.',
      next: [wayOut(operator, operand)],
    },
  ];
}

function wayOut(operator: (typeof comparing)[number], operand: Scalar): string {
  const list = operator === 'in' || operator === 'not_in';
  const write = (value: string): string => `${operator}: ${list ? `[${value}]` : value}`;
  if (typeof operand === 'string' && operator.endsWith('between')) return 'Write both ends as numbers, without quotes.';
  if (typeof operand === 'string') return `Write it as a number, without quotes: ${write(String(Number(operand)))}`;
  return ['is', 'is_not', 'in', 'not_in'].includes(operator)
    ? `Write it as text, in quotes: ${write(`"${operand}"`)}`
    : 'Compare an attribute that is a number, or make the column one.';
}

const operandsOf = (value: Scalar | readonly Scalar[] | undefined): readonly Scalar[] =>
  value === undefined ? [] : [value].flat();

/** Text is not added up, not even when it looks like a number: every sum would be 0. */
function sumsOfText(workspace: Workspace, tables: ReadonlyMap<string, readonly StoreColumnShape[]>): Diagnostic[] {
  const { source, value } = workspace.config;
  return Object.entries(value.metrics ?? {}).flatMap(([id, { event, sum }]): Diagnostic[] =>
    sum === undefined || !propertyTypes(workspace, tables, { event, property: sum }).some((type) => isText(type ?? ''))
      ? []
      : [
          {
            code: 'WORKSPACE.SUM_OF_TEXT',
            severity: 'error',
            summary: `\`${sum}\` is text in the store and cannot be added up`,
            place: source.place(['metrics', id, 'sum']),
            why: 'Text is not added up, not even when it looks like a number: every sum would be 0.',
            next: ['Add up a property that is a number, or make the column one.'],
          },
        ],
  );
}
