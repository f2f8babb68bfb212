import { dueSlot } from '../deliver/due/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { Run } from '../model/delivery.ts';
import type { AppliedCampaign } from './applied-workspace.ts';
import { existingRun } from './existing-run.ts';

interface Now {
  readonly ledger: OpenLedger;
  /** All runs of the ledger. */
  readonly runs: readonly Run[];
  readonly asOf: Date;
  readonly timezone: string;
}

/** Whether a send would begin a run of this campaign now, or go on with one. */
export async function isDue(campaign: AppliedCampaign, { ledger, runs, asOf, timezone }: Now): Promise<boolean> {
  if ((campaign.value.status ?? 'active') !== 'active') return false;
  const unfinished = runs.filter((run) => run.campaign === campaign.id && run.state !== 'done');
  for (const run of unfinished) if (!(await isHeld(run, { ledger, asOf }))) return true;
  const slot = dueSlot(campaign.value, asOf, timezone);
  if (!slot) return false;
  const existing = await existingRun({ ledger }, { id: `${campaign.id}@${slot.id}`, campaign, slot });
  return !existing || existing.opensAgain;
}

/** Whether everybody who still waits in a run has had as many messages as allowed, and nothing else is to be done. */
async function isHeld(run: Run, { ledger, asOf }: Pick<Now, 'ledger' | 'asOf'>): Promise<boolean> {
  const { queued, capped, cappedUntil } = await ledger.counts(run.id);
  if (run.state === 'enqueuing' || queued === 0 || queued !== capped || cappedUntil === undefined) return false;
  const later = [cappedUntil, run.expiresAt].every((time) => time === undefined || new Date(time) > asOf);
  // What was applied since may have made room.
  return later && run.generation === (await ledger.generation());
}
