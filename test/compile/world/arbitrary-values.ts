import fc from 'fast-check';
import type { PropertyTest } from '../../../src/model/generated/segment.ts';
import { compareText } from './judge-text.ts';
import { pools } from './pools.ts';

export type Test = fc.Arbitrary<Omit<PropertyTest, 'property'>>;
type Scalar = string | number | boolean;

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const listOf = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 3 });
const sorted = <T>(one: fc.Arbitrary<T>, order: (a: T, b: T) => number): fc.Arbitrary<T[]> =>
  fc.tuple(one, one).map((two) => two.sort(order));

export const duration = from(['1m', '1h', '12h', '1d', '7d', '2w', '30d', '1mo', '2mo', '10mo', '1y', '2y', '30y']);
export const someDays = fc.uniqueArray(from(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const), {
  minLength: 1,
  maxLength: 4,
});

/** Absolute times with what they are worth, so that ranges can be put in order. */
const absolute = from([
  ...pools.instants.map((text) => ({ text, ms: Date.parse(text) })),
  ...['2026-10-25', '2026-11-01', '2026-11-02', '2024-02-29', '2000-01-01', '1990-02-28'].map((text) => ({
    text,
    ms: Date.parse(`${text}T00:00:00+09:00`),
  })),
  ...['2026-11-01T12:00Z', '2026-11-01 21:00:00 +0900', '2026-10-31T23:30:00-03:30'].map((text) => ({
    text,
    ms: Date.parse(text),
  })),
]);
const relative = from(['-1h', '-7d', '-2w', '-1mo', '-2y', '+1h', '+2d', '+1mo']);
export const timeOperand = fc.oneof({ weight: 2, arbitrary: absolute.map(({ text }) => text) }, relative);

export const countTest = fc.oneof(
  fc
    .tuple(from(['is', 'at_least', 'more_than', 'at_most', 'less_than'] as const), fc.nat(4))
    .map(([operator, n]) => ({ [operator]: n })),
  fc.tuple(fc.nat(2), fc.nat(3)).map(([low, more]) => ({ at_least: low, at_most: low + more })),
);

export const timeTest = fc.oneof(
  fc.record({ within: duration }),
  fc.record({ older_than: duration }),
  fc.record({ before: timeOperand }),
  fc.record({ after: timeOperand }),
);

const existence: Test = fc.oneof(fc.record({ exists: fc.boolean() }), fc.record({ empty: fc.boolean() }));
const patterns = [
  '^f',
  's$',
  'l+u',
  '[0-9]+',
  '\\d',
  '\\w\\s',
  'fr|pl',
  '(a|o)\\w',
  '^.{4}$',
  '^[^a-z]+$',
  '프.미',
  "O'H",
  '\\\\',
  '%',
  '^$',
  '^\\D*$',
  'e{2}',
  '^(free|plus)\\+?$',
  '^🐳+$',
];
const pieces = [
  'e',
  'l',
  'us',
  '%',
  '_',
  '%_',
  "'",
  '"',
  '\\',
  '미',
  '가',
  '🐳',
  'f',
  'free',
  '0',
  '7',
  '프',
  'é',
  'é'.normalize('NFD'),
  'end',
  'S',
];
const cased = ['FREE', 'pLuS', 'CAFÉ', 'οδος', 'straße', "o'hara", 'ÉÉ', 'E', 'S'];

/** On what is mostly text. */
export function textTest(words: readonly string[]): Test {
  const word = fc.oneof(
    { weight: 4, arbitrary: from(words) },
    fc.string({ maxLength: 3, unit: 'grapheme' }).filter(storable),
  );
  const piece = from(pieces);
  const either = fc.oneof(word, from(cased));
  return fc.oneof(
    fc.record({ is: word }),
    fc.record({ is_not: word }),
    fc.record({ in: listOf(word) }),
    fc.record({ not_in: listOf(word) }),
    ...(['contains', 'not_contains', 'starts_with', 'ends_with'] as const).map((operator) =>
      fc.oneof(
        piece.map((text) => ({ [operator]: text })),
        from(cased).map((text) => ({ [operator]: text.slice(0, 2), ignore_case: true })),
      ),
    ),
    fc.oneof(
      fc.record({ is: either, ignore_case: fc.constant(true) }),
      fc.record({ is_not: either, ignore_case: fc.constant(true) }),
      fc.record({ in: listOf(either), ignore_case: fc.constant(true) }),
      fc.record({ not_in: listOf(either), ignore_case: fc.constant(true) }),
    ),
    fc.record({ matches: from(patterns) }),
    fc.record({ not_matches: from(patterns) }),
    fc.record({ matches: from(['^FREE', 'PLUS$', '^ΟΔΟ', 'e$', '[A-F]']), ignore_case: fc.constant(true) }),
    ordering(from(words.filter((text) => !/^\d{4}-|^[+-]/.test(text) && text !== '')), compareText),
    existence,
  );
}

