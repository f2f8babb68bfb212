import { digest } from '../base/digest.ts';
import { addDuration, parseDuration } from '../base/duration.ts';
import { compile } from '../compile/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
import { campaignSalt } from '../model/campaign-salt.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import { pullOutcomes } from '../pull/index.ts';
import { pullReceipts } from '../pull/receipts/index.ts';
import type { AppliedCampaign, AppliedWorkspace } from './applied-workspace.ts';
import { connectLedger, connectStore, storeAddress, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import { requireApplied } from './select-campaigns.ts';

export interface Pulled {
  readonly receipts: Readonly<Record<string, number>>;
  /** People with an outcome, by campaign and metric: campaign/metric. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly until: string;
  /** Campaigns whose people still have time to act. */
  readonly open_windows: readonly string[];
}

/** Late events are looked for this long after a window has closed. */
const grace = { amount: 2, unit: 'd' } as const;

/** Fetches what people did after they were assigned, held-out people too. Repeating it counts nothing twice. */
export async function pullResults(context: AppContext): Promise<Pulled> {
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config), connectStore(context, config)], async (ledger, store) => {
    const applied = requireApplied(await ledger.definitions());
    const program = compile({
      store: { ...applied.config.store, url: storeAddress(context, config).url },
      timezone: applied.config.timezone,
      segments: applied.segments,
      now: context.asOf,
    });
    const receipts = await pullReceipts({
      ledger,
      store,
      program,
      engagement: applied.config.engagement ?? {},
      until: context.asOf,
    });
    const outcomes: Record<string, number> = {};
    const open: string[] = [];
    for (const campaign of applied.campaigns.values()) {
      const pulled = await pullCampaign(context, { ledger, store, program, applied }, campaign);
      if (!pulled) continue;
      outcomes[`${campaign.id}/${campaign.value.goal.metric}`] = pulled.converted;
      if (pulled.open) open.push(campaign.id);
    }
    return { receipts, outcomes, until: context.asOf.toISOString(), open_windows: open };
  });
}

interface Sources {
  readonly ledger: OpenLedger;
  readonly store: Store;
  readonly program: Program;
  readonly applied: AppliedWorkspace;
}

async function pullCampaign(
  context: AppContext,
  { ledger, store, program, applied }: Sources,
  { id, value }: AppliedCampaign,
): Promise<{ converted: number; open: boolean } | undefined> {
  const experiment = { campaign: id, salt: campaignSalt(id, value) };
  const span = await ledger.assignedSpan(experiment);
  const metric = applied.config.metrics?.[value.goal.metric];
  const within = parseDuration(value.goal.within);
  if (!span || !metric || !within) return undefined;
  const until = context.asOf.toISOString();
  const measure = digest({ metric, within, experiment });
  const before = await ledger.pulled(id);
  // People whose window (and the grace for late events) had closed at the last pull have nothing new to tell,
  // unless something else is measured now, or an earlier instant is asked for.
  const known = before && before.measure === measure && before.until <= until ? new Date(before.until) : undefined;
  const assignedAfter = known && addDuration(addDuration(known, within, -1), grace, -1).toISOString();
  await pullOutcomes({
    ledger,
    store,
    program,
    experiment,
    metric: { id: value.goal.metric, definition: metric },
    within,
    assignedAfter,
    progress: (people) => context.progress(`${id}: ${people.toLocaleString('en')} people looked at`),
  });
  await ledger.markPulled(id, { until, measure });
  const sums = await ledger.metricSums({ experiment, metric: value.goal.metric });
  const converted = sums.reduce((total, arm) => total + arm.converted, 0);
  return { converted, open: addDuration(new Date(span.last), within) > context.asOf };
}
