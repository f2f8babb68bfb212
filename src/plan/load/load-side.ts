import type { PlanLoadSide } from '../../model/plan.ts';
import type { PersonLoad } from './person-load.ts';

/** How many messages so many people get each. */
export function loadSide(each: readonly (PersonLoad & { readonly people: number })[]): PlanLoadSide {
  const counts = new Map<number, number>();
  let [people, messages, over] = [0, 0, 0];
  for (const one of each) {
    const { length } = one.sent;
    counts.set(length, (counts.get(length) ?? 0) + one.people);
    people += length > 0 ? one.people : 0;
    messages += length * one.people;
    over += one.over ? one.people : 0;
  }
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const max = sorted.at(-1)?.[0] ?? 0;
  return { people, messages, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max, over };
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
