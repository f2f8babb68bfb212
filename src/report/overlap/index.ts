import type { Overlap, SegmentPair, SegmentSet } from '../../model/overlap.ts';
import type { JointSet } from '../../model/program.ts';

interface OverlapInput {
  readonly segments: readonly { readonly id: string; readonly title: string }[];
  readonly rows: readonly JointSet[];
  readonly timezone: string;
}

/** Who is in which of these segments together, from the rows of a joint query over them, in their order. */
export function overlapOf({ segments, rows, timezone }: OverlapInput): Overlap {
  const merged = mergeSets(rows);
  const sets = merged.map(
    ({ in: places, count }): SegmentSet => ({ in: places.map((i) => segments[i]?.id ?? ''), count }),
  );
  // Many segments make many sets: each is looked at once.
  const together = segments.map(() => segments.map(() => 0));
  for (const { in: places, count } of merged)
    for (const i of places) {
      const row = together[i];
      if (row) for (const j of places) row[j] = (row[j] ?? 0) + count;
    }
  const both = (i: number, j: number): number => together[i]?.[j] ?? 0;
  const pairs = segments.flatMap(({ id: a }, i) =>
    segments.slice(i + 1).map(({ id: b }, next): SegmentPair => {
      const j = i + 1 + next;
      const count = both(i, j);
      const either = both(i, i) + both(j, j) - count;
      return { a, b, count, jaccard: either === 0 ? 0 : count / either };
    }),
  );
  return {
    segments: segments.map(({ id, title }, i) => ({ id, title, count: both(i, i) })),
    sets: [...sets].sort((x, y) => y.count - x.count || (x.in.join() < y.in.join() ? -1 : 1)),
    pairs,
    everyone: total(sets),
    timezone,
  };
}

/** Each set once: those of several slices of the people are added up. */
export function mergeSets(rows: readonly JointSet[]): JointSet[] {
  const merged = new Map<string, { in: readonly number[]; count: number }>();
  for (const { in: places, count } of rows) {
    const key = places.join();
    const set = merged.get(key);
    if (set) set.count += count;
    else merged.set(key, { in: places, count });
  }
  return [...merged.values()];
}

const total = (sets: readonly { readonly count: number }[]): number => sets.reduce((sum, { count }) => sum + count, 0);
