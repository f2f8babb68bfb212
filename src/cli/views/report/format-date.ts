import { sayMoment } from '../../../base/say-moment.ts';
import type { Language } from './format-number.ts';

const locales = { en: 'en-GB', ko: 'ko-KR' } as const;

/** A moment in the workspace's zone, in the form that every command has; what is no date stays as it is. */
export function formatMoment(iso: string, zone: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : sayMoment(date, zone);
}

/** From the first day to the last, as short as the language can: `1–14 November 2026`. Empty when there is no first day. */
export function formatDays(
  { first, last }: { readonly first: string; readonly last: string },
  language: Language,
  zone: string,
): string {
  const [from, to] = [new Date(first), new Date(last)];
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return first === last ? first : `${first} – ${last}`;
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: zone }).formatRange(from, to);
}
