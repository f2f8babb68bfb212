/** A moment as people read it, in a zone that is named: `2026-11-22 09:30 Asia/Seoul`. */
export function sayMoment(instant: Date, zone: string, precision: 'minute' | 'second' = 'minute'): string {
  const time = precision === 'minute' ? 'short' : 'medium';
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: time });
  return `${format.format(instant)} ${zone}`;
}

/** The day that a moment is on in a zone: `2026-11-22`. */
export const sayDay = (instant: Date, zone: string): string => sayMoment(instant, zone).slice(0, 10);
