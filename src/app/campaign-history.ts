import { digest } from '../base/digest.ts';
import { type Duration, parseDuration } from '../base/duration.ts';
import { campaignSalt } from '../model/campaign-salt.ts';
import type { AppliedDefinition, DefinitionsLedger } from '../model/definitions-ledger.ts';
import type { ExperimentKey, ExperimentSpan, Ledger } from '../model/ports.ts';
import type { CampaignFile, Metric } from '../model/workspace.ts';
import type { AppliedCampaign, AppliedWorkspace } from './applied-workspace.ts';
import { requireApplied, selectCampaigns } from './select-campaigns.ts';

/** An experiment that somebody was assigned in, with the campaign as it was last applied under that salt. */
export interface PastExperiment extends ExperimentSpan {
  readonly key: ExperimentKey;
  readonly revision: number;
  readonly value: CampaignFile;
  readonly metric: { readonly id: string; readonly definition: Metric };
  readonly within: Duration;
  /** Tells whether a pull measured this. */
  readonly measure: string;
}

export interface CampaignHistory {
  readonly id: string;
  readonly archived: boolean;
  /** The salt that the campaign has now, or had when it was archived. */
  readonly salt: string;
  /** The latest first. */
  readonly experiments: readonly PastExperiment[];
}

/** What was measured and can be: the named campaigns or all of them, archived ones and earlier salts too. The ledger keeps every revision. */
export async function campaignHistories(
  ledger: Ledger,
  names: readonly string[],
): Promise<{ applied: AppliedWorkspace; histories: CampaignHistory[] }> {
  const definitions = await ledger.definitions();
  const applied = requireApplied(definitions);
  const archived = await archivedCampaigns(ledger, definitions);
  const known = { ...applied, campaigns: new Map([...applied.campaigns, ...archived]) };
  const workspace = definitions.find(({ address }) => address === 'workspace');
  const histories: CampaignHistory[] = [];
  for (const campaign of selectCampaigns(known, names)) {
    histories.push({
      id: campaign.id,
      archived: archived.has(campaign.id),
      salt: campaignSalt(campaign.id, campaign.value),
      experiments: await experimentsOf(ledger, campaign, workspace?.revision ?? 0),
    });
  }
  return { applied, histories };
}

/** Campaigns that have no content any more, with the content that they had last. */
async function archivedCampaigns(
  ledger: DefinitionsLedger,
  definitions: readonly AppliedDefinition[],
): Promise<Map<string, AppliedCampaign>> {
  const campaigns = new Map<string, AppliedCampaign>();
  for (const { address, content, revision } of definitions) {
    if (content !== undefined || !address.startsWith('campaign.')) continue;
    const last = await lastRevision(ledger, { address, from: revision }, (value) => value !== undefined);
    const id = address.slice('campaign.'.length);
    if (last) campaigns.set(id, { id, revision: last.revision, value: last.content as CampaignFile });
  }
  return campaigns;
}

async function experimentsOf(
  ledger: Ledger,
  { id, revision: from }: AppliedCampaign,
  workspaceRevision: number,
): Promise<PastExperiment[]> {
  const found: PastExperiment[] = [];
  for (const span of await ledger.experiments(id)) {
    const underSalt = (content: unknown): boolean =>
      content !== undefined && campaignSalt(id, content as CampaignFile) === span.salt;
    const last = await lastRevision(ledger, { address: `campaign.${id}`, from }, underSalt);
    if (!last) continue;
    const value = last.content as CampaignFile;
    const within = parseDuration(value.goal.within);
    const definition = await metricOf(ledger, value.goal.metric, workspaceRevision);
    if (!within || !definition) continue;
    const key = { campaign: id, salt: span.salt };
    const measure = digest({ metric: definition, within, experiment: key });
    const metric = { id: value.goal.metric, definition };
    found.push({ ...span, key, revision: last.revision, value, metric, within, measure });
  }
  return found;
}

/** A metric as it was applied last: the one of an archived campaign may be gone from crm.yaml. */
async function metricOf(ledger: DefinitionsLedger, id: string, from: number): Promise<Metric | undefined> {
  const metrics = (content: unknown) => (content as AppliedWorkspace['config'] | undefined)?.metrics;
  const has = (content: unknown): boolean => metrics(content)?.[id] !== undefined;
  return metrics((await lastRevision(ledger, { address: 'workspace', from }, has))?.content)?.[id];
}

/** The latest revision of a definition whose content passes. */
async function lastRevision(
  ledger: DefinitionsLedger,
  { address, from }: { address: string; from: number },
  passes: (content: unknown) => boolean,
): Promise<AppliedDefinition | undefined> {
  for (let revision = from; revision > 0; revision--) {
    const one = await ledger.revision(address, revision);
    if (one && passes(one.content)) return one;
  }
  return undefined;
}
