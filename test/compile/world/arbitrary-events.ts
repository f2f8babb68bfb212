import fc from 'fast-check';
import type { PropertyTest } from '../../../src/model/generated/segment.ts';
import {
  arrayTest,
  countTest,
  duration,
  elementTest,
  flagTest,
  numberTest,
  type Test,
  textTest,
  timeOperand,
  timeTest,
  whenTest,
} from './arbitrary-values.ts';
import { pools } from './pools.ts';

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const named = (property: string, test: Test): fc.Arbitrary<PropertyTest> => test.map((one) => ({ property, ...one }));

const seconds = named('seconds', numberTest([0, 30, 60, 90.5]));
const listening = [seconds, named('dj_id', textTest(pools.djs)), named('live', flagTest)];
const buying = [
  named('amount', numberTest([0, 0.5, 10, 100, 2500])),
  named('status', textTest(pools.statuses)),
  named('dj.id', textTest(pools.djs)),
  named('dj.id', numberTest([1, 2])),
  named('due', whenTest),
  named(
    'items',
    elementTest([
      ['sku', textTest(['a', 'b'])],
      ['n', numberTest([1, 3])],
    ]),
  ),
  named('items', arrayTest),
];

/** What is done, the properties that may be asked for, and which of them are numbers. */
const kinds = [
  { event: 'listen', tests: listening, numbers: ['seconds'], values: ['dj_id', 'seconds'] },
  { event: 'order', tests: buying, numbers: ['amount'], values: ['status', 'dj_id', 'amount', 'dj.id'] },
  { event: 'cart', tests: [seconds, ...buying], numbers: ['amount', 'seconds'], values: ['dj_id', 'status'] },
  { event: 'ping', tests: [named('battery', numberTest([0, 0.5, 1]))], numbers: ['battery'], values: ['battery'] },
  { event: 'never_seen', tests: buying, numbers: ['amount'], values: ['status'] },
] as const;
type Kind = (typeof kinds)[number];
const kind = fc.oneof(...kinds.map((one, i) => ({ weight: 9 - 2 * i, arbitrary: fc.constant<Kind>(one) })));

const calendar = fc.record({
  last: fc.integer({ min: 1, max: 40 }),
  unit: from(['day', 'week', 'month'] as const),
});
export const window = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.record({ within: duration }),
  fc.record({ since: timeOperand }),
  fc.record({ until: timeOperand }),
  fc.record({ since: from(['2026-09-01', '2026-10-25T12:00:00Z', '-2mo']), until: from(['2026-11-01', '-1h', '+1d']) }),
  fc.record({ calendar }),
);

const tests = ({ tests: all }: Kind): fc.Arbitrary<PropertyTest> => fc.oneof(...all);
const filter = (one: Kind): fc.Arbitrary<{ where?: PropertyTest[] }> =>
  fc.oneof(fc.constant({}), fc.record({ where: fc.array(tests(one), { minLength: 1, maxLength: 2 }) }));

const levels = from([-10, 0, 0.5, 1, 10, 60, 100, 2500, 50000]);
const operator = from(['is', 'at_least', 'more_than', 'at_most', 'less_than']);

function measure(one: Kind): fc.Arbitrary<object> {
  const ofNumber = fc
    .tuple(from(['sum', 'avg', 'min', 'max']), from<string>(one.numbers), operator, levels)
    .map(([key, of, test, n]) => ({ [key]: { of, [test]: n } }));
  return fc.oneof(
    fc.constant({}),
    fc.constant({ never: true }),
    fc.record({ count: countTest }),
    { weight: 3, arbitrary: ofNumber },
    fc.tuple(from<string>(one.values), countTest).map(([of, test]) => ({ distinct: { of, ...test } })),
    fc.record({ days: countTest }),
    fc.record({ first: timeTest }),
    fc.record({ last: timeTest }),
    fc.record({ last_value: tests(one) }),
  );
}

export const eventCondition = kind.chain((one) =>
  fc.tuple(filter(one), window, measure(one)).map((parts) => Object.assign({ event: one.event }, ...parts)),
);

/** What `top` may go by. */
export const topMeasure = kind.chain((one) => {
  const by = fc.oneof(
    fc.constant({}),
    fc.tuple(from(['sum', 'avg', 'min', 'max']), from<string>(one.numbers)).map(([key, of]) => ({ [key]: of })),
    from<string>(one.values).map((of) => ({ distinct: of })),
    fc.constant({ days: true }),
  );
  return fc.tuple(filter(one), window, by).map((parts) => Object.assign({ event: one.event }, ...parts));
});

const step = kind.chain((one) => filter(one).map((where) => ({ event: one.event, ...where })));
const span = from(['1m', '1h', '6h', '1d', '7d', '4w']);
const soon = fc.tuple(step, span).map(([one, within]) => ({ ...one, within }));
const next = fc.oneof(step, soon);
const absent = step.map((one) => ({ ...one, absent: true as const }));
const never = soon.map((one) => ({ ...one, absent: true as const }));

export const sequenceCondition = fc
  .tuple(
    fc.oneof(
      fc.tuple(step, next),
      fc.tuple(step, next, next),
      fc.tuple(step, absent, next),
      fc.tuple(step, absent, absent, next),
      { weight: 2, arbitrary: fc.tuple(step, never) },
      fc.tuple(step, next, never),
      fc.tuple(step, absent, next, never),
    ),
    window,
  )
  .map(([sequence, inside]) => ({ sequence, ...inside }));
