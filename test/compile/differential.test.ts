import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../src/model/condition.ts';
import { evaluate, type TestPerson } from './evaluate.ts';
import { writeStore } from './test-store.ts';

const now = new Date('2026-11-01T12:00:00Z');
const texts = ['free', 'plus', 'Plus', '7', '07', '', '프리미엄', '50%_off', "O'Hara", '🐳', 'a"b', 'NULL'];
const instants = [
  '2026-11-01T11:59:59Z',
  '2026-11-01T12:00:00Z',
  '2026-11-01T12:00:01Z',
  '2026-10-25T12:00:00Z',
  '2026-10-25 11:59:59',
  '2026-10-30T21:00:00+09:00',
  '2026-10-30 21:00:00+09',
  '2026-10-30T21:00:00.250-0330',
  '2026-10-30 21:00:00 +0900',
  '2026-10-25 12:00:00 UTC',
  '2026-02-30T00:00:00Z',
  '2026-12-24T00:00:00.500Z',
  '2025-02-28T23:59:59Z',
  'yesterday',
  '',
];

const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 4 });
const person: fc.Arbitrary<Omit<TestPerson, 'id'>> = fc.record({
  values: fc.record({
    plan: nullable(fc.constantFrom(...texts)),
    score: nullable(fc.constantFrom(-1.5, 0, 0.1, 7, 7.5, 1e9)),
    age: nullable(fc.integer({ min: 0, max: 9 })),
    seen: nullable(fc.constantFrom(...instants)),
    tags: nullable(fc.constantFrom('[]', '{}', '["a"]')),
  }),
  events: fc.array(
    fc.record({
      name: fc.constantFrom('listen', 'gift'),
      at: fc.constantFrom(...instants.slice(0, 13)),
      props: fc.record({
        seconds: nullable(fc.integer({ min: 0, max: 5 })),
        dj: nullable(fc.constantFrom('소리', 'dj "x"', '')),
      }),
    }),
    { maxLength: 5 },
  ),
});

