import type { Coverage, CoverageCell, PartitionProof, SegmentSet } from '../../model/overlap.ts';
import type { JointSet } from '../../model/program.ts';

/** The groups of the joint query, in this order: segments, live campaigns, who has an address for one of theirs, who can be reached by one of them. */
export interface CoverageInput {
  readonly timezone: string;
  readonly segments: readonly { readonly id: string; readonly title: string; readonly stage: string | null }[];
  readonly campaigns: readonly { readonly id: string; readonly stage: string }[];
  readonly stages: readonly string[];
  readonly partitions: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly JointSet[];
}

/** Which people which campaigns are for, who falls twice or through, and whom nobody reaches. */
export function coverageOf(input: CoverageInput): Coverage {
  const { segments, campaigns, rows } = input;
  const [addressed, reached] = [segments.length + campaigns.length, segments.length + campaigns.length + 1];
  const isIn = (group: number) => (row: JointSet) => row.in.includes(group);
  const targeted = (row: JointSet): boolean => row.in.some((i) => i >= segments.length && i < addressed);
  const people = (...tests: ((row: JointSet) => boolean)[]): number =>
    rows.filter((row) => tests.every((test) => test(row))).reduce((sum, { count }) => sum + count, 0);
  const missed = (row: JointSet): boolean => !isIn(reached)(row);
  return {
    segments: segments.map((segment, i) => ({ ...segment, count: people(isIn(i)) })),
    partitions: Object.entries(input.partitions).map(([name, members]) => proof(input, { name, members })),
    matrix: matrixOf(input),
    blind_spots: [
      { reason: 'no_segment', people: people((row) => !targeted(row)) },
      { reason: 'no_consent', people: people(targeted, missed, isIn(addressed)) },
      { reason: 'no_address', people: people(targeted, missed, (row) => !isIn(addressed)(row)) },
    ],
    reached: people(targeted, isIn(reached)),
    everyone: people(),
    live_campaigns: campaigns.length,
    timezone: input.timezone,
  };
}

function proof(
  { segments, rows }: CoverageInput,
  { name, members }: { name: string; members: readonly string[] },
): PartitionProof {
  const places = members.map((id) => segments.findIndex((one) => one.id === id));
  const sets = new Map<string, SegmentSet>();
  for (const row of rows) {
    const inside = members.filter((_, i) => row.in.includes(places[i] ?? -1));
    const key = inside.join();
    sets.set(key, { in: inside, count: (sets.get(key)?.count ?? 0) + row.count });
  }
  const overlaps = [...sets.values()].filter((set) => set.in.length > 1).sort((a, b) => b.count - a.count);
  const missing = sets.get('')?.count ?? 0;
  return { name, segments: members, disjoint: overlaps.length === 0, complete: missing === 0, overlaps, missing };
}

/** One look at every row: many segments and campaigns make many rows. */
function matrixOf({ segments, campaigns, stages, rows }: CoverageInput): CoverageCell[] {
  const cells = stages.map(() => segments.map(() => ({ campaigns: new Set<number>(), people: 0 })));
  const stageOf = campaigns.map(({ stage }) => stages.indexOf(stage));
  for (const { in: places, count } of rows) {
    const theirs = places.filter((i) => i >= segments.length && i < segments.length + campaigns.length);
    const met = new Set(theirs.map((i) => stageOf[i - segments.length] ?? -1));
    for (const segment of places.filter((i) => i < segments.length)) {
      for (const stage of met) {
        const cell = cells[stage]?.[segment];
        if (cell) cell.people += count;
      }
      for (const i of theirs) cells[stageOf[i - segments.length] ?? -1]?.[segment]?.campaigns.add(i);
    }
  }
  return cells.flatMap((row, i) =>
    row.map(({ campaigns: theirs, people }, j) => ({
      stage: stages[i] ?? '',
      segment: segments[j]?.id ?? '',
      campaigns: theirs.size,
      people,
    })),
  );
}
