import { djOf } from './djs.ts';
import { day, hour, minute } from './instant.ts';
import { hourWeights } from './local-hours.ts';
import type { DemoPerson } from './person.ts';
import { createRandom, type NonEmpty, type Random } from './random.ts';
import { historyDays, type Setting } from './setting.ts';

export interface Listen {
  readonly at: number;
  readonly dj: string;
  readonly seconds: number;
}

/** One visit to the app and what happened in it. */
export interface Session {
  readonly at: number;
  readonly listens: readonly Listen[];
  readonly follow?: { readonly at: number; readonly dj: string };
  readonly gift?: { readonly at: number; readonly dj: string; readonly amount: number; readonly item: string };
  readonly invite?: { readonly at: number };
}

const gifts: NonEmpty<readonly [{ item: string; amount: number }, number]> = [
  [{ item: 'heart', amount: 1000 }, 50],
  [{ item: 'star', amount: 5000 }, 30],
  [{ item: 'rocket', amount: 10_000 }, 15],
  [{ item: 'galaxy', amount: 50_000 }, 5],
];

/** A person's sessions in the history, oldest first. Whoever asks again gets the same ones. */
export function* sessionsOf(setting: Setting, person: DemoPerson): Generator<Session> {
  const random = createRandom(setting.seed, 'sessions', person.number);
  const { habit } = person;
  const from = Math.max(habit.from, setting.now - historyDays * day);
  const until = Math.min(habit.until, setting.now);
  // The first look at the app is part of signing up.
  if (habit.from === from && from < until) yield* session(random, { person, at: from + 2000, now: setting.now });
  const perDay = habit.sessionsPerWeek / 7;
  for (const { start, liveliness } of setting.calendar(person.home)) {
    if (start + day <= from || start >= until) continue;
    const count = random.poisson(perDay * liveliness);
    const times = Array.from(
      { length: count },
      () => start + random.pickWeighted(hourWeights) * hour + random.next() * hour,
    );
    for (const at of times.sort((a, b) => a - b)) {
      if (at > from && at < until) yield* session(random, { person, at, now: setting.now });
    }
  }
}

interface Visit {
  readonly person: DemoPerson;
  readonly at: number;
  readonly now: number;
}

function* session(random: Random, { person, at, now }: Visit): Generator<Session> {
  if (at >= now) return;
  const { habit } = person;
  const listens: Listen[] = [];
  let time = at + random.between(5, 90) * 1000;
  const count = habit.listens && random.chance(0.7) ? 1 + random.poisson(0.5) : 0;
  for (let i = 0; i < count && time < now; i += 1) {
    const seconds = Math.max(3, Math.round(Math.exp(6 + 1.1 * random.normal())));
    listens.push({ at: time, dj: djOf(random), seconds });
    time += seconds * 1000 + random.between(5, 120) * 1000;
  }
  const dj = listens[0]?.dj;
  const later = at + random.between(1, 20) * minute;
  const gift = random.pickWeighted(gifts);
  const [follows, gives, invites] = [random.chance(0.05), random.chance(0.14), random.chance(0.05)];
  const ready = later < now && person.signedUpAt !== null;
  yield {
    at,
    listens,
    ...(ready && dj !== undefined && follows ? { follow: { at: later, dj } } : {}),
    ...(ready && dj !== undefined && habit.gives && gives ? { gift: { at: later, dj, ...gift } } : {}),
    ...(ready && habit.invites && invites ? { invite: { at: later } } : {}),
  };
}
