import { nextSlot } from '../deliver/due/index.ts';
import { connectLedger, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import { requireApplied } from './select-campaigns.ts';
import { type RunReport, summarizeRun } from './send-report.ts';

export interface CampaignStatus {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly revision: number;
  readonly next_run: string | null;
  readonly last_run: (RunReport & { readonly state: string }) | null;
  readonly unknown: number;
}

/** What is applied, when it runs next, and how its last run went. */
export async function showStatus(context: AppContext): Promise<{ workspace: string; campaigns: CampaignStatus[] }> {
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config)], async (ledger) => {
    const applied = requireApplied(await ledger.definitions());
    const runs = await ledger.runs();
    const campaigns: CampaignStatus[] = [];
    for (const { id, revision, value } of applied.campaigns.values()) {
      const status = value.status ?? 'active';
      const run = runs.findLast(({ campaign }) => campaign === id);
      const counts = run && (await ledger.counts(run.id));
      campaigns.push({
        id,
        title: value.title,
        status,
        revision,
        next_run:
          status === 'active'
            ? (nextSlot(value, context.asOf, applied.config.timezone)?.at.toISOString() ?? null)
            : null,
        last_run: run && counts ? { ...summarizeRun(run, counts, { sentNow: 0, seconds: 0 }), state: run.state } : null,
        unknown: counts?.unknown ?? 0,
      });
    }
    return { workspace: applied.config.workspace, campaigns };
  });
}
