import { addDuration } from '../base/duration.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import { pullOutcomes } from '../pull/index.ts';
import { pullReceipts } from '../pull/receipts/index.ts';
import { appliedLists, fromWorkspace } from './applied-lists.ts';
import { askWithLedger } from './ask-with-ledger.ts';
import { campaignHistories, type PastExperiment } from './campaign-history.ts';
import { compileForStore } from './compile-for-store.ts';
import { connectLedger, connectStore, storeAddress, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import { recordStays } from './record-stays.ts';

export interface Pulled {
  readonly workspace: string;
  /** The workspace's zone, in which people read the times. */
  readonly timezone: string;
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
  return using([connectLedger(context, config), connectStore(context, config)], async (ledger, opened) => {
    const store = askWithLedger(opened, ledger);
    const { applied, histories } = await campaignHistories(ledger, []);
    const { lists, unknown } = await appliedLists(applied.segments, fromWorkspace(context.root));
    const compiled = await compileForStore(store, {
      store: { ...applied.config.store, url: storeAddress(context, config).url },
      timezone: applied.config.timezone,
      segments: applied.segments,
      lists,
      campaigns: applied.campaigns,
    });
    const program = compiled(context.asOf);
    const receipts = await pullReceipts({
      ledger,
      store,
      program,
      engagement: applied.config.engagement ?? {},
      until: context.asOf,
    });
    await recordStays({ store, ledger, program, segments: applied.segments, unknown, at: context.asOf });
    const outcomes: Record<string, number> = {};
    const open: string[] = [];
    for (const { id, experiments } of histories) {
      // Earlier experiments too: a new salt does not end what people do. The latest one stands for the campaign.
      for (const experiment of experiments.toReversed()) {
        const pulled = await pullExperiment(context, { ledger, store, program }, experiment);
        if (!pulled) continue;
        outcomes[`${id}/${experiment.metric.id}`] = pulled.converted;
        if (pulled.open && !open.includes(id)) open.push(id);
      }
    }
    return {
      workspace: applied.config.workspace,
      timezone: applied.config.timezone,
      receipts,
      outcomes,
      until: context.asOf.toISOString(),
      open_windows: open,
    };
  });
}

interface Sources {
  readonly ledger: OpenLedger;
  readonly store: Store;
  readonly program: Program;
}

async function pullExperiment(
  context: AppContext,
  { ledger, store, program }: Sources,
  { key, metric, within, measure }: PastExperiment,
): Promise<{ converted: number; open: boolean } | undefined> {
  const until = context.asOf.toISOString();
  const span = await ledger.assignedSpan({ ...key, until });
  if (!span) return undefined;
  const before = await ledger.pulled(key);
  // People whose window (and the grace for late events) had closed at the last pull have nothing new to tell,
  // unless something else is measured now, or an earlier instant is asked for.
  const known = before && before.measure === measure && before.until <= until ? new Date(before.until) : undefined;
  const assignedAfter = known && addDuration(addDuration(known, within, -1), grace, -1).toISOString();
  await pullOutcomes({
    ledger,
    store,
    program,
    experiment: key,
    metric,
    within,
    assignedAfter,
    progress: (people) => context.progress(`${key.campaign}: ${people.toLocaleString('en')} people looked at`),
  });
  await ledger.markPulled(key, { until, measure });
  const sums = await ledger.metricSums({ ...key, until }, metric.id);
  const converted = sums.reduce((total, arm) => total + arm.converted, 0);
  return { converted, open: addDuration(new Date(span.last), within) > context.asOf };
}
