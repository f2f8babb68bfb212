import type { Language } from './format-number.ts';

const locales = { en: 'en-GB', ko: 'ko-KR' } as const;

/** A moment in words, in UTC; what is no date stays as it is. */
export function formatMoment(iso: string, language: Language): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const [day, time] = [formatDay(iso, language), iso24(date)];
  return `${day}, ${time} UTC`;
}

/** The day in UTC. */
export function formatDay(iso: string, language: Language): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** From the first day to the last, as short as the language can: `1–14 November 2026`. Empty when there is no first day. */
export function formatDays(first: string, last: string, language: Language): string {
  const [from, to] = [new Date(first), new Date(last)];
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return first === last ? first : `${first} – ${last}`;
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).formatRange(from, to);
}

const iso24 = (date: Date): string => date.toISOString().slice(11, 16);
