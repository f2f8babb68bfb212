import type { ZoneOffsets } from '../base/zone-offsets.ts';
import { type Fragment, raw, sql } from './fragment.ts';

type Change = ZoneOffsets['changes'][number];

/** The offset of a zone at an instant (SQL, seconds since 1970), as nested choices: a handful of comparisons a row, with every database's own calendar left out. */
export const offsetAt = (instant: Fragment, { first, changes }: ZoneOffsets): Fragment =>
  choose(instant, changes, { value: raw(String(first)), of: ({ offset }) => raw(String(offset)) });

/** The first instant of a local date, given the seconds since 1970 that its midnight would be in UTC. */
export function midnightOf(local: Fragment, { first, changes }: ZoneOffsets): Fragment {
  // Local dates are in order like instants; where clocks go forward over midnight the date begins at the change.
  const steps = changes.map(({ at, offset }, i) => ({ at: at + (changes[i - 1]?.offset ?? first), offset }));
  return choose(local, steps, {
    value: sql`${local} - ${raw(`(${first})`)}`,
    of: ({ offset, at }, i) => {
      const change = changes[i]?.at ?? at;
      return sql`case when ${local} - ${raw(`(${offset})`)} < ${raw(String(change))} then ${raw(String(change))} else ${local} - ${raw(`(${offset})`)} end`;
    },
  });
}

interface Choice {
  readonly value: Fragment;
  readonly of: (change: Change, index: number) => Fragment;
}

/** Halves the list with each question. */
function choose(at: Fragment, changes: readonly Change[], choice: Choice): Fragment {
  const pick = (from: number, to: number): Fragment => {
    if (from === to) {
      const change = changes[from - 1];
      return change ? choice.of(change, from - 1) : choice.value;
    }
    const middle = Math.floor((from + to) / 2);
    return sql`case when ${at} < ${raw(String(changes[middle]?.at))} then ${pick(from, middle)} else ${pick(middle + 1, to)} end`;
  };
  return pick(0, changes.length);
}
