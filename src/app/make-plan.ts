import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { compile } from '../compile/index.ts';
import { dueSlot } from '../deliver/due/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { Plan, PlanAudience, PlanChange } from '../model/plan.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { CampaignFile, SegmentFile, Workspace } from '../model/workspace.ts';
import { changesBetween } from '../plan/changes/index.ts';
import { plan } from '../plan/index.ts';
import { checkPolicies, type PolicyInput } from '../plan/policies/index.ts';
import { type AppliedWorkspace, appliedWorkspace } from './applied-workspace.ts';
import { checkStore } from './check-store.ts';
import { connectLedger, connectStore, environmentName, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { desiredDefinitions } from './desired-definitions.ts';
import { experimentFacts } from './experiment-facts.ts';
import { gitSource } from './git-source.ts';
import { type OpenedWorkspace, requireWorkspace } from './open-workspace.ts';
import { previewCopy, systemValues } from './preview-copy.ts';
import { surveyAudience } from './survey-audience.ts';

export interface MakePlan {
  readonly refresh: Plan['refresh'];
}

const lifetime = 24 * 3_600_000;

/** Compares the files with what was applied, and says what that means for people. Takes no lock and changes nothing. */
export async function makePlan(context: AppContext, { refresh }: MakePlan): Promise<Plan> {
  const opened = await requireWorkspace(context.root);
  const { config } = opened.workspace;
  if (refresh === 'none') {
    return using([connectLedger(context, config)], (ledger) => assemble(context, opened, { ledger, refresh }));
  }
  // The store first: when it cannot be asked, no ledger is begun either.
  return using([connectStore(context, config)], async (store) => {
    const findings = await checkStore(opened.workspace, store);
    if (findings.some(({ severity }) => severity === 'error'))
      throw new CrmError('invalid', [...opened.diagnostics, ...findings]);
    return using([connectLedger(context, config)], (ledger) =>
      assemble(context, opened, { ledger, store, refresh, findings }),
    );
  });
}

interface Sources {
  readonly ledger: OpenLedger;
  readonly store?: Store;
  readonly refresh: Plan['refresh'];
  readonly findings?: readonly Diagnostic[];
}

async function assemble(
  context: AppContext,
  opened: OpenedWorkspace & { workspace: Workspace },
  { ledger, store, refresh, findings = [] }: Sources,
): Promise<Plan> {
  const { workspace } = opened;
  const definitions = await ledger.definitions();
  const { changes, unchanged } = changesBetween(desiredDefinitions(workspace), definitions);
  const applied = appliedWorkspace(definitions);
  const desk = { context, opened: { ...opened, workspace }, ledger, store, applied };
  const detailed: PlanChange[] = [];
  for (const change of changes) detailed.push(await detail(desk, change));
  const policies = checkPolicies(await policyInput(desk, detailed));
  const created = context.pinned ? context.asOf : context.wall();
  return plan({
    version: context.version,
    workspace: workspace.config.value.workspace,
    environment: { name: environmentName(context), id: ledger.environmentId },
    source: gitSource(context.root),
    createdAt: created,
    expiresAt: new Date(created.getTime() + lifetime),
    asOf: context.asOf,
    clock: context.pinned ? 'as_of' : 'wall',
    refresh,
    changes: detailed,
    unchanged,
    policies: workspace.config.value.policies ?? {},
    policyResults: policies.results,
    policiesPassed: policies.passed,
    diagnostics: [...opened.diagnostics, ...findings],
  });
}

interface Desk {
  readonly context: AppContext;
  readonly opened: OpenedWorkspace & { workspace: Workspace };
  readonly ledger: OpenLedger;
  readonly store: Store | undefined;
  readonly applied: AppliedWorkspace | undefined;
}

const values = <T>(definitions: ReadonlyMap<string, { readonly value: T }>): ReadonlyMap<string, T> =>
  new Map([...definitions].map(([id, { value }]) => [id, value]));

function programs({ context, opened: { workspace }, applied }: Desk): { before: Program | undefined; after: Program } {
  const { store, timezone } = workspace.config.value;
  const now = context.asOf;
  const after = compile({ store, timezone, segments: values(workspace.segments), now });
  // Both sides are asked of today's store, so both use today's mapping.
  const before = applied && compile({ store, timezone, segments: applied.segments, now });
  return { before, after };
}

async function detail(desk: Desk, change: PlanChange): Promise<PlanChange> {
  const [noun, id = ''] = change.address.split(/\.(.*)/s);
  if (noun === 'segment') return detailSegment(desk, change, id);
  if (noun !== 'campaign') return change;
  const after = change.after as CampaignFile | null;
  const previews = after ? { preview: previewsOf(desk, after) } : {};
  if (!desk.store) return { ...change, ...previews };
  const audience = await audienceOf(desk, id, after);
  const experiment = after
    ? experimentFacts(
        after,
        // Who was reached before is in the experiment already.
        (audience.reachable[after.messages[0]?.channel ?? 'email'] ?? 0) + (audience.skipped.already_reached ?? 0),
        desk.opened.workspace.config.value.metrics,
      )
    : undefined;
  const messages = Object.values(audience.reachable).reduce((sum, n) => sum + n, 0) - audience.held_out;
  return {
    ...change,
    audience,
    ...(after ? { volume: { messages } } : {}),
    ...(experiment ? { experiment } : {}),
    ...previews,
  };
}

function previewsOf({ opened: { workspace, copies } }: Desk, campaign: CampaignFile) {
  const system = systemValues(workspace.config.value.channels, campaign.messages[0]?.channel ?? 'email');
  return previewCopy({ campaign, copies, personas: values(workspace.personas), system });
}

async function detailSegment(desk: Desk, change: PlanChange, id: string): Promise<PlanChange> {
  if (!desk.store) return change;
  const { before, after } = programs(desk);
  const [old, now] = [desk.applied?.segments.get(id), change.after as SegmentFile | null];
  const none = { sql: '0', bindings: [] };
  const reading = after.compare(old && before ? before.segment(old) : none, now ? after.segment(now) : none);
  const counts = await one(desk.store, reading);
  return { ...change, audience: movement(counts, {}) };
}

async function one<T>(
  store: Store,
  reading: {
    sql: string;
    bindings: readonly (string | number | bigint | null)[];
    read(row: Readonly<Record<string, unknown>>): T;
  },
): Promise<T> {
  const [row] = await store.all(reading);
  return reading.read(row ?? {});
}

const movement = (
  { before, after, stay }: { before: number; after: number; stay: number },
  rest: Partial<PlanAudience>,
): PlanAudience => ({
  before,
  after,
  enter: after - stay,
  leave: before - stay,
  stay,
  reachable: {},
  held_out: 0,
  skipped: {},
  ...rest,
});

async function audienceOf(desk: Desk, id: string, campaign: CampaignFile | null): Promise<PlanAudience> {
  const { store, context, ledger, opened, applied } = desk;
  if (!store) return movement({ before: 0, after: 0, stay: 0 }, {});
  const { before, after } = programs(desk);
  const old = applied?.campaigns.get(id)?.value;
  const none = { sql: '0', bindings: [] };
  const wasLive = (old?.status ?? 'active') === 'active';
  const counts = await one(
    store,
    after.compare(old && before && wasLive ? before.audience(old) : none, campaign ? after.audience(campaign) : none),
  );
  if (!campaign) return movement(counts, {});
  const survey = await surveyAudience({
    store,
    ledger,
    program: after,
    id,
    campaign,
    run: 'plan',
    now: context.asOf,
    globalHoldout: opened.workspace.config.value.holdout,
    progress: (people) => context.progress(`campaign.${id}: ${people.toLocaleString('en')} people`),
  });
  const medium = campaign.messages[0]?.channel ?? 'email';
  return movement(counts, {
    reachable: { [medium]: survey.reachable },
    held_out: survey.heldOut,
    skipped: survey.notYet > 0 ? { ...survey.skipped, rollout: survey.notYet } : survey.skipped,
  });
}

async function policyInput(desk: Desk, changes: readonly PlanChange[]): Promise<PolicyInput> {
  const { opened, store, context } = desk;
  const { config, segments, campaigns, templates } = opened.workspace;
  const { after } = programs(desk);
  const past = new Map<string, string>();
  for (const [id, { value }] of campaigns) {
    const slot = 'at' in value.trigger ? dueSlot(value, context.asOf, config.value.timezone) : undefined;
    if (slot) past.set(`campaign.${id}`, slot.id.replace('T', ' '));
  }
  const partitions: PolicyInput['partitions'][number][] = [];
  for (const [name, members] of Object.entries(config.value.lifecycle.partitions ?? {})) {
    if (!store) continue;
    const groups = members.flatMap((id) => segments.get(id) ?? []).map(({ value }) => after.segment(value));
    const { file, line } = config.source.place(['lifecycle', 'partitions', name], 'key');
    partitions.push({ name, file, line, ...(await one(store, after.partition(groups))) });
  }
  const bare = new Map([...templates.keys()].map((id) => [`template.${id}`, opened.copies.get(id)?.bare ?? []]));
  const everyone = store ? (await one(store, after.count([after.everyone])))[0] : undefined;
  const definitions = new Map(
    desiredDefinitions(opened.workspace).map((definition) => [definition.address, definition]),
  );
  const place: PolicyInput['place'] = (address, pointer) => definitions.get(address)?.place(pointer);
  return { policies: config.value.policies ?? {}, changes, place, everyone, partitions, bare, past };
}
