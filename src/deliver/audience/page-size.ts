import type { People } from '../../model/program.ts';

const usual = 1000;
const large = 10_000;
const manyLetters = 500_000;

/** How many people are looked at in one query: more of them where the query carries the ids of a long list, and takes its time however few it gives. */
export function pageSize({ bindings }: People): number {
  const letters = bindings.reduce<number>((sum, one) => sum + (typeof one === 'string' ? one.length : 0), 0);
  return letters > manyLetters ? large : usual;
}
