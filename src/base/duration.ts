export type DurationUnit = 'm' | 'h' | 'd' | 'w' | 'mo' | 'y';

/** A length of time as written: calendar units (mo, y) have no fixed length. */
export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** As in the schemas: no length leads out of the years that a calendar has. */
export const durationPattern = '^([1-9][0-9]{0,5}(m|h)|[1-9][0-9]{0,4}d|[1-9][0-9]{0,3}(w|mo)|[1-9][0-9]{0,2}y)$';

/** Those whose length is the same everywhere: no months and years. */
export const fixedDurationPattern = '^([1-9][0-9]{0,5}(m|h)|[1-9][0-9]{0,4}d|[1-9][0-9]{0,3}w)$';

const pattern = new RegExp(durationPattern);

/** `30d` and the like; undefined when it is not one. */
export function parseDuration(text: string): Duration | undefined {
  if (!pattern.test(text)) return undefined;
  const amount = Number.parseInt(text, 10);
  return { amount, unit: text.slice(String(amount).length) as DurationUnit };
}

const fixed = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** The same clock time `amount` calendar months away, clamped to the end of the month (UTC). */
function addMonths(instant: Date, months: number): Date {
  const moved = new Date(instant);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(instant.getUTCDate(), last));
  return moved;
}

/** `instant` moved by a duration, forward (1) or back (-1). */
export function addDuration(instant: Date, { amount, unit }: Duration, sign: 1 | -1 = 1): Date {
  if (unit === 'mo') return addMonths(instant, sign * amount);
  if (unit === 'y') return addMonths(instant, sign * amount * 12);
  return new Date(instant.getTime() + sign * amount * fixed[unit]);
}
