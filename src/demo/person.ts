import { day, hour, minute } from './instant.ts';
import { localHours } from './local-hours.ts';
import { nickname } from './names.ts';
import { type Place, places } from './places.ts';
import { createRandom, type NonEmpty, type Random } from './random.ts';
import { historyDays, type Setting } from './setting.ts';

export interface DemoPerson {
  readonly number: number;
  readonly id: string;
  readonly nickname: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  /** As stored: it may be missing or nonsense. */
  readonly tz: string | null;
  readonly country: string | null;
  readonly birthday: string | null;
  readonly plan: string | null;
  readonly appVersion: string | null;
  /** Milliseconds since 1970; null for visitors. */
  readonly signedUpAt: number | null;
  readonly profile: string | null;
  /** Where the person really lives. */
  readonly home: string;
  readonly habit: Habit;
}

export interface Habit {
  readonly sessionsPerWeek: number;
  /** The person uses the app in [from, until). */
  readonly from: number;
  readonly until: number;
  readonly listens: boolean;
  readonly gives: boolean;
  readonly invites: boolean;
}

const versions: NonEmpty<readonly [string | null, number]> = [
  ['5.12.0', 44],
  ['5.11.2', 20],
  ['5.10.0', 13],
  ['4.9.1', 11],
  ['4.8.0', 7],
  ['5.13.0-beta.1', 2],
  [null, 3],
];
const nowhere: NonEmpty<string> = ['Mars/Base', 'KST', 'Asia/Soul'];
const interests: NonEmpty<string> = ['인디', 'ASMR', '힙합', '고민상담', '심야', '영어', '재즈', '게임'];
const shareOfVisitors = 0.08;

/** Person number 1, 2, ..: the same for the same seed and now, whoever else is in the store. */
export function personOf(setting: Setting, number: number): DemoPerson {
  const random = createRandom(setting.seed, 'person', number);
  const visitor = random.chance(shareOfVisitors);
  const place = random.pickWeighted(places);
  const signedUpAt = visitor ? null : signUp(random, setting.now, place);
  return {
    number,
    id: `p_${String(number).padStart(6, '0')}`,
    home: place.zone,
    tz: storedZone(random, place.zone),
    country: random.chance(0.03) ? null : place.country,
    locale: random.pickWeighted(place.locales),
    appVersion: random.pickWeighted(versions),
    signedUpAt,
    habit: signedUpAt === null ? visitorHabit(random, setting.now) : habit(random, signedUpAt, setting.now),
    ...(visitor ? anonymous : account({ random, number, place, now: setting.now })),
  };
}

type Account = Pick<DemoPerson, 'nickname' | 'email' | 'phone' | 'birthday' | 'plan' | 'profile'>;

const anonymous: Account = { nickname: null, email: null, phone: null, birthday: null, plan: null, profile: null };

function account({
  random,
  number,
  place,
  now,
}: {
  random: Random;
  number: number;
  place: Place;
  now: number;
}): Account {
  const name = random.next();
  // Some families share one mailbox.
  const mailbox = random.chance(0.004) ? number - 1 : number;
  return {
    nickname: name < 0.06 ? null : name < 0.065 ? '' : nickname(random, place.country === 'KR' || random.chance(0.4)),
    email: random.chance(0.08) ? null : `listener${String(mailbox).padStart(6, '0')}@sori-demo.example`,
    // 010-0000-xxxx belongs to nobody. It has 10,000 numbers, so only every second person can have one.
    phone: number % 2 === 0 ? `0100000${String((number / 2) % 10_000).padStart(4, '0')}` : null,
    birthday: random.chance(0.3)
      ? null
      : new Date(now - random.between(15, 55) * 365.25 * day).toISOString().slice(0, 10),
    plan: random.chance(0.12) ? 'plus' : 'free',
    profile: profile(random, place),
  };
}

function profile(random: Random, place: Place): string | null {
  if (random.chance(0.05)) return null;
  const liked = [...new Set(Array.from({ length: random.whole(0, 3) }, () => random.pick(interests)))];
  return JSON.stringify({
    city: random.chance(0.1) ? null : random.pick(place.cities),
    interests: liked,
    ...(random.chance(0.2) ? {} : { points: Math.round(random.exponential(120)) }),
    ...(random.chance(0.001) ? { staff: true } : {}),
  });
}

/** Stored as the phone reported it: mostly right, sometimes missing, sometimes nonsense. */
function storedZone(random: Random, zone: string): string | null {
  if (random.chance(0.04)) return null;
  return random.chance(0.005) ? random.pick(nowhere) : zone;
}

/** The app grows: a quarter signed up in the last 90 days, the rest over three years; mostly when people are awake. */
function signUp(random: Random, now: number, { standardOffset }: Place): number {
  const recent = random.chance(0.26);
  for (;;) {
    const age = recent ? random.between(0.01, historyDays) : historyDays + random.next() ** 1.4 * 1000;
    const time = now - age * day;
    const localHour = Math.floor(time / hour + standardOffset) % 24;
    if (random.chance((localHours[localHour] ?? 0) / Math.max(...localHours))) return Math.floor(time / 1000) * 1000;
  }
}

function visitorHabit(random: Random, now: number): Habit {
  const from = now - random.between(0.01, historyDays) * day;
  const until = from + random.exponential(6) * day + minute;
  return {
    sessionsPerWeek: random.between(1, 4),
    from,
    until,
    listens: random.chance(0.3),
    gives: false,
    invites: false,
  };
}

/** Few people use the app a lot, most a little; part of them have left, before the history or during it. */
function habit(random: Random, signedUpAt: number, now: number): Habit {
  const fate = random.next();
  const begin = Math.max(signedUpAt, now - historyDays * day);
  const until = fate < 0.2 ? begin + day : fate < 0.48 ? random.between(begin, now) : now;
  const gone = fate < 0.2 && signedUpAt < begin;
  return {
    sessionsPerWeek: Math.min(28, 1.25 * Math.exp(random.normal())),
    from: signedUpAt,
    until: gone ? begin : until,
    listens: random.chance(0.88),
    gives: random.chance(0.12),
    invites: random.chance(0.06),
  };
}
