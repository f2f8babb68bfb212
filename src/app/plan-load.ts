import { addDuration, parseDuration } from '../base/duration.ts';
import { loadRules, priorityOf } from '../model/limits.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { PlanAudience, PlanLoad } from '../model/plan.ts';
import type { Store } from '../model/ports.ts';
import { mostGroups, type People, type Program } from '../model/program.ts';
import type { CampaignFile, WorkspaceFile } from '../model/workspace.ts';
import {
  type LoadCampaign,
  type LoadSet,
  loadOf,
  personLoad,
  type Simulation,
  simulating,
} from '../plan/load/index.ts';
import { mergeSets } from '../report/overlap/index.ts';
import { comingSlots } from './coming-slots.ts';
import { jointSets } from './joint-sets.ts';
import { knownBefore, type PlanDesk } from './plan-desk.ts';
import { audienceSegments } from './stale-lists.ts';

export interface PlannedLoad {
  /** Of everybody. */
  readonly all: PlanLoad;
  /** Of the people of one campaign, and with whom it shares them, by address. */
  readonly campaigns: ReadonlyMap<
    string,
    { readonly load: PlanLoad; readonly overlap: NonNullable<PlanAudience['overlap']> }
  >;
}

interface Asked {
  readonly store: Store;
  /** Campaigns that are another one afterwards, themselves or through what they use. */
  readonly changed: ReadonlySet<string>;
}

export const loadDays = 7;

/** How many messages people get in the coming days, of all live campaigns together; undefined where these are too many to be asked for at once. */
export async function planLoad(desk: PlanDesk, { store, changed }: Asked): Promise<PlannedLoad | undefined> {
  const found = await setsOf(desk, { store, changed, days: loadDays });
  if (!found) return undefined;
  const { worlds, sets } = found;
  const shared = sharedPeople(sets);
  const campaigns = new Map<string, { load: PlanLoad; overlap: NonNullable<PlanAudience['overlap']> }>();
  for (const [i, { address }] of worlds.entries()) {
    if (!changed.has(address)) continue;
    const own = sets.filter(({ in: here }) => here.before.includes(i) || here.after.includes(i));
    const overlap = [...(shared.get(i) ?? [])].map(([j, people]) => ({ with: worlds[j]?.address ?? '', people }));
    campaigns.set(address, {
      load: loadOf(own, loadDays),
      overlap: overlap.sort((x, y) => y.people - x.people || (x.with < y.with ? -1 : 1)),
    });
  }
  return { all: loadOf(sets, loadDays), campaigns };
}

/** Of each campaign, how many people it shares with every other. */
function sharedPeople(sets: FoundSets['sets']): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const shared = new Map<number, Map<number, number>>();
  for (const { in: here, people } of sets)
    for (const i of here.after) {
      const own = shared.get(i) ?? new Map<number, number>();
      shared.set(i, own);
      for (const j of here.after) if (i !== j) own.set(j, (own.get(j) ?? 0) + people);
    }
  return shared;
}

interface FoundSets {
  readonly worlds: readonly InWorlds[];
  /** `in`: the campaigns by their places, before and after. */
  readonly sets: readonly (LoadSet & {
    readonly in: { readonly before: readonly number[]; readonly after: readonly number[] };
  })[];
}

/** Everybody by the campaigns whose messages they get, before and after. */
async function setsOf(
  desk: PlanDesk,
  { store, changed, days }: Asked & { readonly days: number },
): Promise<FoundSets | undefined> {
  const until = addDuration(desk.context.asOf, { amount: days, unit: 'd' });
  const worlds = await bothWorlds(desk, { changed, until });
  const groups = worlds.flatMap(({ groups: own }) => own);
  if (groups.length > mostGroups) return undefined;
  const rows = mergeSets(await jointSets({ store, program: desk.after, groups }));
  const places = placesOf(worlds);
  const sets = rows.map(({ in: found, count }) => {
    const member = new Set(found);
    const here = (when: 'before' | 'after'): number[] =>
      places.flatMap((place, i) => (place[when] !== undefined && member.has(place[when]) ? [i] : []));
    const load = (when: 'before' | 'after') =>
      personLoad(
        here(when).flatMap((i) => worlds[i]?.[when] ?? []),
        until,
      );
    return {
      in: { before: here('before'), after: here('after') },
      ...{ people: count, before: load('before'), after: load('after') },
    };
  });
  return { worlds, sets };
}

