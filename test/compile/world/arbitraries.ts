import fc from 'fast-check';
import type { Condition } from '../../../src/model/generated/segment.ts';
import { eventCondition, sequenceCondition, topMeasure, window } from './arbitrary-events.ts';
import {
  arrayTest,
  countTest,
  duration,
  elementTest,
  flagTest,
  numberTest,
  someDays,
  type Test,
  textTest,
  timeTest,
  versionTest,
  whenTest,
} from './arbitrary-values.ts';
import { pools } from './pools.ts';

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const attributes: readonly (readonly [weight: number, name: string, test: Test])[] = [
  [3, 'plan', textTest(pools.texts)],
  [1, 'plan', numberTest([7])],
  [2, 'country', textTest(pools.countries)],
  [3, 'score', numberTest(pools.numbers)],
  [2, 'age', numberTest(pools.integers)],
  [1, 'age', textTest(['7', '1', '18'])],
  [1, 'staff', flagTest],
  [2, 'seen_at', whenTest],
  [1, 'seen_at', fc.record({ exists: fc.boolean() })],
  [1, 'local_at', whenTest],
  [1, 'signed_up_at', whenTest],
  [2, 'seen_text', whenTest],
  [1, 'seen_text', textTest(pools.timeTexts)],
  [2, 'born', whenTest],
  [1, 'last_ms', whenTest],
  [1, 'first_s', whenTest],
  [1, 'last_ms', numberTest([0, 9e15, Date.parse('2026-11-01T12:00:00Z')])],
  [2, 'app_version', versionTest],
  [2, 'tags', arrayTest],
  [2, 'profile.city', textTest(pools.cities)],
  [1, 'profile.address.city', textTest(pools.cities)],
  [2, 'profile.visits', numberTest(pools.numbers)],
  [1, 'profile.opted', flagTest],
  [1, 'profile.opted', numberTest([0, 1, 2])],
  [2, 'profile.nick', textTest(pools.texts)],
  [1, 'profile.joined', whenTest],
  [2, 'profile.langs', arrayTest],
  [1, 'profile.empty', arrayTest],
  [1, 'profile.version', versionTest],
  [
    3,
    'profile.pets',
    elementTest([
      ['kind', textTest(['cat', 'dog', 'Cat'])],
      ['age', numberTest([1, 3, 7])],
      ['tags', arrayTest],
      ['chip.id', textTest(['x1'])],
    ]),
  ],
  [1, 'profile.no.such', fc.oneof(textTest(['x']), numberTest([1]))],
];
const attribute = fc.oneof(
  ...attributes.map(([weight, name, test]) => ({
    weight,
    arbitrary: test.map((one) => ({ attribute: name, ...one })),
  })),
);

const message = fc
  .tuple(
    fc.record({
      message: fc.oneof<fc.Arbitrary<string | object>[]>(
        fc.constant('any'),
        from(pools.campaigns),
        from(['onboarding', 'promo', 'season', 'none']).map((tag) => ({ tag })),
        from(['email', 'push', 'sms', 'in_app']).map((channel) => ({ channel })),
        fc.tuple(from(pools.campaigns), from(['a', 'b', 'c'])).map((variant) => ({ variant })),
      ),
      was: from([undefined, 'sent', 'delivered', 'shown', 'clicked', 'converted', 'bounced', 'complained', 'held_out']),
    }),
    window,
    fc.oneof(
      fc.constant({}),
      fc.constant({ never: true }),
      fc.record({ count: countTest }),
      fc.record({ first: timeTest }),
      fc.record({ last: timeTest }),
    ),
  )
  .map(([{ message: which, was }, inside, measure]) => ({
    message: which,
    ...(was === undefined ? {} : { was }),
    ...inside,
    ...measure,
  }));

const asked = { medium: from(['email', 'sms', 'push']), topic: from(['news', 'offers']), night: fc.boolean() };
const reachable = fc.record({
  reachable: fc.oneof<fc.Arbitrary<string | object>[]>(asked.medium, fc.record(asked, { requiredKeys: ['medium'] })),
});
const consent = fc.record({
  consent: fc.record({ ...asked, granted: timeTest }, { requiredKeys: ['medium'] }),
});
const list = from([
  { list: 'lists/test.csv' },
  { list: 'lists/test.csv', column: 'user_id' },
  { list: 'lists/two.csv', column: 'user_id' },
]);
const sample = fc
  .tuple(
    from(['pmf-2026', '소금']),
    fc.uniqueArray(from([0, 1, 5, 10, 12.5, 50, 90, 100]), { minLength: 2, maxLength: 2 }),
  )
  .map(([salt, ends]) => ({ sample: { salt, from: Math.min(...ends), to: Math.max(...ends) } }));
