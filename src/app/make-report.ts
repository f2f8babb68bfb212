import { CrmError } from '../base/crm-error.ts';
import { suggest } from '../base/suggest.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { Report } from '../model/report.ts';
import { report } from '../report/index.ts';
import type { AppliedWorkspace } from './applied-workspace.ts';
import { type CampaignHistory, campaignHistories, type PastExperiment } from './campaign-history.ts';
import { connectLedger, environmentName, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';

export interface ReportOptions {
  /** All campaigns with results when empty. */
  readonly campaigns: readonly string[];
  /** An earlier experiment of the campaign; undefined is the one that it has now. */
  readonly salt: string | undefined;
}

export interface Reports {
  readonly workspace: string;
  readonly reports: readonly Report[];
  /** Campaigns that were sent, and whose results were not pulled yet. */
  readonly waiting: readonly string[];
}

/** The reports of campaigns that have contacted (or held out) somebody. */
export async function makeReports(context: AppContext, { campaigns, salt }: ReportOptions): Promise<Reports> {
  if (salt !== undefined && campaigns.length !== 1) throw whoseSalt(salt);
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config)], async (ledger) => {
    const { applied, histories } = await campaignHistories(ledger, campaigns);
    const reports: Report[] = [];
    const waiting: string[] = [];
    for (const history of histories) {
      const experiment = chosen(assignedBy(context, history), salt);
      const named = campaigns.length > 0;
      if (!experiment) {
        if (named)
          throw nothing(
            history.id,
            `nobody was assigned to it${context.pinned ? ` by ${context.asOf.toISOString()}` : ' yet'}`,
            'Send it first: crm send',
          );
        continue;
      }
      const made = await reportOn({ context, ledger, applied }, history, experiment);
      if (made) reports.push(made);
      else if (named) throw nothing(history.id, 'its results were not pulled yet', 'Pull them first: crm pull');
      else waiting.push(history.id);
    }
    const [first] = waiting;
    if (first !== undefined && reports.length === 0)
      throw nothing(first, 'its results were not pulled yet', 'Pull them first: crm pull');
    return { workspace: applied.config.workspace, reports, waiting };
  });
}

/** An instant that was asked for knows nobody who was assigned later. */
const assignedBy = ({ pinned, asOf }: AppContext, history: CampaignHistory): CampaignHistory =>
  pinned
    ? { ...history, experiments: history.experiments.filter(({ first }) => first <= asOf.toISOString()) }
    : history;

/** The campaign's experiment of now; as long as nobody was assigned in it, the one before. */
function chosen({ id, salt: now, experiments }: CampaignHistory, salt: string | undefined): PastExperiment | undefined {
  if (salt === undefined) return experiments.find((one) => one.salt === now) ?? experiments[0];
  const found = experiments.find((one) => one.salt === salt);
  if (found) return found;
  const salts = experiments.map((one) => one.salt);
  const near = suggest(salt, salts);
  throw new CrmError('usage', {
    code: 'REPORT.UNKNOWN_SALT',
    severity: 'error',
    summary: `nobody was assigned to ${id} under the salt \`${salt}\``,
    why: salts.length > 0 ? `Its experiments have the salts: ${salts.join(', ')}.` : 'Nobody was assigned to it yet.',
    next: [`Without --salt it is the latest: crm report ${id}`],
    ...(near.length > 0 ? { suggestions: near } : {}),
  });
}

interface Desk {
  readonly context: AppContext;
  readonly ledger: OpenLedger;
  readonly applied: AppliedWorkspace;
}

/** Undefined when the experiment's results, as it is measured now, were not pulled. */
async function reportOn(
  { context, ledger, applied }: Desk,
  { id, archived, salt, experiments }: CampaignHistory,
  experiment: PastExperiment,
): Promise<Report | undefined> {
  const pulled = await ledger.pulled(experiment.key);
  if (pulled?.measure !== experiment.measure) return undefined;
  const asOf = new Date(pulled.until);
  if (context.pinned && context.asOf < asOf) throw otherInstant(id, asOf, context.asOf);
  const at = { ...experiment.key, until: pulled.until };
  const assigned = await ledger.assignedSpan(at);
  if (!assigned) return undefined;
  const sums = await ledger.metricSums(at, experiment.metric.id);
  return report({
    workspace: applied.config.workspace,
    environment: environmentName(context),
    timezone: applied.config.timezone,
    simulated: applied.config.simulated ?? false,
    currency: applied.config.currency,
    campaign: { id, revision: experiment.revision, value: experiment.value, archived },
    experiment: {
      salt: experiment.salt,
      current: experiment.salt === salt,
      campaign_salt: salt,
      others: experiments
        .filter((other) => other.salt !== experiment.salt)
        .map(({ salt: its, first, last, people }) => ({ salt: its, first, last, people })),
    },
    metric: experiment.metric.definition,
    asOf,
    askedFor: context.pinned && context.asOf > asOf ? context.asOf : undefined,
    assignedLater: experiment.people - sums.reduce((total, { people }) => total + people, 0),
    assigned,
    funnel: await ledger.funnel(at),
    sums,
    skipped: await ledger.skips(at),
    messages: await ledger.messages(at),
    holdoutContacts: await ledger.holdoutContacts(at, experiment.within),
    confidence: 0.95,
  });
}

const nothing = (id: string, why: string, next: string): CrmError =>
  new CrmError('usage', {
    code: 'REPORT.NOTHING_TO_SHOW',
    severity: 'error',
    summary: `there is no report on ${id}: ${why}`,
    why: 'A report is made of what was sent and of what people did.',
    next: [next],
  });

const otherInstant = (id: string, pulled: Date, asked: Date): CrmError =>
  new CrmError('usage', {
    code: 'REPORT.OTHER_INSTANT',
    severity: 'error',
    summary: `the results of ${id} are those of ${pulled.toISOString()}, not of ${asked.toISOString()}`,
    why: 'What people did is kept as sums up to the last pull, and a sum cannot be cut at an earlier instant.',
    next: [
      `Pull as of then: crm pull --as-of ${asked.toISOString()}`,
      `Or report what is there: crm report ${id} --as-of ${pulled.toISOString()}`,
    ],
  });

const whoseSalt = (salt: string): CrmError =>
  new CrmError('usage', {
    code: 'REPORT.WHOSE_SALT',
    severity: 'error',
    summary: `--salt ${salt} needs the one campaign that it belongs to`,
    why: 'A salt is an experiment of one campaign.',
    next: [`Name it: crm report <campaign> --salt ${salt}`],
  });
