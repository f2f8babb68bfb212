import type { BlindReason, Coverage, CoverageCell, PartitionProof, SegmentSet } from '../../model/overlap.ts';
import type { JointSet } from '../../model/program.ts';

/** Live campaigns of a stage that are for the same people and reach them in the same way. The numbers are places in the joint query. */
export interface CoverageCampaigns {
  readonly stage: string;
  readonly campaigns: number;
  readonly segment: number;
  readonly exclude: readonly number[];
  readonly addressed: number;
  readonly reached: number;
  /** Who may get no more messages for now; undefined where no limit bears on them. */
  readonly capped?: number | undefined;
}

export interface CoverageInput {
  readonly timezone: string;
  /** The first groups of the joint query. */
  readonly segments: readonly { readonly id: string; readonly title: string; readonly stage: string | null }[];
  readonly campaigns: readonly CoverageCampaigns[];
  readonly stages: readonly string[];
  readonly partitions: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly JointSet[];
}

/** Which people which campaigns are for, who falls twice or through, and whom nobody reaches. */
export function coverageOf(input: CoverageInput): Coverage {
  const { segments, campaigns } = input;
  const cells = input.stages.map(() => segments.map(() => ({ campaigns: new Set<CoverageCampaigns>(), people: 0 })));
  const stageAt = new Map(input.stages.map((stage, i) => [stage, i]));
  const counts = segments.map(() => 0);
  const people = { reached: 0, no_segment: 0, no_consent: 0, no_address: 0, capped: 0 };
  for (const { in: places, count } of input.rows) {
    const inside = new Set(places);
    const theirs = campaigns.filter(
      ({ segment, exclude }) => inside.has(segment) && !exclude.some((one) => inside.has(one)),
    );
    people[fateOf(theirs, inside)] += count;
    const met = new Set(theirs.flatMap(({ stage }) => stageAt.get(stage) ?? []));
    for (const place of places.filter((one) => one < segments.length)) {
      counts[place] = (counts[place] ?? 0) + count;
      for (const stage of met) {
        const cell = cells[stage]?.[place];
        if (cell) cell.people += count;
      }
      for (const one of theirs) cells[stageAt.get(one.stage) ?? -1]?.[place]?.campaigns.add(one);
    }
  }
  const { reached, ...blind } = people;
  return {
    segments: segments.map((segment, i) => ({ ...segment, count: counts[i] ?? 0 })),
    partitions: Object.entries(input.partitions).map(([name, members]) => proof(input, { name, members })),
    matrix: cells.flatMap((row, i) =>
      row.map(
        ({ campaigns: found, people: n }, j): CoverageCell => ({
          stage: input.stages[i] ?? '',
          segment: segments[j]?.id ?? '',
          campaigns: numberOf([...found]),
          people: n,
        }),
      ),
    ),
    blind_spots: reasons.map((reason) => ({ reason, people: blind[reason] })),
    reached,
    everyone: input.rows.reduce((sum, { count }) => sum + count, 0),
    live_campaigns: numberOf(campaigns),
    timezone: input.timezone,
  };
}

const reasons: readonly BlindReason[] = ['no_segment', 'no_consent', 'no_address', 'capped'];

const numberOf = (campaigns: readonly CoverageCampaigns[]): number =>
  campaigns.reduce((sum, one) => sum + one.campaigns, 0);

/** Whether one of the campaigns that people are in the audience of reaches them, or what is in the way. */
function fateOf(theirs: readonly CoverageCampaigns[], inside: ReadonlySet<number>): 'reached' | BlindReason {
  if (theirs.length === 0) return 'no_segment';
  const reaching = theirs.filter(({ reached }) => inside.has(reached));
  if (reaching.length > 0) return reaching.every(({ capped = -1 }) => inside.has(capped)) ? 'capped' : 'reached';
  return theirs.some(({ addressed }) => inside.has(addressed)) ? 'no_consent' : 'no_address';
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
