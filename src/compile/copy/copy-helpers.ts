import { isZone } from '../../base/zone.ts';
import { josa } from './josa.ts';

/** Thrown by {{skip "reason"}}: this person is left out, and counted under the reason. */
export class SkipPerson extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

export const helperNames = ['date', 'number', 'currency', 'plural', 'default', 'truncate', 'josa', 'skip'] as const;

export type CopyHelpers = Readonly<Record<(typeof helperNames)[number], (...args: never[]) => unknown>>;

interface Setting {
  readonly locale: string;
  readonly timezone: string;
  readonly currency: string;
}

const cache = new Map<string, CopyHelpers>();

/** The helpers of the copy language for one language, zone and currency. */
export function copyHelpers({ locale, timezone, currency }: Setting): CopyHelpers {
  const zone = isZone(timezone) ? timezone : 'UTC';
  const key = `${locale}\n${zone}\n${currency}`;
  const known = cache.get(key);
  if (known) return known;
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone });
  const numbers = new Intl.NumberFormat(locale);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const helpers: CopyHelpers = {
    date: (value: unknown) => {
      const plain = /^\d{4}-\d{2}-\d{2}$/.test(String(value));
      const instant = new Date(plain ? `${value}T12:00:00Z` : String(value));
      return Number.isNaN(instant.getTime()) ? String(value) : dates.format(instant);
    },
    number: (value: unknown) => numbers.format(Number(value)),
    currency: (value: unknown) => money.format(Number(value)),
    plural: (count: unknown, one: unknown, other: unknown) => (Number(count) === 1 ? one : other),
    default: (value: unknown, fallback: unknown) =>
      value === undefined || value === null || value === '' ? fallback : value,
    truncate: (value: unknown, length: unknown) => {
      const letters = [...new Intl.Segmenter(locale).segment(String(value))].map(({ segment }) => segment);
      return letters.length > Number(length)
        ? `${letters.slice(0, Math.max(0, Number(length) - 1)).join('')}…`
        : String(value);
    },
    josa: (word: unknown, pair: unknown) => josa(String(word), String(pair)),
    skip: (reason: unknown) => {
      throw new SkipPerson(typeof reason === 'string' ? reason : 'skip');
    },
  };
  if (cache.size < 1000) cache.set(key, helpers);
  return helpers;
}
