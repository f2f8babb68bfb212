import type { RunCounts } from '../model/delivery.ts';
import { inFileOrder } from '../model/in-file-order.ts';
import type { CampaignFile } from '../model/workspace.ts';

/** The counts of a run with its arms in the order of plan and report. */
export const armsInOrder = (counts: RunCounts, campaign: CampaignFile): RunCounts => ({
  ...counts,
  arms: Object.fromEntries(inFileOrder(Object.entries(counts.arms), ([arm]) => arm, campaign)),
});
