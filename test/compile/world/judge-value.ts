import type { PropertyTest } from '../../../src/model/generated/segment.ts';
import { judgeCount } from './judge-count.ts';
import { compareText, foldCase, matchText } from './judge-text.ts';
import { type Here, judgeCalendar, judgeTime, timeOf } from './judge-time.ts';
import { compareVersions } from './judge-version.ts';
import { readOperand } from './moment.ts';
import { follow, type Value, valueOfJson } from './value.ts';

export type ValueTest = Omit<PropertyTest, 'property'>;
type Scalar = string | number | boolean;

/** One operator on one value. */
export function judgeValue(test: ValueTest, value: Value, here: Here): boolean {
  if (test.is_not !== undefined) return !equals(test.is_not, value, test);
  if (test.not_in !== undefined) return !test.not_in.some((one) => equals(one, value, test));
  if (test.not_between !== undefined) return !between(test.not_between, value, { test, here });
  if (test.not_contains !== undefined) return !judgeValue(only(test, { contains: test.not_contains }), value, here);
  if (test.not_matches !== undefined) return !judgeValue(only(test, { matches: test.not_matches }), value, here);
  if (test.has_none !== undefined) return !hasAny(test.has_none, value, test);
  if (test.exists !== undefined) return (value.kind !== 'missing') === test.exists;
  if (test.empty !== undefined) return isEmpty(value) === test.empty;
  return positive(test, value, here);
}

/** Nothing here holds for what is missing. */
function positive(test: ValueTest, value: Value, here: Here): boolean {
  if (test.is !== undefined) return equals(test.is, value, test);
  if (test.in !== undefined) return test.in.some((one) => equals(one, value, test));
  for (const operator of ['at_least', 'more_than', 'at_most', 'less_than'] as const) {
    const operand = test[operator];
    if (operand !== undefined) return ordered(operator, operand, { value, test, here });
  }
  if (test.between !== undefined) return between(test.between, value, { test, here });
  if (test.has_any !== undefined) return hasAny(test.has_any, value, test);
  if (test.has_all !== undefined) return test.has_all.every((one) => hasAny([one], value, test));
  if (test.length !== undefined) return value.kind === 'list' && judgeCount(test.length, value.items.length);
  if (test.has_element !== undefined) return hasElement(test.has_element, value, here);
  const text = textOf(value);
  const version = test.version_at_least ?? test.version_less_than;
  if (version !== undefined) {
    const order = value.kind === 'text' ? compareVersions(value.text, version) : undefined;
    return order !== undefined && (test.version_at_least === undefined ? order < 0 : order >= 0);
  }
  const fold = (one: string): string => (test.ignore_case ? foldCase(one) : one);
  if (test.contains !== undefined) return text !== undefined && fold(text).includes(fold(test.contains));
  if (test.starts_with !== undefined) return text !== undefined && fold(text).startsWith(fold(test.starts_with));
  if (test.ends_with !== undefined) return text !== undefined && fold(text).endsWith(fold(test.ends_with));
  if (test.matches !== undefined) return text !== undefined && matchText(test.matches, text, test.ignore_case ?? false);
  return times(test, value, here);
}

function times(test: ValueTest, value: Value, here: Here): boolean {
  const moment = timeOf(value, here);
  if (!moment) return false;
  const calendar = test.in_month ?? test.in_hour ?? test.on_day_of_week ?? test.anniversary_within;
  return calendar === undefined ? judgeTime(test, moment.ms, here) : judgeCalendar(test, moment, here);
}

const only = (test: ValueTest, positive: ValueTest): ValueTest => ({
  ...positive,
  ...(test.ignore_case === undefined ? {} : { ignore_case: test.ignore_case }),
});

/** A number is taken as its digits. */
/** Tests on text ask text: a number is none, whatever its digits look like. */
const textOf = (value: Value): string | undefined => (value.kind === 'text' ? value.text : undefined);

function equals(operand: Scalar, value: Value, { ignore_case: ignoreCase }: ValueTest): boolean {
  if (typeof operand === 'string') {
    if (value.kind !== 'text') return false;
    return ignoreCase ? foldCase(operand) === foldCase(value.text) : operand === value.text;
  }
  if (typeof operand === 'number') return value.kind === 'number' && value.number === operand;
  if (value.kind === 'number') return value.number === (operand ? 1 : 0);
  return value.kind === 'boolean' && value.yes === operand;
}

interface Comparison {
  readonly value: Value;
  readonly test: ValueTest;
  readonly here: Here;
}

function ordered(
  operator: 'at_least' | 'more_than' | 'at_most' | 'less_than',
  operand: number | string,
  comparison: Comparison,
): boolean {
  const order = compare(operand, comparison);
  return judgeCount({ [operator]: 0 }, order);
}

/** The value against an operand of its own kind; nothing across kinds. */
function compare(operand: number | string, { value, test, here }: Comparison): number | undefined {
  if (typeof operand === 'number') {
    if (value.kind !== 'number') return undefined;
    return value.number === operand ? 0 : value.number < operand ? -1 : 1;
  }
  const moment = readOperand(operand, here.now, here.timezone);
  if (moment) {
    const time = timeOf(value, here);
    return time && Math.sign(time.ms - moment.ms);
  }
  if (value.kind !== 'text') return undefined;
  return test.ignore_case ? compareText(foldCase(value.text), foldCase(operand)) : compareText(value.text, operand);
}

function between(ends: readonly (number | string)[], value: Value, rest: Omit<Comparison, 'value'>): boolean {
  const [low = 0, high = 0] = ends;
  return ordered('at_least', low, { value, ...rest }) && ordered('at_most', high, { value, ...rest });
}

/** Text of a column may be the text of an empty array; inside JSON every kind speaks for itself. */
function isEmpty(value: Value): boolean {
  if (value.kind === 'text') return value.text === '' || (value.column === true && /^(\[\]|\{\})$/.test(value.text));
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'object') return Object.keys(value.object).length === 0;
  return value.kind === 'missing';
}

function hasAny(operands: readonly Scalar[], value: Value, test: ValueTest): boolean {
  if (value.kind !== 'list') return false;
  return value.items.some((item) => operands.some((one) => equals(one, valueOfJson(item), test)));
}

function hasElement(tests: readonly PropertyTest[], value: Value, here: Here): boolean {
  if (value.kind !== 'list') return false;
  return value.items.some((item) => {
    const element = valueOfJson(item);
    if (element.kind !== 'object') return false;
    return tests.every((test) => judgeValue(test, follow(element, test.property.split('.')), here));
  });
}
