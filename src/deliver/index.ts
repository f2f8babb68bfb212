import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '../model/channel.ts';
import type { RunStop } from '../model/delivery.ts';
import { createDispatch } from './dispatch.ts';
import { keepFresh } from './keep-fresh.ts';
import { type Prepare, type Prepared, prepare } from './prepare.ts';
import type { DeliverRequest, DeliverResult } from './request.ts';
import { withdrawnAddresses } from './withdrawn-addresses.ts';

export type { DeliverRequest, DeliverResult };

/**
 * Sends what is queued in a run. The channel is called only after `sending` was committed, and whatever it does not prove is `unknown`.
 * Safe to run again, and beside another process: rows are claimed by lease and fence. It ends when nothing is left to do, also
 * for another process, living or dead: a lease that somebody else holds is waited for.
 */
export async function deliver(request: DeliverRequest): Promise<DeliverResult> {
  const { ledger, run, leaseMs, stop } = request;
  const dispatch = createDispatch(request);
  const withdrawn = keepFresh(() => withdrawnAddresses({ ...request, withdrawnBy: request.wall() }), {
    ticks: request.ticks,
    maxAgeMs: 10_000,
  });
  for (;;) {
    await ledger.reap(run.id);
    if (dispatch.halted()) break;
    const claimed = await ledger.claim({ run: run.id, limit: batchSize(request.channel), leaseMs, now: request.now() });
    if (claimed.length === 0) {
      const wait = await ledger.nextRetry(run.id);
      if (wait === undefined) break;
      await sleep(Math.min(1000, Math.max(20, wait)), undefined, { signal: stop }).catch(() => undefined);
      continue;
    }
    // Also of what is being sent: a slow server may take longer than a lease.
    const renewal = setInterval(
      () => void ledger.renew({ deliveries: claimed, leaseMs }).catch(() => undefined),
      leaseMs / 3,
    );
    try {
      const { settle } = dispatch;
      const ready = await settledOnFailure({ claimed, settle }, async () =>
        prepare(request, { claimed, settle, withdrawn: await withdrawn() }),
      );
      await dispatch.send(ready);
    } finally {
      clearInterval(renewal);
    }
  }
  const counts = await ledger.counts(run.id);
  if (counts.queued === 0) await ledger.finish(run.id);
  const stopped = dispatch.halted() ?? (counts.queued > 0 && counts.capped === counts.queued ? capped : undefined);
  return stopped ? { counts, stopped } : { counts };
}

const capped: RunStop = { kind: 'limits', reason: 'they have had as many messages as the limits allow' };

/** A few seconds' worth, so that nobody waits long between being looked at and being written to. */
function batchSize({ window, rate }: Channel): number {
  const most = Math.max(200, window * 4);
  return rate === undefined ? most : Math.min(most, Math.ceil(rate * 5));
}

/** When the people cannot be read, their rows go back at once; nothing was sent to anybody. */
async function settledOnFailure(
  { claimed, settle }: Pick<Prepare, 'claimed' | 'settle'>,
  work: () => Promise<Prepared[]>,
): Promise<Prepared[]> {
  try {
    return await work();
  } catch (error) {
    await Promise.allSettled(claimed.map((delivery) => settle(delivery, { status: 'queued', reason: 'not_prepared' })));
    throw error;
  }
}
