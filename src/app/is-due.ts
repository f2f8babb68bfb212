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
  if (runs.some((run) => run.campaign === campaign.id && run.state !== 'done')) return true;
  const slot = dueSlot(campaign.value, asOf, timezone);
  if (!slot) return false;
  const existing = await existingRun({ ledger }, { id: `${campaign.id}@${slot.id}`, campaign, slot });
  return !existing || existing.opensAgain;
}
