import type { Overlap, SegmentPair, SegmentSet } from '../../model/overlap.ts';
import type { JointSet } from '../../model/program.ts';

interface OverlapInput {
  readonly segments: readonly { readonly id: string; readonly title: string }[];
  readonly rows: readonly JointSet[];
  readonly timezone: string;
}

/** Who is in which of these segments together, from the rows of a joint query over them, in their order. */
export function overlapOf({ segments, rows, timezone }: OverlapInput): Overlap {
  const sets = mergeSets(rows).map(
    ({ in: places, count }): SegmentSet => ({ in: places.map((i) => segments[i]?.id ?? ''), count }),
  );
  const together = (...ids: readonly string[]): number =>
    total(sets.filter((set) => ids.every((id) => set.in.includes(id))));
  const counts = new Map(segments.map(({ id }) => [id, together(id)]));
  const pairs = segments.flatMap(({ id: a }, i) =>
    segments.slice(i + 1).map(({ id: b }): SegmentPair => {
      const count = together(a, b);
      const either = (counts.get(a) ?? 0) + (counts.get(b) ?? 0) - count;
      return { a, b, count, jaccard: either === 0 ? 0 : count / either };
    }),
  );
  return {
    segments: segments.map(({ id, title }) => ({ id, title, count: counts.get(id) ?? 0 })),
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
