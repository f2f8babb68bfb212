import { addDuration, parseDuration } from '../base/duration.ts';
import type { FunnelRow, MetricSums } from '../model/ports.ts';
import type { Report } from '../model/report.ts';
import type { CampaignFile, Metric } from '../model/workspace.ts';
import { treatedArms } from './arm-sums.ts';
import { cautionsOf } from './cautions.ts';
import { compareArms } from './compare-arms.ts';
import { funnelOf } from './funnel.ts';
import { goalResult } from './goal-result.ts';
import { sampleRatioOf } from './sample-ratio-of.ts';

export interface ReportInput {
  readonly workspace: string;
  readonly environment: string;
  readonly simulated: boolean;
  readonly currency: string | undefined;
  readonly campaign: { readonly id: string; readonly revision: number; readonly value: CampaignFile };
  readonly metric: Metric;
  /** Outcomes up to here are in. */
  readonly asOf: Date;
  readonly assigned: { readonly first: string; readonly last: string };
  readonly funnel: readonly FunnelRow[];
  readonly sums: readonly MetricSums[];
  readonly skipped: Readonly<Record<string, number>>;
  readonly contaminated: number;
  readonly confidence: number;
}

/** Everything a campaign's report says, from counts alone. Arms are compared as assigned, never as received. */
export function report(input: ReportInput): Report {
  const { campaign, metric, sums, assigned, asOf, confidence } = input;
  const elapsed = elapsedShare(campaign.value.goal.within, assigned, asOf);
  const srm = sampleRatioOf(campaign.value, sums);
  const withheld = { mismatch: srm?.alarm ?? false, contaminated: input.contaminated > 0, open: elapsed < 1 };
  const comparisons = compareArms({ goal: campaign.value.goal, metric, sums, withheld, confidence });
  const people = sums.reduce((sum, arm) => sum + arm.people, 0);
  return {
    format: 'crm.report/v1',
    workspace: input.workspace,
    environment: input.environment,
    campaign: {
      id: campaign.id,
      title: campaign.value.title,
      owner: campaign.value.owner,
      stage: campaign.value.stage,
      channel: campaign.value.messages[0]?.channel ?? 'email',
      revision: campaign.revision,
    },
    as_of: asOf.toISOString(),
    simulated: input.simulated,
    currency: input.currency,
    confidence,
    assigned: { ...assigned, people },
    window_elapsed: elapsed,
    skipped: input.skipped,
    funnel: funnelOf(input.funnel, sums, confidence),
    goal: goalResult({ goal: campaign.value.goal, metric, sums, elapsed, confidence }),
    comparisons,
    srm,
    contaminated: input.contaminated,
    volume: { expected: null, actual: input.funnel.reduce((sum, arm) => sum + arm.sent, 0) },
    cautions: cautionsOf({
      comparisons,
      elapsed,
      srm,
      contaminated: input.contaminated,
      unknown: input.funnel.reduce((sum, arm) => sum + arm.unknown, 0),
      hasHoldout: sums.some(({ arm }) => arm === 'holdout'),
      treated: treatedArms(sums).reduce((sum, arm) => sum + arm.people, 0),
      clicks: input.funnel.reduce((sum, { receipts }) => sum + (receipts.clicked ?? 0), 0),
    }),
  };
}

/** How much of the measuring window has passed for the person who was assigned last, 0 to 1. */
function elapsedShare(within: string, { last }: { last: string }, asOf: Date): number {
  const window = parseDuration(within);
  if (!window) return 1;
  const start = new Date(last);
  const length = addDuration(start, window).getTime() - start.getTime();
  return Math.max(0, Math.min(1, (asOf.getTime() - start.getTime()) / length));
}
