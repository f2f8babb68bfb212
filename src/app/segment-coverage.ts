import { mediumOf } from '../model/medium-of.ts';
import type { Coverage } from '../model/overlap.ts';
import type { People, Program } from '../model/program.ts';
import type { CampaignFile, Definition, SegmentFile, Workspace } from '../model/workspace.ts';
import { mergeSets } from '../report/overlap/index.ts';
import { coverageOf } from '../report/reach/index.ts';
import type { AppContext } from './context.ts';
import { jointSets } from './joint-sets.ts';
import { selectSegments, withStore } from './segments.ts';

/** Which people the live campaigns of the files are for, who falls twice or through, and whom none of them can reach. */
export async function segmentCoverage(context: AppContext, ids: readonly string[]): Promise<Coverage> {
  // Campaigns may be for segments that were not asked for: all have to fit the store.
  return withStore(context, [], async ({ workspace, store, program }) => {
    const asked = selectSegments(workspace, ids);
    const { lifecycle } = workspace.config.value;
    const partitions = lifecycle.partitions ?? {};
    const segments = withMembers(workspace, asked, Object.values(partitions).flat());
    const live = [...workspace.campaigns.values()].filter(({ value }) => (value.status ?? 'active') === 'active');
    const own = live.length + 2;
    const groups = [
      ...segments.map(({ value }) => program.segment(value)),
      ...live.map(({ value }) => program.audience(value)),
      program.any(live.map(({ value }) => program.both([program.audience(value), program.addressed(mediumOf(value))]))),
      program.any(live.map(({ value }) => program.both([program.audience(value), reachedBy(program, value)]))),
    ];
    return coverageOf({
      timezone: workspace.config.value.timezone,
      segments: segments.map(({ id, value }) => ({ id, title: value.title, stage: value.stage ?? null })),
      campaigns: live.map(({ id, value }) => ({ id, stage: value.stage })),
      stages: lifecycle.stages,
      partitions,
      rows: mergeSets(await jointSets({ store, program, groups, own })),
    });
  });
}

/** Whoever a partition is made of is looked at, asked for or not. */
function withMembers(
  { segments }: Workspace,
  asked: readonly Definition<SegmentFile>[],
  members: readonly string[],
): Definition<SegmentFile>[] {
  const ids = new Set(asked.map(({ id }) => id));
  return [...asked, ...[...new Set(members)].flatMap((id) => (ids.has(id) ? [] : (segments.get(id) ?? [])))];
}

/** Consent is asked for advertising only, as a send does. */
function reachedBy(program: Program, campaign: CampaignFile): People {
  const medium = mediumOf(campaign);
  if (campaign.purpose !== 'advertising') return program.addressed(medium);
  return program.reachable({ medium, topic: campaign.topic });
}
