import type { Interval } from '../../../model/report.ts';

export type Language = 'en' | 'ko';

/** What a number is: a share 0..1 shown in %, a difference of shares in %p, a number of people, an amount of money. */
export type Unit = 'share' | 'points' | 'count' | 'money';

export interface NumberFormat {
  readonly language: Language;
  count(value: number): string;
  /** Without needless zeros: `23%`. */
  plain(value: number, unit: Unit): string;
  /** `24.5% (23.1 to 25.9)`. */
  interval(interval: Interval, unit: Unit): string;
  /** `+4.1%p (2.0 to 6.2)`. */
  signedInterval(interval: Interval, unit: Unit): string;
  /** The value of an interval alone, with as many digits as the interval has. */
  estimate(interval: Interval, unit: Unit): string;
  /** The limits of an interval alone: `2.0 to 6.2`. */
  limits(interval: Interval, unit: Unit): string;
  /** `p < 0.0001`, `p = 0.032`. */
  p(value: number): string;
  /** The same where `p` stands above it already: `< 0.0001`, `0.032`. */
  pAlone(value: number): string;
  /** For the ticks of an axis. */
  tick(value: number, unit: Unit): string;
}

const noLimit = { en: 'no limit', ko: '한계 없음' };
const between = { en: ' to ', ko: '~' };

/** Numbers as one language writes them. */
export function numberFormat(language: Language, currency: string | undefined): NumberFormat {
  const write = writer(language, currency);
  const limits = (interval: Interval, unit: Unit): string => {
    if (interval.low === null && interval.high === null) return noLimit[language];
    const digits = digitsFor(unit, numbersOf(interval));
    const limit = (value: number | null): string =>
      value === null ? noLimit[language] : write(value, { unit, digits, bare: true });
    return `${limit(interval.low)}${between[language]}${limit(interval.high)}`;
  };
  const estimate = (interval: Interval, unit: Unit, signed = false): string =>
    hasNoValue(interval) ? '–' : write(interval.value, { unit, signed, digits: digitsFor(unit, numbersOf(interval)) });
  const whole = (interval: Interval, unit: Unit, signed: boolean): string =>
    isUnknown(interval) ? '–' : `${estimate(interval, unit, signed)} (${limits(interval, unit)})`;
  return {
    language,
    count: (value) => write(value, { unit: 'count' }),
    plain: (value, unit) =>
      write(value, { unit, digits: digitsFor(unit, [value]) + (unit === 'money' ? 0 : 1), trimmed: unit !== 'money' }),
    interval: (interval, unit) => whole(interval, unit, false),
    signedInterval: (interval, unit) => whole(interval, unit, true),
    estimate: (interval, unit) => (isUnknown(interval) ? '–' : estimate(interval, unit, unit === 'points')),
    limits,
    p: (value) => (value < 0.0001 ? 'p < 0.0001' : `p = ${pDigits(value)}`),
    pAlone: (value) => (value < 0.0001 ? '< 0.0001' : pDigits(value)),
    tick: (value, unit) =>
      write(value, {
        unit,
        digits: unit === 'money' ? digitsFor(unit, [value]) : 2,
        trimmed: true,
        signed: unit === 'points',
        compact: true,
      }),
  };
}

interface Style {
  readonly unit: Unit;
  readonly digits?: number;
  readonly trimmed?: boolean;
  readonly signed?: boolean;
  readonly compact?: boolean;
  /** Without the sign of percent or points. */
  readonly bare?: boolean;
}

function writer(language: Language, currency: string | undefined): (value: number, style: Style) => string {
  const money = currency !== undefined && /^[A-Z]{3}$/.test(currency) ? ({ style: 'currency', currency } as const) : {};
  const suffix = { share: '%', points: '%p', count: '', money: '' };
  return (value, { unit, digits = 0, trimmed = false, signed = false, compact = false, bare = false }) => {
    const share = unit === 'share' || unit === 'points';
    const short = compact && Math.abs(value) >= 100_000;
    const format = new Intl.NumberFormat(language, {
      ...(unit === 'money' ? money : {}),
      ...(short ? { notation: 'compact' } : {}),
      minimumFractionDigits: trimmed ? 0 : digits,
      maximumFractionDigits: short ? 1 : digits,
      signDisplay: signed ? 'exceptZero' : 'negative',
    });
    return `${format.format(share ? value * 100 : value).replace('-', '−')}${bare ? '' : suffix[unit]}`;
  };
}

const pDigits = (value: number): string => value.toFixed(value < 0.01 ? 4 : 3);

const numbersOf = ({ value, low, high }: Interval): number[] => [value, low ?? value, high ?? value];

/** A ratio to nothing has no value, which JSON has to write as 0. */
const hasNoValue = ({ value, low, high }: Interval): boolean => value === 0 && (low === null || high === null);

/** A limitless interval around nothing says nothing. */
const isUnknown = ({ value, low, high }: Interval): boolean => value === 0 && low === null && high === null;

/** Enough digits to tell the numbers apart and no more. */
function digitsFor(unit: Unit, values: readonly number[]): number {
  const largest = Math.max(...values.map(Math.abs)) * (unit === 'share' || unit === 'points' ? 100 : 1);
  if (unit === 'count') return 0;
  if (unit === 'money') return largest >= 1000 || largest === 0 ? 0 : largest >= 100 ? 1 : 2;
  if (largest >= 2 || largest === 0) return 1;
  if (largest >= 0.2) return 2;
  return largest >= 0.02 ? 3 : 4;
}
