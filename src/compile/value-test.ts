import { addDuration, parseDuration } from '../base/duration.ts';
import { foldText } from '../base/fold-text.ts';
import { midnight } from '../base/midnight.ts';
import { parseMoment, resolveMoment } from '../base/moment.ts';
import type { ValueTest } from '../model/condition.ts';
import type { Context } from './context.ts';
import type { Sign } from './dialect.ts';
import { bind, type Fragment, join, no, sql } from './fragment.ts';
import type { Value } from './value.ts';

type Scalar = string | number | boolean;

/**
 * One test on one value as SQL that is true, false or NULL; NULL means false. Operators with `not` are exact complements.
 * `test` has exactly one operator (checked by validate).
 */
export function valueTest(context: Context, value: Value, test: ValueTest): Fragment {
  const { dialect } = context;
  const isIn = (operands: readonly Scalar[]): Fragment => equalTest(context, value, { test, operands });
  if (test.is !== undefined) return isIn([test.is]);
  if (test.is_not !== undefined) return complement(isIn([test.is_not]));
  if (test.in !== undefined) return isIn(test.in);
  if (test.not_in !== undefined) return complement(isIn(test.not_in));
  if (test.exists !== undefined)
    return test.exists ? dialect.present(value) : sql`not ${brackets(dialect.present(value))}`;
  if (test.empty !== undefined) return test.empty ? dialect.empty(value) : sql`not ${brackets(dialect.empty(value))}`;
  return textTest(context, value, test) ?? orderTest(context, value, test) ?? timeTest(context, value, test) ?? no;
}

interface Equal {
  readonly test: ValueTest;
  readonly operands: readonly Scalar[];
}

/** Whether a value is one of these. Text and numbers are never equal, whatever a database would make of them. */
function equalTest({ dialect }: Context, value: Value, { test, operands }: Equal): Fragment {
  const texts = operands.filter((one) => typeof one === 'string');
  const numbers = operands.filter((one) => typeof one === 'number');
  const truths = operands.filter((one) => typeof one === 'boolean');
  const folded = (): Fragment => {
    const left = dialect.fold(dialect.text(value));
    return sql`${left} in (${join(
      texts.map((one) => bind(foldText(one))),
      ', ',
    )})`;
  };
  const parts = [
    ...(texts.length > 0 ? [test.ignore_case ? folded() : dialect.isText(value, texts)] : []),
    ...(numbers.length > 0 ? [dialect.isNumber(value, numbers)] : []),
    ...(truths.length > 0 ? [dialect.isTruth(value, truths)] : []),
  ];
  return parts.length === 0 ? no : brackets(join(parts, ' or '));
}

const brackets = (test: Fragment): Fragment => sql`(${test})`;

export const complement = (test: Fragment): Fragment => sql`not coalesce(${test}, false)`;

function textTest({ dialect }: Context, value: Value, test: ValueTest): Fragment | undefined {
  const fold = test.ignore_case === true;
  const text = (): Fragment => (fold ? dialect.fold(dialect.text(value)) : dialect.text(value));
  const part = (operand: string): Fragment => bind(fold ? foldText(operand) : operand);
  if (test.contains !== undefined) return dialect.contains(text(), part(test.contains));
  if (test.not_contains !== undefined) return complement(dialect.contains(text(), part(test.not_contains)));
  if (test.starts_with !== undefined) return dialect.startsWith(text(), part(test.starts_with));
  if (test.ends_with !== undefined) return dialect.endsWith(text(), part(test.ends_with));
  return undefined;
}

const signs = { at_least: '>=', more_than: '>', at_most: '<=', less_than: '<' } as const;

function orderTest(context: Context, value: Value, test: ValueTest): Fragment | undefined {
  for (const [operator, sign] of Object.entries(signs)) {
    const operand = test[operator as keyof typeof signs];
    if (operand !== undefined) return compare(context, { value, sign, operand });
  }
  const pair = test.between ?? test.not_between;
  if (!pair) return undefined;
  const [low = 0, high = 0] = pair;
  const inside = sql`(${compare(context, { value, sign: '>=', operand: low })} and ${compare(context, { value, sign: '<=', operand: high })})`;
  return test.between ? inside : complement(inside);
}

interface Comparison {
  readonly value: Value;
  readonly sign: Sign;
  readonly operand: number | string;
}

/** Numbers compare with numbers, moments with instants, other text with text; nothing compares across kinds. */
function compare(context: Context, { value, sign, operand }: Comparison): Fragment {
  if (typeof operand === 'number') return context.dialect.compareNumber(value, sign, operand);
  if (parseMoment(operand)) return at(context, { value, sign, instant: momentOf(context, operand) });
  return context.dialect.compareText(value, sign, operand);
}

interface At {
  readonly value: Value;
  readonly sign: Sign;
  readonly instant: Date;
}

const at = ({ dialect, zone }: Context, { value, sign, instant }: At): Fragment =>
  brackets(dialect.compareInstant(value, sign, { instant, zone }));

function timeTest(context: Context, value: Value, test: ValueTest): Fragment | undefined {
  const { now } = context;
  const is = (sign: Sign, instant: Date): Fragment => at(context, { value, sign, instant });
  if (test.before !== undefined) return is('<', momentOf(context, test.before));
  if (test.after !== undefined) return is('>', momentOf(context, test.after));
  if (test.within !== undefined) return sql`(${is('>=', away(now, test.within, -1))} and ${is('<', now)})`;
  if (test.within_next !== undefined) return sql`(${is('>=', now)} and ${is('<', away(now, test.within_next, 1))})`;
  if (test.older_than !== undefined) return is('<', away(now, test.older_than, -1));
  return undefined;
}

export const seconds = (instant: Date): Fragment => bind(instant.getTime() / 1000);

/** An instant that many units away from another. */
export function away(from: Date, duration: string, sign: 1 | -1): Date {
  const parsed = parseDuration(duration);
  if (!parsed) throw new RangeError(`no duration: ${duration}`);
  return addDuration(from, parsed, sign);
}

/** The instant that a text means, relative ones counted from the command's now. */
export function momentOf({ now, zone }: Pick<Context, 'now' | 'zone'>, text: string): Date {
  const moment = parseMoment(text);
  if (!moment) throw new RangeError(`no moment: ${text}`);
  return resolveMoment(moment, now, (date) => midnight(date, zone));
}
