import { digest } from '../base/digest.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';
import type { Run } from '../model/delivery.ts';
import type { PlanAction } from '../model/plan.ts';
import { changesBetween } from '../plan/changes/index.ts';
import { git } from './ask-git.ts';
import { connectExistingLedger, environmentName } from './connect.ts';
import type { AppContext } from './context.ts';
import { desiredDefinitions } from './desired-definitions.ts';
import { requireWorkspace } from './open-workspace.ts';

interface Applied {
  readonly address: string;
  readonly revision: number;
  readonly applied_by: string;
  readonly applied_at: string;
}

/** A definition that the ledger holds with another content than was applied. */
export interface Altered extends Applied {
  readonly kind: 'altered';
}

/** A definition that is applied otherwise than the files say. */
export interface Differs extends Applied {
  readonly kind: 'differs';
  /** What applying the files would do to it. */
  readonly action: PlanAction;
  readonly commit: string | null;
  /** Whether that commit is part of what is checked out; null when nobody can tell. */
  readonly in_history: boolean | null;
}

/** A run that sent another number of messages than was planned. */
export interface Sends {
  readonly kind: 'sends';
  readonly address: string;
  readonly run: string;
  readonly planned: number;
  readonly sent: number;
}

export interface Drift {
  readonly workspace: string;
  readonly timezone: string;
  readonly environment: string;
  /** How many definitions were looked at. */
  readonly definitions: number;
  readonly drift: readonly (Altered | Differs | Sends)[];
}

/** What is not as it was applied, or not as the files say, and what was not sent as it was planned. Changes nothing. */
export async function findDrift(context: AppContext): Promise<Drift> {
  const { workspace, lists } = await requireWorkspace(context.root);
  const { value } = workspace.config;
  const ledger = connectExistingLedger(context, workspace.config);
  const about = { workspace: value.workspace, timezone: value.timezone, environment: environmentName(context) };
  if (!ledger) return { ...about, definitions: 0, drift: [] };
  try {
    const definitions = await ledger.definitions();
    const files = desiredDefinitions(workspace, lists, context.environment);
    const altered = definitions.filter(isAltered);
    const { changes } = changesBetween(files, definitions);
    const differs: Differs[] = [];
    for (const { address, action } of changes) {
      const base = definitions.find((one) => one.address === address);
      // What was never applied has not drifted; what was altered has another digest for another reason.
      if (!base || altered.includes(base)) continue;
      const [last] = await ledger.revisions(address);
      const commit = last?.commit ?? null;
      differs.push({ kind: 'differs', ...applied(base), action, commit, in_history: inHistory(context.root, commit) });
    }
    return {
      ...about,
      definitions: definitions.filter(({ content }) => content !== undefined).length,
      drift: [
        ...altered.map((one) => ({ kind: 'altered' as const, ...applied(one) })),
        ...differs,
        ...(await unplannedSends(ledger, definitions)),
      ],
    };
  } finally {
    await ledger.close();
  }
}

const applied = ({ address, revision, appliedBy, appliedAt }: AppliedDefinition): Applied => ({
  address,
  revision,
  applied_by: appliedBy,
  applied_at: appliedAt,
});

const isAltered = ({ content, digest: said }: AppliedDefinition): boolean =>
  content !== undefined && digest(content) !== said;

/** A clone that does not have the commit cannot have it in its history. */
function inHistory(root: string, commit: string | null): boolean | null {
  if (commit === null || git(root, ['rev-parse', '--verify', '--quiet', 'HEAD']) === undefined) return null;
  return git(root, ['merge-base', '--is-ancestor', commit, 'HEAD']) !== undefined;
}

/** So much more or less than was planned is nothing to look at. */
const tolerated = { share: 0.2, messages: 10 };

/** Of every live campaign the first whole run since it was planned. Later runs find other people: nobody planned those. */
async function unplannedSends(ledger: OpenLedger, definitions: readonly AppliedDefinition[]): Promise<Sends[]> {
  const forecasts = await ledger.forecasts();
  const runs = await ledger.runs();
  const found: Sends[] = [];
  for (const { address, content } of definitions) {
    const forecast = forecasts.get(address);
    if (!forecast || content === undefined) continue;
    const run = firstSince(runs, address, forecast.at);
    if (run?.state !== 'done') continue;
    const { sent, unknown } = await ledger.counts(run.id);
    const off = Math.abs(sent + unknown - forecast.messages);
    if (off > Math.max(tolerated.messages, tolerated.share * forecast.messages))
      found.push({ kind: 'sends', address, run: run.id, planned: forecast.messages, sent: sent + unknown });
  }
  return found;
}

const firstSince = (runs: readonly Run[], address: string, at: string): Run | undefined =>
  runs
    .filter(({ campaign, asOf }) => `campaign.${campaign}` === address && new Date(asOf) >= new Date(at))
    .sort((a, b) => (a.asOf < b.asOf ? -1 : 1))[0];
