import { acceptsAddress } from '../channels/accepts/index.ts';
import { openChannel } from '../channels/index.ts';
import { type DeliverResult, deliver } from '../deliver/index.ts';
import type { Run, RunCounts } from '../model/delivery.ts';
import { mediumOf } from '../model/medium-of.ts';
import { appliedLoad } from './applied-load.ts';
import { campaignCopies } from './applied-workspace.ts';
import { armsInOrder } from './arms-in-order.ts';
import { channelSettings } from './channel-settings.ts';
import { enqueueRun } from './enqueue-run.ts';
import { systemValues } from './preview-copy.ts';
import type { DueRun, SendDesk } from './send-desk.ts';
import { type RunReport, summarizeRun } from './send-report.ts';

/** Writes a run's audience down and sends what is queued, until all is settled or something stops it. */
export async function sendRun(desk: SendDesk, due: DueRun, lost: AbortSignal): Promise<RunReport> {
  const { context, ledger } = desk;
  const started = context.ticks();
  const stop = AbortSignal.any([context.stop, lost]);
  const run = await enqueueRun(desk, due, stop);
  const before = await ledger.counts(run.id);
  if (run.state === 'done')
    return summarizeRun(run, armsInOrder(before, due.campaign.value), { sentNow: 0, seconds: 0 });
  const { counts, stopped } = await deliverRun(desk, due, { run, stop, onProgress: progressOf(desk, due, before) });
  const seconds = (context.ticks() - started) / 1000;
  return summarizeRun(run, armsInOrder(counts, due.campaign.value), {
    sentNow: counts.sent - before.sent,
    seconds,
    ...(stopped ? { stopped } : {}),
  });
}

interface Delivering {
  readonly run: Run;
  readonly stop: AbortSignal;
  readonly onProgress: (settled: number) => void;
}

async function deliverRun(desk: SendDesk, { campaign }: DueRun, delivering: Delivering): Promise<DeliverResult> {
  const { context, ledger, store, applied, generation } = desk;
  const medium = mediumOf(campaign.value);
  const channel = await openChannel({ medium, settings: channelSettings(desk, medium), root: context.root });
  try {
    return await deliver({
      ...delivering,
      ledger,
      store,
      program: desk.program(context.asOf),
      channel,
      campaign: campaign.value,
      generation,
      load: appliedLoad(applied, campaign),
      copies: await campaignCopies(applied, campaign),
      system: systemValues(applied.config.channels, medium),
      accepts: acceptsAddress(medium),
      hashAddress: ledger.hashAddress,
      now: () => (context.pinned ? context.asOf : context.wall()),
      wall: context.wall,
      ticks: context.ticks,
      leaseMs: context.leaseMs,
    });
  } finally {
    await channel.close();
  }
}

function progressOf({ context }: SendDesk, { campaign }: DueRun, { queued }: RunCounts): (settled: number) => void {
  const started = context.ticks();
  const say = (n: number): string => Math.round(n).toLocaleString('en');
  let settled = 0;
  return (n) => {
    settled += n;
    const rate = settled / Math.max(0.001, (context.ticks() - started) / 1000);
    context.progress(`${campaign.id}: ${say(settled)} of ${say(queued)} messages, ${say(rate)}/s`);
  };
}
