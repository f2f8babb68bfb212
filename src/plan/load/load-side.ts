import type { PlanLoadSide } from '../../model/plan.ts';
import type { PersonLoad } from './person-load.ts';

interface Got {
  readonly messages: number;
  readonly people: number;
}

/** How many messages so many people get each. */
export const loadSide = (each: readonly (PersonLoad & { readonly people: number })[]): PlanLoadSide => ({
  ...sideOf(each.map(({ sent, people }) => ({ messages: sent.length, people }))),
  over: each.reduce((sum, { over, people }) => sum + (over ? people : 0), 0),
});

/** The same without a word on limits. Whoever is among them and gets none counts for the quantiles. */
export function sideOf(each: readonly Got[]): Omit<PlanLoadSide, 'over'> {
  const counts = new Map<number, number>();
  for (const { messages, people } of each) counts.set(messages, (counts.get(messages) ?? 0) + people);
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return {
    people: sorted.reduce((sum, [messages, people]) => sum + (messages > 0 ? people : 0), 0),
    messages: sorted.reduce((sum, [messages, people]) => sum + messages * people, 0),
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max: sorted.at(-1)?.[0] ?? 0,
  };
}

/** The smallest number that so large a share of people does not exceed. */
function quantile(sorted: readonly (readonly [number, number])[], share: number): number {
  const all = sorted.reduce((sum, [, people]) => sum + people, 0);
  let seen = 0;
  for (const [messages, people] of sorted) {
    seen += people;
    if (seen >= share * all) return messages;
  }
  return 0;
}