const size = fc.oneof(
  from([0.1, 1.1, 7, 10, 33.3, 50, 100]).map((percent) => ({ percent })),
  fc.integer({ min: 1, max: 150 }).map((people) => ({ people })),
);
const top = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(size, topMeasure).map(([some, by]) => ({ top: { ...some, by } })) },
  fc
    .tuple(size, from(['score', 'age', 'profile.visits']))
    .map(([some, name]) => ({ top: { ...some, by: { attribute: name } } })),
  fc.integer({ min: 1, max: 150 }).map((people) => ({ top: { people } })),
);

const tables = [
  {
    related: 'invoices',
    tests: [
      ['status', textTest(pools.statuses)],
      ['amount', numberTest([0, 0.5, 100, 5000])],
      ['due_at', whenTest],
      ['due_on', whenTest],
      ['paid_ms', whenTest],
    ],
  },
  {
    related: 'seats',
    tests: [
      ['account', textTest(['acme', 'Acme', '소리'])],
      ['role', textTest(['owner', 'member'])],
    ],
  },
  { related: 'devices', tests: [['platform', textTest(['ios', 'iOS', 'android'])]] },
] as const;
const related = from(tables).chain(({ related: name, tests }) =>
  fc
    .tuple(
      fc.array(fc.oneof(...tests.map(([property, test]) => test.map((one) => ({ property, ...one })))), {
        maxLength: 2,
      }),
      fc.oneof(fc.constant({}), fc.constant({ never: true }), fc.record({ count: countTest })),
    )
    .map(([where, measure]) => ({ related: name, ...(where.length > 0 ? { where } : {}), ...measure })),
);

const near = fc.record({
  near: fc.record({
    lat: from([37.5665, 35.1, 40.7, 0, -33.9, 89.9, -90]),
    lng: from([126.978, 129, -74, 0, 151.2, 180, -180]),
    km: from([0.5, 12, 330, 5000, 11000, 19000]),
  }),
});
const clock = from(['00:00', '08:00', '12:00', '12:01', '21:00', '23:59', '08:30', '17:30', '22:00']);
const localTime = fc.record({
  local_time: fc.oneof(
    fc.record({ between: fc.uniqueArray(clock, { minLength: 2, maxLength: 2 }) }),
    fc.record({ days: someDays }),
    fc.record({ between: fc.uniqueArray(clock, { minLength: 2, maxLength: 2 }), days: someDays }),
  ),
});
const recorded = from(['koreans', 'listeners']);

/** Every kind of condition but raw SQL and groups, and how often it comes. */
const kinds = {
  attribute: [12, attribute],
  event: [8, eventCondition],
  sequence: [3, sequenceCondition],
  message: [4, message],
  segment: [1, fc.record({ segment: from(['koreans', 'listeners', 'both']) })],
  reachable: [2, reachable],
  consent: [2, consent],
  list: [1, list],
  sample: [1, sample],
  top: [2, top],
  related: [3, related],
  near: [1, near],
  local_time: [1, localTime],
  entered: [1, fc.record({ entered: fc.record({ segment: recorded, within: duration }) })],
  member_for: [1, fc.record({ member_for: fc.record({ segment: recorded, at_least: duration }) })],
} as const;

export type Kind = keyof typeof kinds;

/** A condition of one kind, without groups. */
export const conditionOf = (kind: Kind): fc.Arbitrary<Condition> => kinds[kind][1] as fc.Arbitrary<Condition>;

/** Any condition, nested to this depth; some kinds may be left out, as those that need a ledger. */
export function conditions(options: { without?: readonly Kind[]; depth?: number } = {}): fc.Arbitrary<Condition> {
  const { without = [], depth = 4 } = options;
  const leaves = Object.entries(kinds)
    .filter(([kind]) => !without.includes(kind as Kind))
    .map(([, [weight, arbitrary]]) => ({ weight, arbitrary: arbitrary as fc.Arbitrary<Condition> }));
  return fc.letrec<{ condition: Condition }>((tie) => {
    const several = fc.array(tie('condition'), { minLength: 1, maxLength: 3 });
    return {
      condition: fc.oneof(
        { maxDepth: depth, depthSize: 'small', withCrossShrink: true },
        { weight: 6, arbitrary: fc.oneof(...leaves) },
        { weight: 1, arbitrary: fc.record({ all: several }) },
        { weight: 1, arbitrary: fc.record({ any: several }) },
        { weight: 1, arbitrary: fc.record({ none: several }) },
        { weight: 1, arbitrary: fc.record({ not: tie('condition') }) },
      ),
    };
  }).condition;
}
