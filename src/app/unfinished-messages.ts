import type { Run } from '../model/delivery.ts';
import type { CampaignFacts } from '../model/plan.ts';
import type { Store } from '../model/ports.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { countLeftOut } from './count-left-out.ts';
import type { PlanDesk } from './plan-desk.ts';
import { surveyAudience } from './survey-audience.ts';

interface Live {
  readonly id: string;
  readonly campaign: CampaignFile;
  /** A run that the change opens again is decided about anew, and counted there. */
  readonly opened: string | undefined;
}

/** What an interrupted run has left to do: who waits in it, and who was not decided about yet. */
export async function unfinishedMessages(
  desk: PlanDesk,
  store: Store,
  { id, campaign, opened }: Live,
): Promise<CampaignFacts['unfinished']> {
  const runs = desk.unfinished.filter((run) => run.campaign === id);
  let messages = 0;
  for (const run of runs) {
    const { leave, back } = await countLeftOut({ ...desk, store, program: desk.after, id, campaign, run: run.id });
    messages += (await desk.ledger.counts(run.id)).queued - leave + back;
    if (run.state === 'enqueuing' && run.id !== opened) messages += await undecided(desk, store, { id, campaign, run });
  }
  return runs.length > 0 ? { runs: runs.length, messages } : undefined;
}

async function undecided(
  { ledger, after, workspace }: PlanDesk,
  store: Store,
  { id, campaign, run }: Pick<Live, 'id' | 'campaign'> & { run: Run },
): Promise<number> {
  const { arms } = await surveyAudience({
    store,
    ledger,
    program: after,
    id,
    campaign,
    run: run.id,
    now: new Date(run.asOf),
    after: run.cursor,
    globalHoldout: workspace.config.value.holdout,
    progress: () => undefined,
  });
  return Object.values(arms).reduce((sum, n) => sum + n, 0);
}
