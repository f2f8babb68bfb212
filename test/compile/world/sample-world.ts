import { type Dice, makeDice } from './dice.ts';
import { pools } from './pools.ts';
import { sampleEvents } from './sample-events.ts';
import { sampleLedger } from './sample-ledger.ts';
import { samplePerson } from './sample-person.ts';
import { type ConsentRow, type DeviceRow, type InvoiceRow, makeWorld, type SeatRow, type World } from './world.ts';

const oddIds = ['김소리', '김소리'.normalize('NFD'), 'Émile', '🐳', "O'Hara", 'a"b', '10', '9', 'back\\slash', '100%'];

/** A world of people with everything that can go wrong in a store; the same for the same seed. */
export function sampleWorld(seed: number, size = 200): World {
  const dice = makeDice(seed);
  const ids = [
    ...oddIds,
    ...Array.from({ length: Math.max(0, size - oddIds.length) }, (_, i) => `p${String(i).padStart(4, '0')}`),
  ];
  // Rows of nobody, of somebody who does not exist, and of somebody who is another only for a careless collation.
  const owners = [...ids, ...ids, null, 'nobody', 'P0001', 'p0001 ', "o'hara"];
  const several = <T>(share: number, make: (owner: string | null) => T): T[] =>
    Array.from({ length: Math.round(ids.length * share) }, () => make(dice.pick(owners)));
  return makeWorld({
    people: ids.map((id) => samplePerson(id, dice)),
    ...sampleEvents(owners, dice),
    devices: several(1.5, (owner) => device(owner, dice)),
    consents: several(3, (owner) => consent(owner, dice)),
    invoices: several(2, (owner) => invoice(owner, dice)),
    seats: several(1, (owner) => seat(owner, dice)),
    segments: {
      koreans: { attribute: 'country', is: 'KR' },
      listeners: { event: 'listen', within: '30d' },
      both: { all: [{ segment: 'koreans' }, { not: { segment: 'listeners' } }] },
    },
    lists: {
      'lists/test.csv': {
        columns: ['user_id', 'note'],
        rows: ids.filter((_, i) => i % 3 === 0).map((id) => [id, 'x']),
      },
      'lists/two.csv': {
        columns: ['note', 'user_id'],
        rows: [...ids.filter((_, i) => i % 5 === 0), 'nobody', 'P0001', ''].map((id) => ['x', id]),
      },
    },
    ...sampleLedger(ids, dice),
  });
}

const device = (person_id: string | null, dice: Dice): DeviceRow => ({
  person_id,
  fcm_token: dice.maybe(0.9, () => `token-${dice.below(40)}`),
  platform: dice.pick(['ios', 'android', 'web', 'iOS', null]),
  model: dice.pick(['phone', 'tablet', null]),
});

const consent = (person_id: string | null, dice: Dice): ConsentRow => ({
  person_id,
  medium: dice.pick(['email', 'email', 'sms', 'push', 'Email']),
  topic: dice.pick(['news', 'offers', 'News', null]),
  granted_at: dice.maybe(0.95, () => dice.pick(pools.instants)),
  revoked_at: dice.maybe(0.25, () => dice.pick(pools.instants)),
  night: dice.pick([true, false, null]),
});

const invoice = (person_id: string | null, dice: Dice): InvoiceRow => ({
  person_id,
  status: dice.pick([...pools.statuses, null]),
  amount: dice.pick([0, 0.5, 100, 250.25, 5000, -20, null]),
  due_at: dice.maybe(0.8, () => dice.pick(pools.instants)),
  due_on: dice.maybe(0.8, () => dice.pick(pools.dates)),
  paid_ms: dice.maybe(0.6, () => Date.parse(dice.pick(pools.instants))),
});

const seat = (person_id: string | null, dice: Dice): SeatRow => ({
  person_id,
  account: dice.pick(['acme', 'Acme', '소리', null]),
  account_plan: dice.pick(['team', 'free', null]),
  role: dice.pick(['owner', 'member', null]),
});
