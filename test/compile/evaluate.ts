import type { Condition, CountTest, PropertyTest } from '../../src/model/condition.ts';

/** A person of the test store, as plain data. Missing is null or undefined. */
export interface TestPerson {
  readonly id: string;
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly events: readonly {
    readonly name: string;
    readonly at: string;
    readonly props: Readonly<Record<string, string | number | null>>;
  }[];
}

const unit = { m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** Written from the contract, without a look at the compiler: the judge of what a condition means. Durations in m, h, d, w only. */
export function evaluate(condition: Condition, person: TestPerson, now: Date): boolean {
  if ('all' in condition) return condition.all.every((one) => evaluate(one, person, now));
  if ('any' in condition) return condition.any.some((one) => evaluate(one, person, now));
  if ('none' in condition) return !condition.none.some((one) => evaluate(one, person, now));
  if ('not' in condition) return !evaluate(condition.not, person, now);
  if ('segment' in condition) throw new RangeError('segments are resolved before');
  if ('attribute' in condition) return test(condition, person.values[condition.attribute] ?? null, now);
  if (!('event' in condition)) throw new RangeError('this judge knows attributes and counts of events');
  const from = condition.within === undefined ? Number.NEGATIVE_INFINITY : now.getTime() - length(condition.within);
  const events = person.events.filter(({ name, at, props }) => {
    const time = instant(at);
    const inside =
      time >= from &&
      time < now.getTime() &&
      (condition.since === undefined || time >= Date.parse(condition.since)) &&
      (condition.until === undefined || time < Date.parse(condition.until));
    return (
      name === condition.event &&
      inside &&
      (condition.where ?? []).every((one) => test(one, props[one.property] ?? null, now))
    );
  });
  if (condition.never) return events.length === 0;
  return counts(condition.count ?? { at_least: 1 }, events.length);
}

function counts(test: CountTest, n: number): boolean {
  return (
    (test.is === undefined || n === test.is) &&
    (test.at_least === undefined || n >= test.at_least) &&
    (test.more_than === undefined || n > test.more_than) &&
    (test.at_most === undefined || n <= test.at_most) &&
    (test.less_than === undefined || n < test.less_than)
  );
}

const length = (duration: string): number =>
  Number(duration.slice(0, -1)) * unit[duration.slice(-1) as keyof typeof unit] * 1000;

/** Milliseconds since 1970; NaN for what is no instant, a day that no month has included. */
function instant(value: string | number | null): number {
  const [, date = '', clock = '', sign, hours = '', minutes = '00'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d[\d:.]*) ?(?:Z|UTC|([+-])(\d\d):?(\d\d)?)?$/.exec(String(value)) ?? [];
  const day = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(date)) return Number.NaN;
  return Date.parse(`${date}T${clock}${sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`}`);
}

type Test = Omit<PropertyTest, 'property'>;
type Value = string | number | null;

function test(one: Test, value: Value, now: Date): boolean {
  const negative = { is_not: 'is', not_in: 'in', not_between: 'between', not_contains: 'contains' } as const;
  for (const [operator, positive] of Object.entries(negative)) {
    const operand = one[operator as keyof Test];
    if (operand !== undefined) return !test({ ...one, [operator]: undefined, [positive]: operand } as Test, value, now);
  }
  if (one.exists !== undefined) return (value !== null) === one.exists;
  if (one.empty !== undefined)
    return (value === null || value === '' || value === '[]' || value === '{}') === one.empty;
  if (value === null) return false;
  const fold = (text: string): string => (one.ignore_case ? text.toLowerCase() : text);
  const same = (a: Value, b: unknown): boolean =>
    typeof a === 'string' && typeof b === 'string' ? fold(a) === fold(b) : a === b;
  if (one.is !== undefined) return same(value, one.is);
  if (one.in !== undefined) return one.in.some((item) => same(value, item));
  const text = fold(String(value));
  if (one.contains !== undefined) return text.includes(fold(one.contains));
  if (one.starts_with !== undefined) return text.startsWith(fold(one.starts_with));
  if (one.ends_with !== undefined) return text.endsWith(fold(one.ends_with));
  const order = (operand: number | string, holds: (a: number) => boolean): boolean =>
    typeof operand === 'number' && typeof value === 'number' && holds(value - operand);
  if (one.at_least !== undefined) return order(one.at_least, (d) => d >= 0);
  if (one.more_than !== undefined) return order(one.more_than, (d) => d > 0);
  if (one.at_most !== undefined) return order(one.at_most, (d) => d <= 0);
  if (one.less_than !== undefined) return order(one.less_than, (d) => d < 0);
  if (one.between !== undefined)
    return order(one.between[0] ?? 0, (d) => d >= 0) && order(one.between[1] ?? 0, (d) => d <= 0);
  const time = instant(value);
  if (Number.isNaN(time)) return false;
  const t = now.getTime();
  if (one.before !== undefined) return time < Date.parse(one.before);
  if (one.after !== undefined) return time > Date.parse(one.after);
  if (one.within !== undefined) return time >= t - length(one.within) && time < t;
  if (one.within_next !== undefined) return time >= t && time < t + length(one.within_next);
  if (one.older_than !== undefined) return time < t - length(one.older_than);
  throw new RangeError('a test without an operator');
}
