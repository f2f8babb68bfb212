/** `2026-11-13 19:00` in a zone. */
export function localTime(timeZone: string): (iso: string | null) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (iso) => (iso === null ? '-' : format.format(new Date(iso)));
}
