import { parseMoment } from '../base/moment.ts';
import { comparing, type Operator, timing, type ValueTest } from '../model/condition.ts';
import type { DialectName } from '../model/query.ts';
import type { ColumnKind } from './column-kind.ts';

type Scalar = string | number | boolean;

export interface TypeProblem {
  readonly operator: Operator;
  /** What the test wants instead of what the column is. */
  readonly wants: string;
  readonly next: string;
  /** It would be right if crm.yaml said what the numbers count. */
  readonly unit?: true;
}

interface Asked {
  readonly kind: ColumnKind;
  readonly dialect: DialectName;
  readonly unit: 's' | 'ms' | undefined;
  readonly test: ValueTest;
}

const reading = {
  text: ['contains', 'not_contains', 'starts_with', 'ends_with', 'matches', 'not_matches'],
  versions: ['version_at_least', 'version_less_than'],
  times: timing,
  lists: ['has_any', 'has_all', 'has_none', 'length', 'has_element'],
} as const satisfies Record<string, readonly Operator[]>;

type Reads = keyof typeof reading;

/** What a column of a kind is never read as; dates are text, too, as they are written. */
const never: Readonly<Partial<Record<ColumnKind, readonly Reads[]>>> = {
  number: ['text', 'versions', 'lists', 'times'],
  time: ['text', 'versions', 'lists'],
  date: ['versions', 'lists'],
  boolean: ['text', 'versions', 'lists', 'times'],
};

/** Why a test finds nobody, whatever the column holds; undefined when it may find somebody. */
export function typeProblem(asked: Asked): TypeProblem | undefined {
  return operatorProblem(asked) ?? operandProblem(asked);
}

function operatorProblem({ kind, unit, test }: Asked): TypeProblem | undefined {
  for (const reads of never[kind] ?? []) {
    if (reads === 'times' && unit !== undefined) continue;
    const operator = reading[reads].find((one) => test[one] !== undefined);
    if (operator === undefined) continue;
    const next = `Test an attribute or a property that is ${kindOf[reads]}, or make the column one.`;
    const wants = `\`${operator}\` reads ${reads}`;
    return reads === 'times' && kind === 'number' ? { operator, wants, next, unit: true } : { operator, wants, next };
  }
  return undefined;
}

const kindOf: Readonly<Record<Reads, string>> = {
  text: 'text',
  versions: 'text',
  times: 'a time',
  lists: 'a list (JSON)',
};

function operandProblem(asked: Asked): TypeProblem | undefined {
  for (const operator of comparing) {
    const operands = operandsOf(asked.test[operator]);
    const operand = operands.find((one) => cannotBe(asked, operator, one));
    if (operand === undefined) continue;
    if (asked.kind === 'number' && ordered.has(operator) && isMoment(operand))
      return {
        operator,
        wants: `${operand} is a time`,
        next: 'Compare it with a number, or make the column a time.',
        unit: true,
      };
    return {
      operator,
      wants: typeof operand === 'number' ? `${operand} is a number` : `"${operand}" is text`,
      next: wayOut(asked.kind, operator, operand),
    };
  }
  return undefined;
}

/** Whether a value of the column is never equal to an operand, and neither more nor less. */
function cannotBe({ kind, dialect, unit }: Asked, operator: Operator, operand: Scalar): boolean {
  if (kind === 'text') return typeof operand === 'number';
  if (kind === 'unknown' || kind === 'json' || typeof operand === 'boolean') return false;
  if (typeof operand === 'number') return kind !== 'number';
  const asTime = ordered.has(operator) && isMoment(operand);
  if (kind === 'number') return asTime ? unit === undefined : dialect !== 'sqlite' || looksLikeNumber(operand);
  if (kind === 'time') return !asTime;
  return kind === 'boolean';
}

const ordered = new Set<Operator>(['at_least', 'more_than', 'at_most', 'less_than', 'between', 'not_between']);

const isMoment = (operand: Scalar): boolean => typeof operand === 'string' && parseMoment(operand) !== undefined;

/** Text that a column of numbers in SQLite, which holds other text as well, would keep as a number. */
const looksLikeNumber = (value: string): boolean => /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value);

function wayOut(kind: ColumnKind, operator: Operator, operand: Scalar): string {
  const list = operator === 'in' || operator === 'not_in';
  const write = (value: string): string => `${operator}: ${list ? `[${value}]` : value}`;
  const exact = ['is', 'is_not', 'in', 'not_in'].includes(operator);
  if (kind === 'boolean') return 'Write true or false, without quotes.';
  if (kind === 'time' || kind === 'date') return 'Write `before`, `after`, `within` or `between` with a time.';
  if (kind === 'text')
    return exact
      ? `Write it as text, in quotes: ${write(`"${operand}"`)}`
      : 'Compare an attribute that is a number, or make the column one.';
  if (operator.endsWith('between')) return 'Write both ends as numbers, without quotes.';
  return looksLikeNumber(String(operand))
    ? `Write it as a number, without quotes: ${write(String(Number(operand)))}`
    : 'Write a number, without quotes.';
}

const operandsOf = (value: Scalar | readonly Scalar[] | undefined): readonly Scalar[] =>
  value === undefined ? [] : [value].flat();
