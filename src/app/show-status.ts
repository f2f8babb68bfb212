import { Temporal } from 'temporal-polyfill';
import { nextSlot } from '../deliver/due/index.ts';
import type { Run } from '../model/delivery.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { armsInOrder } from './arms-in-order.ts';
import { connectLedger, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { isDue } from './is-due.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import { requireApplied, selectCampaigns } from './select-campaigns.ts';
import { type RunReport, summarizeRun } from './send-report.ts';
import { type UnfinishedRun, unfinishedRuns } from './unfinished-runs.ts';

export interface CampaignStatus {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly revision: number;
  readonly next_run: string | null;
  /** A send would begin a run now, or go on with one. */
  readonly due: boolean;
  /** `at` is the instant of its slot. */
  readonly last_run: (RunReport & { readonly state: 'done' | UnfinishedRun['state']; readonly at: string }) | null;
  /** Runs in which people still wait: the last one, or any before it. */
  readonly unfinished: readonly UnfinishedRun[];
  /** Messages of all runs that were handed over and never answered for. */
  readonly unknown: number;
}

export interface Status {
  readonly workspace: string;
  /** The workspace's zone, in which people read the times. */
  readonly timezone: string;
  readonly campaigns: readonly CampaignStatus[];
}

/** What is applied, when it runs next, and how its last run went: of the named campaigns, or of all. */
export async function showStatus(context: AppContext, names: readonly string[] = []): Promise<Status> {
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config)], async (ledger) => {
    const applied = requireApplied(await ledger.definitions());
    const { workspace, timezone } = applied.config;
    const runs = await ledger.runs();
    const unknowns = await ledger.unknowns();
    const campaigns: CampaignStatus[] = [];
    for (const campaign of selectCampaigns(applied, names)) {
      const { id, revision, value } = campaign;
      const status = value.status ?? 'active';
      const run = runs.findLast((one) => one.campaign === id);
      const unfinished = await unfinishedRuns(ledger, id, runs);
      const next = status === 'active' ? nextSlot(value, context.asOf, timezone) : undefined;
      campaigns.push({
        id,
        title: value.title,
        status,
        revision,
        next_run: next?.at.toISOString() ?? null,
        due: await isDue(campaign, { ledger, runs, asOf: context.asOf, timezone }),
        last_run: run
          ? {
              ...summarizeRun(run, armsInOrder(await ledger.counts(run.id), value), { sentNow: 0, seconds: 0 }),
              state: unfinished.find((one) => one.run === run.id)?.state ?? 'done',
              at: slotInstant(run, value, timezone),
            }
          : null,
        unfinished,
        unknown: unknowns.get(id) ?? 0,
      });
    }
    return { workspace, timezone, campaigns };
  });
}

/** A slot is a local time in the campaign's zone. */
function slotInstant({ slot, asOf }: Run, { trigger }: CampaignFile, workspaceZone: string): string {
  const own = 'at' in trigger ? trigger.zone : trigger.schedule.zone;
  const zone = own === undefined || own === 'workspace' ? workspaceZone : own;
  try {
    return new Date(Temporal.PlainDateTime.from(slot).toZonedDateTime(zone).epochMilliseconds).toISOString();
  } catch {
    // Another trigger may have named its slots in another way: then it is when the run began.
    return asOf;
  }
}
