import type { Dice } from './dice.ts';
import { pools } from './pools.ts';
import type { Json, JsonCell, PersonRow } from './world.ts';

/** Every fourth value or so is missing; every tenth person is a visitor with nothing but an id. */
export function samplePerson(id: string, dice: Dice): PersonRow {
  if (dice.below(10) === 0) return { id };
  const some = <T>(values: readonly T[]): T | null => dice.maybe(0.8, () => dice.pick(values));
  return {
    id,
    signed_up_at: some(pools.instants),
    tz: some(pools.zones),
    locale: some(['ko', 'en', 'de']),
    plan: some(pools.texts),
    country: some(pools.countries),
    score: some(pools.numbers),
    age: some(pools.integers),
    staff: some([true, false]),
    seen_at: some(pools.instants),
    local_at: some(pools.instants),
    seen_text: some(pools.timeTexts),
    born: some(pools.dates),
    last_ms: some([...pools.instants.map((at) => Date.parse(at)), 0, 9e15, -9e15]),
    first_s: some(pools.instants.map((at) => Math.floor(Date.parse(at) / 1000))),
    profile: profile(dice),
    tags: tags(dice),
    app_version: some(pools.versions),
    lat: some([37.5665, 35.1796, 40.7128, 0, -33.8688, 89.9]),
    lng: some([126.978, 129.0756, -74.006, 0, 151.2093, -179.9]),
    email: dice.below(4) === 0 ? some(pools.emails) : dice.maybe(0.9, () => `p${dice.below(300)}@people.example`),
    phone: dice.maybe(0.7, () => (dice.below(5) === 0 ? ' ' : `010${dice.below(60)}`)),
  };
}

const unreadable = ['{"city":', 'not json', "{'city': 'x'}", ''] as const;

function profile(dice: Dice): JsonCell {
  const kind = dice.below(14);
  if (kind === 0) return undefined;
  if (kind === 1) return { $unreadable: dice.pick(unreadable) };
  if (kind === 2) return dice.pick<Json>([null, 'text', 7, true, [], {}, [{ city: '서울' }]]);
  const some = (values: readonly Json[]): Json => (dice.below(4) === 0 ? null : dice.pick(values));
  const all: [string, Json][] = [
    ['city', some(pools.cities)],
    [
      'address',
      some([
        { city: '서울' },
        { city: 'Seoul', zip: '04524' },
        { city: null },
        {},
        'none',
        [],
        { city: { name: '서울' } },
      ]),
    ],
    ['visits', some([...pools.numbers, '7', true, false, ''])],
    ['opted', some([true, false, 1, 0, 'true', 2])],
    ['nick', some([...pools.texts, 7, true])],
    ['joined', some([...pools.timeTexts, 1793534400000])],
    ['langs', some([...lists, {}, 'ko', ''])],
    ['pets', some(pets)],
    ['empty', some(['', '[]', '{}', [], {}, 0, false, ' ', [null]])],
    ['version', some([...pools.versions, 5])],
  ];
  return Object.fromEntries(all.filter(() => dice.below(6) > 0));
}

const lists: readonly Json[] = [
  [],
  ['ko'],
  ['ko', 'en'],
  ['KO', 7, true],
  ['7', 1, null],
  [7, 7, 7],
  [false, 0],
  ['café'.normalize('NFD'), '뉴스'],
  [['ko'], { ko: 1 }],
  [null],
];

const pets: readonly Json[] = [
  [{ kind: 'cat', age: 3, tags: ['old', 'shy'] }],
  [
    { kind: 'cat', age: 1 },
    { kind: 'dog', age: 7 },
  ],
  [
    { kind: 'dog', age: 3 },
    { kind: 'Cat', age: '3' },
  ],
  [{ kind: 'cat' }, { age: 9 }, null, 'cat', ['cat']],
  [{}],
  [],
  { kind: 'cat', age: 3 },
  [{ kind: null, age: null, chip: { id: 'x1' } }],
];

/** Here a JSON column holds what it should, or at least JSON. */
function tags(dice: Dice): JsonCell {
  const kind = dice.below(8);
  if (kind === 0) return undefined;
  if (kind === 1) return dice.pick<Json>([{}, 7, true, [null], [[]], { vip: true }]);
  if (kind === 2) return [];
  return Array.from({ length: 1 + dice.below(4) }, () => dice.pick<Json>([...pools.tags, 7, true, false, null]));
}
