import { localDate } from '../../base/local-date.ts';
import type { PlanLoadSide } from '../../model/plan.ts';
import { loadSide } from './load-side.ts';
import type { LoadCampaign, PersonLoad } from './person-load.ts';

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
  /** Times at which it is sent to anybody. */
  readonly runs: number;
  readonly people: number;
  readonly messages: number;
  /** Messages that the limits leave out, or keep until they expire. */
  readonly dropped: number;
}

interface Asked {
  readonly campaigns: readonly LoadCampaign[];
  readonly each: readonly (PersonLoad & { readonly people: number })[];
  readonly timezone: string;
}

/** Of what people get who get the same: all of it together. */
export function simulate({ campaigns, each, timezone }: Asked): Simulation {
  const [histogram, days, pairs] = [new Map<number, number>(), new Map<string, number>(), new Map<string, number>()];
  const dayOf = daysIn(timezone);
  for (const { sent, people } of each) {
    add(histogram, sent.length, people);
    const byDay = new Map<string, Set<string>>();
    for (const { campaign, at } of sent) {
      const day = dayOf(at);
      add(days, day, people);
      byDay.set(day, (byDay.get(day) ?? new Set()).add(campaign.address));
    }
    for (const pair of new Set([...byDay.values()].flatMap(pairsOf))) add(pairs, pair, people);
  }
  return {
    load: {
      ...loadSide(each.filter(({ sent, dropped }) => sent.length + dropped.length > 0)),
      dropped: each.reduce((sum, one) => sum + one.dropped.length * one.people, 0),
    },
    histogram: [...histogram]
      .filter(([messages]) => messages > 0)
      .map(([messages, people]) => ({ messages, people }))
      .sort((a, b) => a.messages - b.messages),
    campaigns: campaigns.map((campaign) => ofCampaign(campaign, each)),
    days: [...days].map(([day, messages]) => ({ day, messages })).sort((a, b) => (a.day < b.day ? -1 : 1)),
    collisions: [...pairs]
      .map(([pair, people]) => ({ campaigns: pair.split(' ') as [string, string], people }))
      .sort((a, b) => b.people - a.people || (a.campaigns.join() < b.campaigns.join() ? -1 : 1)),
  };
}

function ofCampaign(campaign: LoadCampaign, each: Asked['each']): SimulatedCampaign {
  const times = new Set<number>();
  let [people, messages, dropped] = [0, 0, 0];
  for (const one of each) {
    const own = one.sent.filter((message) => message.campaign === campaign);
    for (const { at } of own) times.add(at.getTime());
    people += own.length > 0 ? one.people : 0;
    messages += own.length * one.people;
    dropped += one.dropped.filter((other) => other === campaign).length * one.people;
  }
  return { address: campaign.address, runs: times.size, people, messages, dropped };
}

function pairsOf(addresses: ReadonlySet<string>): string[] {
  const sorted = [...addresses].sort();
  return sorted.flatMap((a, i) => sorted.slice(i + 1).map((b) => `${a} ${b}`));
}

/** Slots are few and people many: each instant is looked up once. */
function daysIn(timezone: string): (at: Date) => string {
  const known = new Map<number, string>();
  return (at) => {
    const day = known.get(at.getTime()) ?? localDate(at, timezone);
    known.set(at.getTime(), day);
    return day;
  };
}

const add = <K>(counts: Map<K, number>, key: K, people: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + people);
};