/** What the live campaigns of the files send in so many days; undefined where they are too many to be asked for at once. */
export async function simulateLoad(
  desk: PlanDesk,
  { store, days }: { readonly store: Store; readonly days: number },
): Promise<Simulation | undefined> {
  const found = await setsOf(desk, { store, changed: new Set(), days });
  if (!found) return undefined;
  const simulation = simulating(desk.workspace.config.value.timezone);
  for (const { after, people } of found.sets) simulation.add(after, people);
  return simulation.result(found.worlds.flatMap(({ after }) => after?.address ?? []));
}

/** A campaign as it is applied and as the files have it, where it is live; both are one group where nothing of it changes. */
interface InWorlds {
  readonly address: string;
  readonly groups: readonly People[];
  readonly before: LoadCampaign | undefined;
  readonly after: LoadCampaign | undefined;
}

interface World {
  readonly program: Program;
  readonly config: Pick<WorkspaceFile, 'limits' | 'holdout' | 'timezone'>;
  readonly campaigns: ReadonlyMap<string, CampaignFile>;
}

async function bothWorlds(
  desk: PlanDesk,
  { changed, until }: { readonly changed: ReadonlySet<string>; readonly until: Date },
): Promise<InWorlds[]> {
  const { applied, before, after, workspace } = desk;
  const now: World = {
    program: after,
    config: workspace.config.value,
    campaigns: live([...workspace.campaigns].map(([id, { value }]) => [id, value])),
  };
  const then: World | undefined = applied &&
    before && {
      program: before,
      config: applied.config,
      campaigns: live([...applied.campaigns].map(([id, { value }]) => [id, value])),
    };
  const ids = new Set([...now.campaigns.keys(), ...(then?.campaigns.keys() ?? [])]);
  return Promise.all(
    [...ids].sort().map(async (id) => {
      const address = `campaign.${id}`;
      const groupNow = await groupOf(desk, now, id);
      const same = groupNow !== undefined && then?.campaigns.has(id) && !changed.has(address);
      const groupThen = same ? groupNow : await groupThenOf(desk, then, id);
      return {
        address,
        groups: [...(groupNow ? [groupNow] : []), ...(groupThen && !same ? [groupThen] : [])],
        after: groupNow && (await loadCampaign(desk, now, { id, until })),
        before: groupThen && then && (await loadCampaign(desk, then, { id, until })),
      };
    }),
  );
}

/** Where the groups of each campaign stand among all of them. */
function placesOf(worlds: readonly InWorlds[]): { before: number | undefined; after: number | undefined }[] {
  let place = 0;
  return worlds.map(({ groups, before, after }) => {
    const first = place;
    place += groups.length;
    return { after: after && first, before: before && (after && groups.length > 1 ? first + 1 : first) };
  });
}

const live = (campaigns: readonly (readonly [string, CampaignFile])[]): ReadonlyMap<string, CampaignFile> =>
  new Map(campaigns.filter(([, { status = 'active' }]) => status === 'active'));

async function groupOf(
  { ledger }: PlanDesk,
  { program, config, campaigns }: World,
  id: string,
): Promise<People | undefined> {
  const campaign = campaigns.get(id);
  if (!campaign) return undefined;
  const contacted = (await ledger.experiments(id)).length > 0;
  return program.gets({ id, campaign, holdout: config.holdout, contacted });
}

/** Undefined, too, where a list that it was applied with is not here any more. */
async function groupThenOf(desk: PlanDesk, then: World | undefined, id: string): Promise<People | undefined> {
  const campaign = then?.campaigns.get(id);
  if (!then || !campaign) return undefined;
  const group = await groupOf(desk, then, id);
  const known = knownBefore(desk, audienceSegments(campaign), () => group);
  return known === 'unknown' ? undefined : known;
}

async function loadCampaign(
  { context, ledger }: PlanDesk,
  { config, campaigns }: World,
  { id, until }: { readonly id: string; readonly until: Date },
): Promise<LoadCampaign | undefined> {
  const campaign = campaigns.get(id);
  if (!campaign) return undefined;
  const { limits, timezone } = config;
  const rules = loadRules({ campaign, limits, campaigns: [] });
  const { trigger, messages } = campaign;
  const again = trigger.again ?? 'never';
  const { asOf } = context;
  return {
    address: `campaign.${id}`,
    slots: await comingSlots({
      ...{ id, campaign, asOf, timezone },
      until,
      isRun: async (run) => (await ledger.run(run)) !== undefined,
    }),
    limits: rules.limits,
    message: { ...rules.message, channel: mediumOf(campaign) },
    priority: priorityOf(campaign),
    whenCapped: rules.whenCapped,
    expires: messages[0]?.expires === undefined ? undefined : parseDuration(messages[0].expires),
    again: typeof again === 'string' ? again : (parseDuration(again.after) ?? 'never'),
  };
}
