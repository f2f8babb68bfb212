import type { ChannelOutcome, OutgoingMessage } from '../model/channel.ts';
import type { ClaimedDelivery, RunStop } from '../model/delivery.ts';
import { lockLost } from '../model/locks-ledger.ts';
import type { DeliveryLedger } from '../model/ports.ts';
import { groupCommit } from './group-commit.ts';
import type { Prepare, Prepared } from './prepare.ts';
import { rateLimiter } from './rate-limiter.ts';
import { type DeliverRequest, isExpired } from './request.ts';
import { toVerdict } from './to-verdict.ts';

export interface Dispatch {
  readonly settle: Prepare['settle'];
  send(ready: readonly Prepared[]): Promise<void>;
  halted(): RunStop | undefined;
}

/** Takes prepared messages through intent, call and acknowledgement, as many at once as the channel's window allows. */
export function createDispatch(request: DeliverRequest): Dispatch {
  const { ledger, channel, leaseMs, generation, stop } = request;
  const down = new AbortController();
  let why: RunStop | undefined;
  const halt = (stopped: RunStop): void => {
    why ??= stopped;
    down.abort();
  };
  const halted = (): RunStop | undefined => why ?? (stop.aborted ? stoppedBy(stop) : undefined);
  const limit = rateLimiter(channel.rate, request.ticks, AbortSignal.any([stop, down.signal]));
  const freshMs = freshness(channel.rate);
  const intend = groupCommit((deliveries: readonly ClaimedDelivery[]) =>
    ledger.intend({ deliveries, leaseMs, generation, load: { rules: request.load, now: request.now() } }),
  );
  const acknowledge = groupCommit((verdicts: Parameters<DeliveryLedger['acknowledge']>[0]) =>
    ledger.acknowledge(verdicts),
  );
  const settle: Prepare['settle'] = async (delivery, verdict) => {
    await acknowledge({ delivery, verdict, at: request.now().toISOString() });
    if (verdict.status !== 'queued') request.onProgress(1);
  };
  const sendOne = async ({ delivery, message, readAt }: Prepared): Promise<void> => {
    if (!halted()) await limit();
    if (halted()) return settle(delivery, { status: 'queued', reason: 'stopped' });
    // Whoever withdrew meanwhile is asked again.
    if (request.ticks() - readAt > freshMs) return settle(delivery, { status: 'queued', reason: 'waited' });
    if (isExpired(delivery, request.now())) return settle(delivery, { status: 'expired', reason: 'too_late' });
    const mine = await intend(delivery);
    if (mine === 'changed') {
      halt({ kind: 'changed', reason: 'something was applied meanwhile' });
      return settle(delivery, { status: 'queued', reason: 'changed' });
    }
    // Not ours any more: another process has taken the row, or it was settled, or its person has had as many as allowed.
    if (!mine.has(delivery.id)) return;
    const outcome = await call(request, message);
    if (outcome.kind === 'channel_down') halt({ kind: 'channel', reason: outcome.reason });
    await settle(delivery, toVerdict(outcome, delivery.attempt + 1));
  };
  return { settle, halted, send: (ready) => inLanes(ready, channel.window, sendOne) };
}

const stoppedBy = ({ reason }: AbortSignal): RunStop =>
  reason === lockLost
    ? { kind: 'lock', reason: 'another process has taken the lock over' }
    : { kind: 'signal', reason: 'stopped by a signal' };

/** How long what was read of a person may be used: some seconds, or as long as a slow rate makes a batch wait. */
const freshness = (rate: number | undefined): number => 10_000 + (rate === undefined ? 0 : 2000 / rate);

/** Channels never throw; one that does all the same has proven nothing. */
async function call({ channel }: DeliverRequest, message: OutgoingMessage): Promise<ChannelOutcome> {
  try {
    return await channel.send(message);
  } catch {
    return { kind: 'unknown', reason: 'channel:error' };
  }
}

/** Works through the items with so many lanes. A failure ends them all: after their item, so that nothing goes on unseen. */
async function inLanes<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined && failures.length === 0; item = items[next++]) {
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
}