const duration = fc.constantFrom('1m', '1h', '1d', '7d', '2w');
const textTest = fc.oneof(
  fc.record({ is: fc.constantFrom(...texts) }),
  fc.record({ is_not: fc.constantFrom(...texts) }),
  fc.record({ in: fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }) }),
  fc.record({ not_in: fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }) }),
  fc.record({ contains: fc.constantFrom('l', '%', '_', "'", '미', '🐳') }),
  fc.record({ not_contains: fc.constantFrom('l', '%', '_', '미') }),
  fc.record({ starts_with: fc.constantFrom('P', 'f', '프', '50%') }),
  fc.record({ ends_with: fc.constantFrom('s', 'e', '엄', 'off') }),
  fc.record({ is: fc.constantFrom('PLUS', 'free'), ignore_case: fc.constant(true) }),
  fc.record({ contains: fc.constantFrom('L', 'HAR'), ignore_case: fc.constant(true) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ empty: fc.boolean() }),
);
const number = fc.constantFrom(-1.5, 0, 3, 7, 7.5);
const numberTest = fc.oneof(
  fc.record({ is: number }),
  fc.record({ is_not: number }),
  fc.record({ at_least: number }),
  fc.record({ more_than: number }),
  fc.record({ at_most: number }),
  fc.record({ less_than: number }),
  fc.record({ between: fc.tuple(number, number).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]) }),
  fc.record({ not_between: fc.tuple(number, number).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]) }),
  fc.record({ exists: fc.boolean() }),
);
/** Text and numbers are never equal, whatever the column would make of them. */
const mixed = fc.constantFrom<number | string>(3, 7, 7.5, '3', '7', '7.5', '7.0', '07', 'free');
const acrossKinds = fc.oneof(
  fc.record({ is: mixed }),
  fc.record({ is_not: mixed }),
  fc.record({ in: fc.array(mixed, { minLength: 1, maxLength: 3 }) }),
  fc.record({ not_in: fc.array(mixed, { minLength: 1, maxLength: 3 }) }),
  fc.record({ is: mixed, ignore_case: fc.constant(true) }),
  fc.record({ in: fc.array(mixed, { minLength: 1, maxLength: 3 }), ignore_case: fc.constant(true) }),
);
const timeTest = fc.oneof(
  fc.record({ before: fc.constantFrom('2026-10-25T12:00:00Z', '2026-11-01T12:00:00Z') }),
  fc.record({ after: fc.constantFrom('2026-10-25T12:00:00Z', '2026-11-01T12:00:00Z') }),
  fc.record({ within: duration }),
  fc.record({ within_next: fc.constantFrom('1d', '60d') }),
  fc.record({ older_than: duration }),
);
const attribute = fc.oneof(
  textTest.map((test) => ({ attribute: 'plan', ...test })),
  fc.tuple(fc.constantFrom('score', 'age', 'plan'), acrossKinds).map(([name, test]) => ({ attribute: name, ...test })),
  fc.tuple(fc.constantFrom('score', 'age'), numberTest).map(([name, test]) => ({ attribute: name, ...test })),
  timeTest.map((test) => ({ attribute: 'seen', ...test })),
  fc.record({ attribute: fc.constant('tags'), empty: fc.boolean() }),
);
const event = fc
  .record({
    event: fc.constantFrom('listen', 'gift', 'never_seen'),
    where: fc.option(
      fc.array(
        fc.oneof(
          numberTest.map((test) => ({ property: 'seconds', ...test })),
          textTest.map((test) => ({ property: 'dj', ...test })),
        ),
        { minLength: 1, maxLength: 2 },
      ),
      { nil: undefined },
    ),
    window: fc.oneof(
      fc.constant({}),
      duration.map((within) => ({ within })),
      fc.constant({ since: '2026-10-25T12:00:00Z', until: '2026-11-01T12:00:00Z' }),
    ),
    measure: fc.oneof(
      fc.constant({}),
      fc.constant({ never: true as const }),
      fc
        .tuple(fc.constantFrom('is', 'at_least', 'more_than', 'at_most', 'less_than'), fc.integer({ min: 0, max: 3 }))
        .map(([operator, n]) => ({ count: { [operator]: n } })),
    ),
  })
  .map(({ event: name, where, window, measure }) => ({
    event: name,
    ...(where ? { where } : {}),
    ...window,
    ...measure,
  }));
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    attribute as fc.Arbitrary<Condition>,
    event as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ none: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ) as fc.Arbitrary<Condition>,
}));

const people = fc
  .sample(person, { numRuns: 300, seed: 7 })
  .map((one, i) => ({ ...one, id: `p${String(i).padStart(3, '0')}` }));
const store = writeStore(people);
afterAll(() => store.close());

describe('conditions on SQLite against a plain evaluator', () => {
  it('gives the same people, and the complement everybody else', async () => {
    await fc.assert(
      fc.asyncProperty(condition, async (one) => {
        const found = await store.ids(one, now);
        expect(found).toEqual(people.filter((each) => evaluate(one, each, now)).map(({ id }) => id));
        const others = await store.ids({ not: one }, now);
        expect(found.length + others.length).toBe(people.length);
      }),
      { numRuns: 400, seed: 11 },
    );
  });

  it('does not depend on the zone of the machine', async () => {
    const before = process.env.TZ;
    const one: Condition = {
      any: [
        { attribute: 'seen', before: '2026-10-26' },
        { event: 'listen', since: '2026-10-25', until: '2026-10-31' },
      ],
    };
    const answers = [];
    for (const zone of ['UTC', 'Asia/Seoul', 'America/St_Johns']) {
      process.env.TZ = zone;
      answers.push(await store.ids(one, now));
    }
    process.env.TZ = before ?? 'UTC';
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]?.length).toBeGreaterThan(0);
  });
});
