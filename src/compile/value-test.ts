import { addDuration, parseDuration } from '../base/duration.ts';
import { foldText } from '../base/fold-text.ts';
import { midnight } from '../base/midnight.ts';
import { parseMoment, resolveMoment } from '../base/moment.ts';
import type { ValueTest } from '../model/condition.ts';
import type { Binding } from '../model/query.ts';
import type { Context } from './context.ts';
import { bind, type Fragment, join, no, raw, sql } from './fragment.ts';

type Scalar = string | number | boolean;

/**
 * One test on one value as SQL that is true, false or NULL; NULL means false. Operators with `not` are exact complements.
 * `test` has exactly one operator (checked by validate).
 */
export function valueTest(context: Context, value: Fragment, test: ValueTest): Fragment {
  const text = (fragment: Fragment): Fragment => (test.ignore_case ? context.dialect.fold(fragment) : fragment);
  const isIn = (operands: readonly Scalar[]): Fragment => equalTest(context, value, { test, operands });
  if (test.is !== undefined) return isIn([test.is]);
  if (test.is_not !== undefined) return complement(isIn([test.is_not]));
  if (test.in !== undefined) return isIn(test.in);
  if (test.not_in !== undefined) return complement(isIn(test.not_in));
  if (test.exists !== undefined) return test.exists ? sql`${value} is not null` : sql`${value} is null`;
  if (test.empty !== undefined) {
    const empty = sql`(${value} is null or ${value} in ('', '[]', '{}'))`;
    return test.empty ? empty : sql`not ${empty}`;
  }
  return (
    textTest(context, text(value), test) ?? orderTest(context, value, test) ?? timeTest(context, value, test) ?? no
  );
}

interface Equal {
  readonly test: ValueTest;
  readonly operands: readonly Scalar[];
}

/**
 * Whether a value is one of these. Text and numbers are never equal: a column of numbers would take '1' for 1, so the kind is
 * asked too; the plain comparison stays beside it, for an index. True and false are stored in too many ways to ask.
 */
function equalTest({ dialect }: Context, value: Fragment, { test, operands }: Equal): Fragment {
  const fold = test.ignore_case === true;
  const left = fold ? dialect.fold(value) : value;
  const among = (kind: string): Fragment | undefined => {
    const some = operands.filter((one) => typeof one === kind).map((one) => bind(toBinding(one, fold)));
    const [only] = some;
    if (!only) return undefined;
    return some.length === 1 ? sql`${left} = ${only}` : sql`${left} in (${join(some, ', ')})`;
  };
  const texts = among('string');
  const numbers = among('number');
  const parts = [
    texts && sql`(${texts} and not ${dialect.isNumber(value)})`,
    numbers && sql`(${numbers} and ${dialect.isNumber(value)})`,
    among('boolean'),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? no : sql`(${join(parts, ' or ')})`;
}

export const complement = (test: Fragment): Fragment => sql`not coalesce(${test}, 0)`;

function toBinding(value: Scalar, fold: boolean): Binding {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return fold && typeof value === 'string' ? foldText(value) : value;
}

function textTest({ dialect }: Context, value: Fragment, test: ValueTest): Fragment | undefined {
  const part = (text: string): Fragment => bind(toBinding(text, test.ignore_case === true));
  if (test.contains !== undefined) return dialect.contains(value, part(test.contains));
  if (test.not_contains !== undefined) return complement(dialect.contains(value, part(test.not_contains)));
  if (test.starts_with !== undefined) return dialect.startsWith(value, part(test.starts_with));
  if (test.ends_with !== undefined) return dialect.endsWith(value, part(test.ends_with));
  return undefined;
}

const signs = { at_least: '>=', more_than: '>', at_most: '<=', less_than: '<' } as const;

function orderTest(context: Context, value: Fragment, test: ValueTest): Fragment | undefined {
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

/** Numbers compare with numbers, moments with instants, other text with text; nothing compares across kinds. */
function compare(
  context: Context,
  { value, sign, operand }: { value: Fragment; sign: string; operand: number | string },
): Fragment {
  if (typeof operand === 'number')
    return sql`(${context.dialect.isNumber(value)} and ${value} ${raw(sign)} ${bind(operand)})`;
  if (parseMoment(operand))
    return sql`${context.dialect.instant(value, context.zone)} ${raw(sign)} ${seconds(momentOf(context, operand))}`;
  return sql`(not ${context.dialect.isNumber(value)} and ${value} ${raw(sign)} ${bind(operand)})`;
}

function timeTest(context: Context, value: Fragment, test: ValueTest): Fragment | undefined {
  const instant = context.dialect.instant(value, context.zone);
  const { now } = context;
  if (test.before !== undefined) return sql`${instant} < ${seconds(momentOf(context, test.before))}`;
  if (test.after !== undefined) return sql`${instant} > ${seconds(momentOf(context, test.after))}`;
  if (test.within !== undefined)
    return sql`(${instant} >= ${seconds(away(now, test.within, -1))} and ${instant} < ${seconds(now)})`;
  if (test.within_next !== undefined)
    return sql`(${instant} >= ${seconds(now)} and ${instant} < ${seconds(away(now, test.within_next, 1))})`;
  if (test.older_than !== undefined) return sql`${instant} < ${seconds(away(now, test.older_than, -1))}`;
  return undefined;
}

export const seconds = (instant: Date): Fragment => bind(instant.getTime() / 1000);

/** An instant that far from now; the duration was checked by the schema. */
export function away(now: Date, duration: string, sign: 1 | -1): Date {
  const parsed = parseDuration(duration);
  return parsed ? addDuration(now, parsed, sign) : now;
}

export function momentOf({ now, zone }: Context, text: string): Date {
  const moment = parseMoment(text);
  return moment ? resolveMoment(moment, now, (date) => midnight(date, zone)) : now;
}
