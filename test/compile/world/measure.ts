import { local } from './local.ts';
import type { Occurrence } from './occurrences.ts';

interface Measure {
  readonly kind: 'sum' | 'avg' | 'min' | 'max' | 'distinct' | 'days';
  readonly of: string;
  /** The person's: whose days are counted. */
  readonly zone: string;
}

/** A number made of events; nothing for the average, least and greatest of no numbers. */
export function measure({ kind, of, zone }: Measure, events: readonly Occurrence[]): number | undefined {
  if (kind === 'days') return new Set(events.map(({ ms }) => local(ms, zone).date)).size;
  if (kind === 'distinct') return new Set(events.flatMap((event) => identity(event, of))).size;
  const numbers = numbersOf(events, of);
  const sum = numbers.reduce((a, b) => a + b, 0);
  if (kind === 'sum') return sum;
  if (numbers.length === 0) return undefined;
  if (kind === 'avg') return sum / numbers.length;
  return numbers.reduce((a, b) => (kind === 'min' ? Math.min(a, b) : Math.max(a, b)));
}

/** Text that looks like a number is text. */
export function numbersOf(events: readonly Occurrence[], of: string): number[] {
  return events.flatMap((event) => {
    const value = event.property(of);
    return value.kind === 'number' ? [value.number] : [];
  });
}

/** Values are different when their kind or what they say is. */
function identity(event: Occurrence, of: string): string[] {
  const value = event.property(of);
  if (value.kind === 'text') return [`text ${value.text}`];
  if (value.kind === 'number') return [`number ${value.number + 0}`];
  if (value.kind === 'boolean') return [`boolean ${value.yes}`];
  if (value.kind === 'instant') return [`instant ${value.ms}`];
  if (value.kind === 'date') return [`date ${value.date}`];
  return [];
}
