import type { Diagnostic } from '../base/diagnostic.ts';
import type { Run, RunCounts, RunStop } from '../model/delivery.ts';
import type { PlanPreview } from '../model/plan.ts';
import type { NotDue } from './due-runs.ts';

/** What became (or would become) of one run; the counts add up to `audience`. */
export interface RunReport {
  readonly run: string;
  readonly campaign: string;
  readonly revision: number;
  readonly audience: number;
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
  readonly held_out: number;
  readonly expired: number;
  readonly cancelled: number;
  readonly queued: number;
  /** Of those, who wait until the limits of messages leave room; left out when nobody does. */
  readonly capped?: number;
  /** From when on the first of them may get a message. */
  readonly capped_until?: string;
  readonly skipped: Readonly<Record<string, number>>;
  readonly variants: Readonly<Record<string, number>>;
  readonly sent_now: number;
  readonly rate_per_s: number;
  readonly duration_s: number;
  readonly stopped?: RunStop;
  /** Only in a dry run as of a moment that has passed: how many of those left out are so by withdrawals since. */
  readonly withdrawn_since?: number;
  /** Only in a dry run: the copy as the personas would get it. */
  readonly previews?: readonly PlanPreview[];
}

export interface SendReport {
  readonly dry_run: boolean;
  readonly runs: readonly RunReport[];
  /** Campaigns that were asked for and send nothing now. */
  readonly not_due: readonly NotDue[];
  /** What somebody should know before, or did confirm. */
  readonly diagnostics?: readonly Diagnostic[];
}

interface Timing {
  readonly sentNow: number;
  readonly seconds: number;
  readonly stopped?: RunReport['stopped'];
}

export function summarizeRun(
  run: Pick<Run, 'id' | 'campaign' | 'revision'>,
  counts: RunCounts,
  { sentNow, seconds, stopped }: Timing,
): RunReport {
  return {
    run: run.id,
    campaign: run.campaign,
    revision: run.revision,
    audience: counts.audience,
    sent: counts.sent,
    failed: counts.failed,
    unknown: counts.unknown,
    held_out: counts.heldOut,
    expired: counts.expired,
    cancelled: counts.cancelled,
    queued: counts.queued,
    ...(counts.capped > 0 ? { capped: counts.capped } : {}),
    ...(counts.cappedUntil === undefined ? {} : { capped_until: counts.cappedUntil }),
    skipped: counts.skipped,
    variants: counts.arms,
    sent_now: sentNow,
    rate_per_s: seconds > 0 ? Math.round(sentNow / seconds) : 0,
    duration_s: Math.round(seconds * 100) / 100,
    ...(stopped ? { stopped } : {}),
  };
}
