import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { AppliedSegment } from '../model/person-list.ts';
import type { Plan, PlanAffected, PlanChange } from '../model/plan.ts';
import type { Store } from '../model/ports.ts';
import type { CampaignFile, Workspace, WorkspaceFile } from '../model/workspace.ts';
import { type Affected, affectedCampaigns } from '../plan/affected/index.ts';
import { changesBetween } from '../plan/changes/index.ts';
import { destructiveReasons, takesAway } from '../plan/destructive/index.ts';
import { plan } from '../plan/index.ts';
import { lookalikes } from '../plan/lookalikes/index.ts';
import { checkPolicies } from '../plan/policies/index.ts';
import { appliedMeanwhile } from './applied-meanwhile.ts';
import { approvalRules } from './approval-rules.ts';
import { askWithLedger } from './ask-with-ledger.ts';
import { atStake } from './at-stake.ts';
import { audienceMovement } from './audience-movement.ts';
import { checkEvents } from './check-events.ts';
import { checkInstants } from './check-instants.ts';
import { checkProperties } from './check-properties.ts';
import { checkStore } from './check-store.ts';
import { connectLedger, connectStore, environmentName, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { desiredDefinitions } from './desired-definitions.ts';
import { fullFacts } from './full-facts.ts';
import { gitSource } from './git-source.ts';
import { listChanges } from './list-changes.ts';
import { type OpenedWorkspace, requireWorkspace } from './open-workspace.ts';
import { planCampaign } from './plan-campaign.ts';
import { knownBefore, type PlanDesk, planDesk } from './plan-desk.ts';
import { planPolicies } from './plan-policies.ts';
import { planPopulations, toPlan } from './plan-populations.ts';
import { type RollBack, rollBack } from './roll-back.ts';
import { type Part, type Selectors, selectPart } from './select-part.ts';
import { settleCampaigns } from './settle-campaigns.ts';
import { unknownIds } from './unknown-ids.ts';

export interface MakePlan {
  readonly refresh: Plan['refresh'];
  /** Only some of the changes; without it all. */
  readonly selectors?: Selectors;
  /** Nothing but one definition as it was, whatever the files say. */
  readonly rollBack?: RollBack;
  /** Addresses of which something may be lost. */
  readonly allowDestructive?: readonly string[];
}

const lifetime = 24 * 3_600_000;

/** Compares the files with what was applied, and says what that means for people. Takes no lock and changes nothing. */
export async function makePlan(
  context: AppContext,
  { refresh, selectors, rollBack: back, allowDestructive = [] }: MakePlan,
): Promise<Plan> {
  const opened = await requireWorkspace(context.root);
  const { config } = opened.workspace;
  if (refresh === 'none') {
    return using([connectLedger(context, config)], (ledger) =>
      assemble(context, opened, { ledger, store: undefined, findings: [], refresh, selectors, back, allowDestructive }),
    );
  }
  // The store first: when it cannot be asked, no ledger is begun either.
  return using([connectStore(context, config)], async (store) => {
    const findings = await checkStore(opened.workspace, store);
    if (findings.some(({ severity }) => severity === 'error'))
      throw new CrmError('invalid', [...opened.diagnostics, ...findings]);
    findings.push(...(await checkInstants(opened.workspace, store, context.asOf)));
    findings.push(...(await checkEvents(opened.workspace, store, context.asOf)));
    findings.push(...(await checkProperties(opened.workspace, store, context.asOf)));
    return using([connectLedger(context, config)], (ledger) =>
      assemble(context, opened, {
        ledger,
        store: askWithLedger(store, ledger),
        findings,
        refresh,
        selectors,
        back,
        allowDestructive,
      }),
    );
  });
}

interface Sources {
  readonly ledger: OpenLedger;
  readonly store: Store | undefined;
  readonly findings: readonly Diagnostic[];
  readonly selectors: Selectors | undefined;
  readonly back: RollBack | undefined;
  readonly refresh: Plan['refresh'];
  readonly allowDestructive: readonly string[];
}

async function assemble(
  context: AppContext,
  files: OpenedWorkspace & { workspace: Workspace },
  { ledger, store, findings, refresh, selectors, back, allowDestructive }: Sources,
): Promise<Plan> {
  const generation = await ledger.generation();
  const definitions = await ledger.definitions();
  const diagnostics = settleCampaigns([...files.diagnostics, ...findings], files.workspace, definitions);
  if (diagnostics.some(({ severity }) => severity === 'error')) throw new CrmError('invalid', diagnostics);
  const wanted = desiredDefinitions(files.workspace, files.lists, context.environment);
  refuseUnknown(allowDestructive, [...wanted, ...definitions]);
  const fromFiles = changesBetween(wanted, definitions);
  const known = { opened: files, desired: wanted, definitions, changes: fromFiles.changes };
  const part = await partOf(context, ledger, { selectors, back }, known);
  const { opened, desired, scope } = part;
  const { config } = opened.workspace;
  const { changes: all, unchanged } = back ? changesBetween(desired, definitions) : fromFiles;
  const bare = all
    .filter(({ address }) => !scope.left_out.includes(address))
    .map((change) => selectedBecause(change, part.because));
  const desk = await planDesk(context, { opened, ledger, store, definitions, leftOut: scope.left_out });
  const ids = store
    ? await unknownIds({
        segments: opened.workspace.segments.values(),
        lists: opened.lists,
        store,
        program: desk.after,
      })
    : [];
  const reached = affectedCampaigns(bare, desired);
  const counted: PlanChange[] = [];
  for (const change of bare)
    counted.push({
      ...(await detailed(desk, change)),
      ...affectedBy(change, reached),
      ...(await whatIsLost(desk, change, allowDestructive)),
    });
  const unchangedOnes = await unchangedCampaigns(desk, { changes: counted, reached });
  const full =
    refresh === 'full'
      ? await fullFacts(desk, { changes: counted, affected: unchangedOnes })
      : { changes: counted, affected: unchangedOnes, load: null, diagnostics: [] };
  const { changes, affected } = full;
  const populations = await planPopulations(desk, changes);
  const policies = checkPolicies(
    await planPolicies(desk, { own: opened.rules, load: full.load, changes, affected, desired, populations }),
  );
  const created = context.pinned ? context.asOf : context.wall();
  return plan({
    version: context.version,
    workspace: config.value.workspace,
    environment: { name: environmentName(context), id: ledger.environmentId },
    source: { ...gitSource(context.root), by: context.person },
    createdAt: created,
    expiresAt: new Date(created.getTime() + lifetime),
    asOf: context.asOf,
    clock: context.pinned ? 'as_of' : 'wall',
    refresh: store ? refresh : 'none',
    load: full.load,
    scope,
    changes,
    affected,
    populations: toPlan(populations),
    unchanged,
    policies: rulesIn(config.value),
    policyResults: policies.results,
    policiesPassed: policies.passed,
    reviews: Object.values(approvalRules(definitions, bare)),
    diagnostics: [
      ...diagnostics,
      ...lookalikes(bare),
      ...ids,
      ...full.diagnostics,
      ...(await appliedMeanwhile(ledger, generation)),
    ],
  });
}

/** What is planned: all that the files change, some of it, or one definition as it was. */
async function partOf(
  { root }: AppContext,
  ledger: OpenLedger,
  { selectors, back }: Pick<Sources, 'selectors' | 'back'>,
  known: Parameters<typeof selectPart>[2],
): Promise<Part> {
  if (back) return rollBack(ledger, back, known);
  if (selectors) return selectPart(root, selectors, known);
  return { opened: known.opened, desired: known.desired, scope: whole, because: new Map() };
}

const whole: Plan['scope'] = { complete: true, only: [], exclude: [], left_out: [] };

function selectedBecause(change: PlanChange, because: ReadonlyMap<string, string>): PlanChange {
  const selected = because.get(change.address);
  return selected === undefined ? change : { ...change, selected };
}

const idOf = (address: string): string => address.slice(address.indexOf('.') + 1);

async function detailed(desk: PlanDesk, change: PlanChange): Promise<PlanChange> {
  const { address } = change;
  if (address.startsWith('segment.')) return detailedSegment(desk, change);
  if (!address.startsWith('campaign.')) return change;
  const campaign = (change.after ?? undefined) as CampaignFile | undefined;
  // Whoever stops a campaign does not have to read it again.
  const copy = change.action !== 'pause';
  return { ...change, ...(await planCampaign(desk, { id: idOf(address), campaign, copy })) };
}

async function detailedSegment(desk: PlanDesk, bare: PlanChange): Promise<PlanChange> {
  const { store, applied, before, after, lists } = desk;
  const id = idOf(bare.address);
  const old = applied?.segments.get(id);
  const now = (bare.after ?? undefined) as AppliedSegment | undefined;
  const listed = listChanges({ before: old, after: now, old: lists.before.lists, now: lists.now });
  const change = listed.length > 0 ? { ...bare, lists: listed } : bare;
  if (!store) return change;
  const audience = await audienceMovement({
    store,
    program: after,
    before: knownBefore(desk, [id], () => old && before?.segment(old)),
    after: now && after.segment(now),
  });
  return { ...change, audience };
}

/** Of a change that takes something away: what, and whether it may. */
async function whatIsLost(
  desk: PlanDesk,
  { address, action }: PlanChange,
  allowed: readonly string[],
): Promise<Pick<PlanChange, 'destructive'>> {
  if (!address.startsWith('campaign.') || !takesAway(action)) return {};
  const reasons = destructiveReasons(action, await atStake(desk, idOf(address)));
  return reasons.length > 0 ? { destructive: { reasons, allowed: allowed.includes(address) } } : {};
}

/** What is approved with a plan: the levels of the rules, and those of the workspace's own. */
const rulesIn = ({ policies = {}, strategy }: WorkspaceFile): unknown =>
  strategy?.must || strategy?.must_not ? { ...policies, must: strategy.must, must_not: strategy.must_not } : policies;

function refuseUnknown(allowed: readonly string[], definitions: readonly { readonly address: string }[]): void {
  const known = new Set(definitions.map(({ address }) => address));
  const name = allowed.find((address) => !known.has(address));
  if (name === undefined) return;
  const near = suggest(name, known);
  throw new CrmError('usage', {
    code: 'PLAN.UNKNOWN_ADDRESS',
    severity: 'error',
    summary: `there is no \`${name}\` to allow anything for`,
    why: '--allow-destructive takes an address as the plan shows it: campaign.autumn.',
    next: ['See what a plan would take away: crm plan'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  });
}

function affectedBy({ address }: PlanChange, reached: readonly Affected[]): Pick<PlanChange, 'affected'> {
  const affected = reached.filter(({ because }) => because.includes(address)).map((one) => one.address);
  return affected.length > 0 ? { affected } : {};
}

/** Campaigns whose files are as they were, with what becomes of them all the same. */
async function unchangedCampaigns(
  desk: PlanDesk,
  { changes, reached }: { changes: readonly PlanChange[]; reached: readonly Affected[] },
): Promise<PlanAffected[]> {
  const changed = new Set(changes.map(({ address }) => address));
  const affected: PlanAffected[] = [];
  for (const { address, because, copy } of reached) {
    const definition = desk.workspace.campaigns.get(idOf(address));
    if (changed.has(address) || !definition) continue;
    const facts = await planCampaign(desk, { id: definition.id, campaign: definition.value, copy });
    affected.push({ address, file: definition.source.path, line: 1, because, ...facts });
  }
  return affected;
}
