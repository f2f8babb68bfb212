import { localDate } from '../../base/local-date.ts';
import type { PlanLoadSide } from '../../model/plan.ts';
import { sideOf } from './load-side.ts';
import type { PersonLoad } from './person-load.ts';

/** What all live campaigns together send in the coming days. */
export interface Simulation {
  readonly load: PlanLoadSide & { readonly dropped: number };
  /** How many people get how many messages; nobody who gets none. */
  readonly histogram: readonly { readonly messages: number; readonly people: number }[];
  readonly campaigns: readonly SimulatedCampaign[];
  /** Local days on which something is sent, in order. */
  readonly days: readonly { readonly day: string; readonly messages: number }[];
  /** Campaigns that write to the same people on the same local day, the most people first. */
  readonly collisions: readonly { readonly campaigns: readonly [string, string]; readonly people: number }[];
}

export interface SimulatedCampaign {
  readonly address: string;
  /** Local days on which it is sent to anybody. */
  readonly days: number;
  readonly people: number;
  readonly messages: number;
  /** Messages that the limits leave out, or keep until they expire. */
  readonly dropped: number;
}

export interface Simulating {
  /** What each of so many people gets. */
  add(load: PersonLoad, people: number): void;
  /** All of it together; campaigns in the order of their addresses, those among them too that send nothing. */
  result(campaigns: readonly string[]): Simulation;
}

interface Counted {
  readonly days: Set<string>;
  people: number;
  messages: number;
  dropped: number;
}

/** Adds up what people get, set by set: nobody is kept. */
export function simulating(timezone: string): Simulating {
  const [histogram, days, pairs] = [new Map<number, number>(), new Map<string, number>(), new Map<string, number>()];
  const campaigns = new Map<string, Counted>();
  const dayOf = daysIn(timezone);
  let [over, dropped] = [0, 0];
  const counted = (address: string): Counted => {
    const found = campaigns.get(address) ?? { days: new Set<string>(), people: 0, messages: 0, dropped: 0 };
    campaigns.set(address, found);
    return found;
  };
  return {
    add: (load, people) => {
      if (load.sent.length + load.dropped.length === 0) return;
      add(histogram, load.sent.length, people);
      over += load.over ? people : 0;
      dropped += load.dropped.length * people;
      for (const { address } of load.dropped) counted(address).dropped += people;
      const byDay = new Map<string, Set<string>>();
      for (const { campaign, at } of load.sent) {
        const [day, own] = [dayOf(at), counted(campaign.address)];
        add(days, day, people);
        own.days.add(day);
        own.messages += people;
        byDay.set(day, (byDay.get(day) ?? new Set()).add(campaign.address));
      }
      for (const address of new Set(load.sent.map(({ campaign }) => campaign.address)))
        counted(address).people += people;
      for (const pair of new Set([...byDay.values()].flatMap(pairsOf))) add(pairs, pair, people);
    },
    result: (known) => ({
      load: { ...sideOf([...histogram].map(([messages, people]) => ({ messages, people }))), over, dropped },
      histogram: [...histogram]
        .filter(([messages]) => messages > 0)
        .map(([messages, people]) => ({ messages, people }))
        .sort((a, b) => a.messages - b.messages),
      campaigns: [...new Set([...known, ...campaigns.keys()])].sort().map((address) => {
        const own = counted(address);
        return { address, ...own, days: own.days.size };
      }),
      days: [...days].map(([day, messages]) => ({ day, messages })).sort((a, b) => (a.day < b.day ? -1 : 1)),
      collisions: [...pairs]
        .map(([pair, people]) => ({ campaigns: pair.split(' ') as [string, string], people }))
        .sort((a, b) => b.people - a.people || (a.campaigns.join() < b.campaigns.join() ? -1 : 1)),
    }),
  };
}

function pairsOf(addresses: ReadonlySet<string>): string[] {
  const sorted = [...addresses].sort();
  return sorted.flatMap((a, i) => sorted.slice(i + 1).map((b) => `${a} ${b}`));
}

/** No zone's day begins within one. */
const quarter = 900_000;

/** Instants are many and days few: each quarter of an hour is looked up once. */
function daysIn(timezone: string): (at: Date) => string {
  const known = new Map<number, string>();
  return (at) => {
    const key = Math.floor(at.getTime() / quarter);
    const day = known.get(key) ?? localDate(at, timezone);
    known.set(key, day);
    return day;
  };
}

const add = <K>(counts: Map<K, number>, key: K, people: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + people);
};
