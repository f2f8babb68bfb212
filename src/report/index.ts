import { addDuration, parseDuration } from '../base/duration.ts';
import { inFileOrder } from '../model/in-file-order.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { FunnelRow, HoldoutContacts, MessageCounts, MetricSums } from '../model/ports.ts';
import type { Report, ReportedExperiment } from '../model/report.ts';
import type { CampaignFile, Metric } from '../model/workspace.ts';
import { treatedArms } from './arm-sums.ts';
import { cautionsOf } from './cautions.ts';
import { compareArms } from './compare-arms.ts';
import { funnelOf } from './funnel.ts';
import { goalResult } from './goal-result.ts';
import { sampleRatioOf } from './sample-ratio-of.ts';
import { whichNumbers } from './which-numbers.ts';

export interface ReportInput {
  readonly workspace: string;
  readonly environment: string;
  readonly timezone: string;
  readonly simulated: boolean;
  readonly currency: string | undefined;
  readonly campaign: {
    readonly id: string;
    readonly revision: number;
    readonly value: CampaignFile;
    readonly archived: boolean;
  };
  readonly experiment: ReportedExperiment;
  readonly metric: Metric;
  /** Everything up to here is in. */
  readonly asOf: Date;
  /** The instant that was asked for, when it is later than that. */
  readonly askedFor: Date | undefined;
  /** People who were assigned later. */
  readonly assignedLater: number;
  readonly assigned: { readonly first: string; readonly last: string };
  readonly funnel: readonly FunnelRow[];
  readonly sums: readonly MetricSums[];
  readonly skipped: Readonly<Record<string, number>>;
  readonly messages: MessageCounts;
  readonly holdoutContacts: HoldoutContacts;
  readonly confidence: number;
}

/** Everything a campaign's report says, from counts alone. Arms are compared as assigned, never as received. */
export function report(input: ReportInput): Report {
  const { campaign, metric, assigned, asOf, confidence, messages } = input;
  const sums = inFileOrder(input.sums, ({ arm }) => arm, campaign.value);
  const funnel = inFileOrder(input.funnel, ({ arm }) => arm, campaign.value);
  const { goal } = campaign.value;
  const { during: contaminated, before } = input.holdoutContacts;
  const elapsed = elapsedShare(goal.within, assigned, asOf);
  const srm = sampleRatioOf(campaign.value, sums);
  const withheld = { mismatch: srm?.alarm ?? false, contaminated: contaminated > 0, open: elapsed < 1 };
  const comparisons = compareArms({ goal, metric, sums, withheld, confidence, currency: input.currency });
  return {
    format: 'crm.report/v1',
    workspace: input.workspace,
    environment: input.environment,
    timezone: input.timezone,
    campaign: campaignFacts(campaign),
    experiment: input.experiment,
    as_of: asOf.toISOString(),
    simulated: input.simulated,
    currency: input.currency,
    confidence,
    assigned: { ...assigned, people: sums.reduce((sum, arm) => sum + arm.people, 0) },
    window_elapsed: elapsed,
    units: { funnel: 'people', skipped: 'people', volume: 'messages' },
    skipped: input.skipped,
    funnel: funnelOf(funnel, sums, confidence),
    goal: goalResult({ goal, metric, sums, elapsed, confidence, currency: input.currency }),
    comparisons,
    srm,
    contaminated,
    messaged_before: before,
    volume: {
      expected: null,
      actual: messages.sent,
      failed: messages.failed,
      unknown: messages.unknown,
      runs: messages.runs,
    },
    cautions: [
      ...whichNumbers({ ...input, campaign: campaign.id, asOf }),
      ...cautionsOf({
        comparisons,
        elapsed,
        srm,
        contaminated,
        messagedBefore: before,
        unknown: messages.unknown,
        holdout: holdoutState(campaign.value, sums),
        treated: treatedArms(sums).reduce((sum, arm) => sum + arm.people, 0),
        clicks: input.funnel.reduce((sum, { receipts }) => sum + (receipts.clicked ?? 0), 0),
      }),
    ],
  };
}

const campaignFacts = ({ id, revision, value, archived }: ReportInput['campaign']): Report['campaign'] => ({
  id,
  title: value.title,
  owner: value.owner,
  stage: value.stage,
  channel: mediumOf(value),
  revision,
  archived,
});

function holdoutState({ experiment }: CampaignFile, sums: readonly MetricSums[]): 'none' | 'empty' | 'drawn' {
  if (sums.some(({ arm, people }) => arm === 'holdout' && people > 0)) return 'drawn';
  return (experiment?.holdout ?? 0) > 0 ? 'empty' : 'none';
}

/** How much of the measuring window has passed for the person who was assigned last, 0 to 1. */
function elapsedShare(within: string, { last }: { last: string }, asOf: Date): number {
  const window = parseDuration(within);
  if (!window) return 1;
  const start = new Date(last);
  const length = addDuration(start, window).getTime() - start.getTime();
  return Math.max(0, Math.min(1, (asOf.getTime() - start.getTime()) / length));
}
