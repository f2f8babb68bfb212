import { canonicalJson } from '../base/canonical-json.ts';
import { type LoadRules, loadRules } from '../model/limits.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { Coverage } from '../model/overlap.ts';
import type { People, Program } from '../model/program.ts';
import type { CampaignFile, Definition, SegmentFile, Workspace } from '../model/workspace.ts';
import { mergeSets } from '../report/overlap/index.ts';
import { type CoverageCampaigns, coverageOf } from '../report/reach/index.ts';
import type { AppContext } from './context.ts';
import { jointSets } from './joint-sets.ts';
import { selectSegments, withStore } from './segments.ts';

/** Which people the live campaigns of the files are for, who falls twice or through, and whom none of them can reach. */
export async function segmentCoverage(context: AppContext, ids: readonly string[]): Promise<Coverage> {
  // Campaigns may be for segments that were not asked for: all have to fit the store.
  return withStore(context, [], async ({ workspace, store, program }) => {
    const asked = [...new Set(selectSegments(workspace, ids))];
    const { lifecycle, timezone } = workspace.config.value;
    const partitions = lifecycle.partitions ?? {};
    const segments = withMembers(workspace, asked, Object.values(partitions).flat());
    const live = [...workspace.campaigns.values()].flatMap(({ value }) =>
      (value.status ?? 'active') === 'active' ? [value] : [],
    );
    const asking = groupsOnce(workspace, program);
    const { limits } = workspace.config.value;
    for (const { id } of segments) asking.segment(id);
    const campaigns = alike(
      live.map((one) => asking.campaign(one, loadRules({ campaign: one, limits, campaigns: [] }))),
    );
    return coverageOf({
      timezone,
      segments: segments.map(({ id, value }) => ({ id, title: value.title, stage: value.stage ?? null })),
      campaigns,
      stages: lifecycle.stages,
      partitions,
      rows: mergeSets(await jointSets({ store, program, groups: asking.groups })),
    });
  });
}

/** The groups of one joint query: what several campaigns ask is asked once. An audience is segments, so it needs no group of its own. */
function groupsOnce({ segments }: Workspace, program: Program) {
  const groups: People[] = [];
  const places = new Map<string, number>();
  const place = (key: string, people: () => People): number => {
    const known = places.get(key);
    if (known !== undefined) return known;
    groups.push(people());
    places.set(key, groups.length - 1);
    return groups.length - 1;
  };
  const segment = (id: string): number =>
    place(`segment ${id}`, () => {
      const found = segments.get(id);
      return found ? program.segment(found.value) : program.nobody;
    });
  const campaign = ({ stage, audience, purpose, topic, ...rest }: CampaignFile, load: LoadRules): CoverageCampaigns => {
    const medium = mediumOf(rest);
    const addressed = place(`address ${medium}`, () => program.addressed(medium));
    return {
      stage,
      campaigns: 1,
      segment: segment(audience.segment),
      exclude: (audience.exclude ?? []).map(segment),
      addressed,
      // Consent is asked for advertising only, as a send does.
      reached:
        purpose === 'advertising'
          ? place(`reach ${medium} ${topic}`, () => program.reachable({ medium, topic }))
          : addressed,
      capped:
        load.limits.length > 0 ? place(`capped ${canonicalJson(load.message)}`, () => program.capped(load)) : undefined,
    };
  };
  return { groups, segment, campaign };
}

/** Campaigns that differ in nothing that counts here are looked at as one. */
function alike(campaigns: readonly CoverageCampaigns[]): CoverageCampaigns[] {
  const found = new Map<string, CoverageCampaigns>();
  for (const one of campaigns) {
    const key = canonicalJson(one);
    const same = found.get(key);
    found.set(key, same ? { ...same, campaigns: same.campaigns + 1 } : one);
  }
  return [...found.values()];
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