/** Text that every database can hold. */
const storable = (text: string): boolean => text !== '' && !/[\u0000\ud800-\udfff?]/u.test(text);

/** On what is mostly numbers. Text is never equal to them. */
export function numberTest(numbers: readonly number[]): Test {
  const number = fc.oneof({ weight: 5, arbitrary: from(numbers) }, fc.integer({ min: -5, max: 100 }));
  const mixed = fc.oneof<fc.Arbitrary<Scalar>[]>(number, from(['7', '07', '7.5', 'free']), fc.boolean());
  return fc.oneof(
    fc.record({ is: mixed }),
    fc.record({ is_not: mixed }),
    fc.record({ in: listOf(mixed) }),
    fc.record({ not_in: listOf(mixed) }),
    ordering(number, (a, b) => a - b),
    fc.record({ exists: fc.boolean() }),
    fc.record({ empty: fc.boolean() }),
  );
}

export const flagTest: Test = fc.oneof(
  fc.record({ is: fc.boolean() }),
  fc.record({ is_not: fc.boolean() }),
  fc.record({ in: listOf(fc.boolean()) }),
  fc.record({ exists: fc.boolean() }),
);

/** On points in time. */
export const whenTest: Test = fc.oneof(
  timeTest,
  fc.record({ within_next: duration }),
  fc.record({ anniversary_within: from(['1d', '7d', '2w', '1mo', '2mo', '11mo', '1y']) }),
  fc.record({ on_day_of_week: someDays }),
  fc.record({ in_month: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }) }),
  fc.record({ in_hour: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 8 }) }),
  ordering(
    absolute,
    (a, b) => a.ms - b.ms,
    ({ text }) => text,
  ),
  ordering(relative, () => 0).filter((test) => !('between' in test || 'not_between' in test)),
);

export const versionTest: Test = fc.oneof(
  fc.record({ version_at_least: from(pools.versions.slice(0, 12)) }),
  fc.record({ version_less_than: from(pools.versions.slice(0, 12)) }),
);

const elements = from<Scalar>([...pools.tags, 'ko', 'KO', 'en', '7', 'café', 7, 1, 0, true, false]);

/** On arrays. */
export const arrayTest: Test = fc.oneof(
  fc.record({ has_any: listOf(elements) }),
  fc.record({ has_all: listOf(elements) }),
  fc.record({ has_none: listOf(elements) }),
  fc.record({ has_any: listOf(from(['VIP', 'Ko', 'CAFÉ'])), ignore_case: fc.constant(true) }),
  fc.record({ length: countTest }),
  existence,
);

/** On arrays of objects with these keys. */
export function elementTest(keys: readonly (readonly [key: string, test: Test])[]): Test {
  const test = fc.oneof(...keys.map(([property, one]) => one.map((operator) => ({ property, ...operator }))));
  return fc.record({ has_element: fc.array(test, { minLength: 1, maxLength: 2 }) });
}

function ordering<T>(
  one: fc.Arbitrary<T>,
  order: (a: T, b: T) => number,
  write: (value: T) => unknown = (value) => value,
): Test {
  return fc.oneof(
    fc
      .tuple(from(['at_least', 'more_than', 'at_most', 'less_than'] as const), one)
      .map(([operator, value]) => ({ [operator]: write(value) })),
    fc
      .tuple(from(['between', 'not_between'] as const), sorted(one, order))
      .map(([operator, ends]) => ({ [operator]: ends.map(write) })),
  ) as Test;
}
