import type { Diagnostic } from '../../base/diagnostic.ts';
import { parseMoment, resolveMoment } from '../../base/moment.ts';
import type { At } from './finding.ts';

/** A range from high to low: nothing lies in it. */
export function rangeForm({ file, pointer }: At, pair: readonly (string | number)[] | undefined): Diagnostic[] {
  const [low, high] = pair ?? [];
  if (low === undefined || high === undefined || !isAfter(low, high)) return [];
  return [
    {
      code: `${file.noun.toUpperCase()}.EMPTY_RANGE`,
      severity: 'warning',
      summary: `nothing is between ${low} and ${high}`,
      place: file.place(pointer, 'key'),
      why: 'The first is the lower end.',
      next: ['Swap them.'],
    },
  ];
}

/** Any day will do: only moments of one kind are compared, and their order is the same every day. */
const someDay = new Date('2026-01-01T00:00:00Z');

function isAfter(low: string | number, high: string | number): boolean {
  if (typeof low === 'number' || typeof high === 'number') return typeof low === typeof high && low > high;
  const [from, to] = [parseMoment(low), parseMoment(high)];
  if (!from || !to) return !from && !to && low > high;
  const at = (moment: typeof from): Date => resolveMoment(moment, someDay, (date) => new Date(date));
  return from.kind === to.kind && at(from) > at(to);
}
