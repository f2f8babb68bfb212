import type { Dice } from './dice.ts';
import { pools } from './pools.ts';
import type { EventRow, Json, JsonCell, ListenRow, PingRow, World } from './world.ts';

type Owners = readonly (string | null)[];

/** A third of the people do much, others little; many things happen at the same time. */
export function sampleEvents(owners: Owners, dice: Dice): Pick<World, 'events' | 'listens' | 'pings'> {
  const times = pools.instants.slice(0, 36);
  const busy = owners.slice(0, Math.ceil(owners.length / 6));
  const owner = (): string | null => dice.pick(dice.below(3) === 0 ? busy : owners);
  const rows = <T>(n: number, make: (id: number) => T): T[] => {
    // Ids do not grow with time.
    return Array.from({ length: n }, (_, i) => make(((i * 7919) % 1_000_003) + 1));
  };
  return {
    events: rows(owners.length * 3, (id) => event(id, owner(), { dice, times })),
    listens: rows(owners.length, (id) => listen(id, owner(), { dice, times })),
    pings: rows(Math.round(owners.length / 2), (id) => ping(id, owner(), dice)),
  };
}

interface Chance {
  readonly dice: Dice;
  readonly times: readonly string[];
}

function event(id: number, person: string | null, { dice, times }: Chance): EventRow {
  return {
    id,
    person_id: person,
    name: dice.pick(['listen', 'order', 'order', 'cart', 'cart', 'gift', 'Order', 'order ']),
    occurred_at: dice.below(30) === 0 ? dice.pick([null, 'soon', '2026-02-30T00:00:00Z']) : dice.pick(times),
    props: props(dice),
  };
}

function props(dice: Dice): JsonCell {
  const kind = dice.below(20);
  if (kind === 0) return undefined;
  if (kind === 1) return { $unreadable: '{"amount": 5' };
  if (kind === 2) return dice.pick<Json>([null, [], 'text', {}]);
  const some = (values: readonly Json[]): Json => (dice.below(5) === 0 ? null : dice.pick(values));
  const all: [string, Json][] = [
    ['seconds', some([0, 30, 60, 90.5, 3600, '60'])],
    ['dj_id', some([...pools.djs, 1, 2, true])],
    ['live', some([true, false, 1])],
    ['amount', some([0, 0.5, 10, 100, 2500, 50000, -10, '100', 1e6])],
    ['status', some([...pools.statuses, 7])],
    ['dj', some([{ id: '소리' }, { id: 1 }, {}, 'x', null])],
    [
      'items',
      some([
        [],
        [{ sku: 'a', n: 1 }],
        [
          { sku: 'a', n: 3 },
          { sku: 'b', n: 1 },
        ],
        'none',
      ]),
    ],
    ['due', some(pools.timeTexts)],
  ];
  return Object.fromEntries(all.filter(() => dice.below(5) > 0));
}

const listen = (id: number, listener_id: string | null, { dice, times }: Chance): ListenRow => ({
  id,
  listener_id,
  started_at: dice.maybe(0.97, () => dice.pick(times)),
  dj_id: dice.maybe(0.9, () => dice.pick(pools.djs)),
  seconds: dice.maybe(0.9, () => dice.pick([0, 30, 60, 90.5, 3600])),
  live: dice.maybe(0.8, () => dice.pick([true, false])),
});

const ping = (id: number, device: string | null, dice: Dice): PingRow => ({
  id,
  device,
  at_ms: dice.maybe(0.95, () => Date.parse(dice.pick(pools.instants))),
  battery: dice.maybe(0.8, () => dice.pick([0, 0.5, 1])),
});
