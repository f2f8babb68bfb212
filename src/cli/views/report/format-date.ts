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

/** From the first day to the last, said once when they are one. Empty when there is no first day. */
export function formatDays(first: string, last: string, language: Language): string {
  const [from, to] = [formatDay(first, language), formatDay(last, language)];
  if (from === '' || from === to) return from;
  return language === 'ko' ? `${from} ~ ${to}` : `${from} to ${to}`;
}

const iso24 = (date: Date): string => date.toISOString().slice(11, 16);
