import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, ChannelOutcome, OutgoingMessage } from '../model/channel.ts';
import type { Copy } from '../model/copy.ts';
import type { ClaimedDelivery, Run, RunCounts, Verdict } from '../model/delivery.ts';
import type { PersonFacts } from '../model/person.ts';
import type { DeliveryLedger, Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { whyUnreachable } from './audience/decide.ts';
import { groupCommit } from './group-commit.ts';
import { rateLimiter } from './rate-limiter.ts';

export interface DeliverRequest {
  readonly ledger: DeliveryLedger;
  readonly store: Store;
  readonly program: Program;
  readonly channel: Channel;
  readonly run: Run;
  readonly campaign: CampaignFile;
  /** The copy of each arm. */
  readonly copies: ReadonlyMap<string, Copy>;
  readonly system: Readonly<Record<string, string>>;
  /** Whether an address has the form that the medium needs. */
  readonly accepts: (address: string) => boolean;
  /** The campaign's clock: what `--as-of` moves. */
  readonly now: () => Date;
  /** The wall clock: a withdrawal counts from the moment it was made, whatever `--as-of` says. */
  readonly wall: () => Date;
  /** A monotonic clock in milliseconds. */
  readonly ticks: () => number;
  readonly leaseMs: number;
  /** Aborted: begin nothing new, finish what is in flight. */
  readonly stop: AbortSignal;
  readonly onProgress: (settled: number) => void;
}

export interface DeliverResult {
  readonly counts: RunCounts;
  /** Why it ended before everything was settled. */
  readonly stopped?: { readonly kind: 'signal' | 'channel'; readonly reason: string };
}

const maxAttempts = 5;
const maxBackOff = 300_000;

interface Prepared {
  readonly delivery: ClaimedDelivery;
  readonly message: OutgoingMessage;
}

/**
 * Sends what is queued in a run. The channel is called only after `sending` was committed, and whatever it does not prove is `unknown`.
 * Safe to run again, and beside another process: rows are claimed by lease and fence.
 */
export async function deliver(request: DeliverRequest): Promise<DeliverResult> {
  const { ledger, run, leaseMs } = request;
  const dispatch = createDispatch(request);
  for (;;) {
    await ledger.reap(run.id);
    if (dispatch.halted()) break;
    const claimed = await ledger.claim({
      run: run.id,
      limit: Math.max(200, request.channel.window * 4),
      leaseMs,
      now: request.now().toISOString(),
    });
    if (claimed.length === 0) {
      const wait = await ledger.nextRetry(run.id);
      if (wait === undefined) break;
      await sleep(Math.min(1000, Math.max(20, wait)), undefined, { signal: request.stop }).catch(() => undefined);
      continue;
    }
    const renewal = setInterval(
      () => void ledger.renew({ ids: claimed.map(({ id }) => id), leaseMs }).catch(() => undefined),
      leaseMs / 3,
    );
    try {
      await dispatch.send(await prepare(request, claimed, dispatch.settle));
    } finally {
      clearInterval(renewal);
    }
  }
  const counts = await ledger.counts(run.id);
  if (counts.queued === 0) await ledger.finish(run.id);
  const stopped = dispatch.halted();
  return stopped ? { counts, stopped } : { counts };
}

type Settle = (delivery: ClaimedDelivery, verdict: Verdict) => Promise<void>;

/** Reads the people of claimed rows again: who left, withdrew or cannot be rendered is settled here, the others get their message. */
async function prepare(
  request: DeliverRequest,
  claimed: readonly ClaimedDelivery[],
  settle: Settle,
): Promise<Prepared[]> {
  const { campaign, program, store, copies, run } = request;
  const medium = campaign.messages[0]?.channel ?? 'email';
  const attributes = [...new Set([...copies.values()].flatMap((copy) => copy.attributes))];
  const reading = program.facts({
    medium,
    topic: campaign.topic,
    attributes,
    people: program.everyone,
    withdrawnBy: request.wall(),
    page: { ids: claimed.map(({ person }) => person) },
  });
  const people = new Map<string, PersonFacts>();
  for (const row of await store.all(reading)) {
    const facts = reading.read(row);
    people.set(facts.id, facts);
  }
  const expired = run.expiresAt !== undefined && new Date(run.expiresAt) <= request.now();
  const ready: Prepared[] = [];
  const settled: Promise<void>[] = [];
  for (const delivery of claimed) {
    const made: Prepared | Verdict = expired
      ? { status: 'expired', reason: 'too_late' }
      : compose(request, delivery, people.get(delivery.person));
    if ('status' in made) settled.push(settle(delivery, made));
    else ready.push(made);
  }
  await Promise.all(settled);
  return ready;
}

function compose(
  { campaign, accepts, copies, system, run }: DeliverRequest,
  delivery: ClaimedDelivery,
  facts: PersonFacts | undefined,
): Prepared | Verdict {
  if (!facts) return { status: 'skipped', reason: 'gone' };
  const unreachable = whyUnreachable(facts, { campaign, accepts });
  if (unreachable !== undefined || facts.address === undefined)
    return { status: 'skipped', reason: unreachable ?? 'no_address' };
  const rendered = copies.get(delivery.arm)?.render(facts, system);
  if (!rendered) return { status: 'cancelled', reason: 'variant_removed' };
  if ('reason' in rendered) return { status: 'skipped', reason: rendered.reason };
  return {
    delivery,
    message: {
      key: delivery.key,
      medium: campaign.messages[0]?.channel ?? 'email',
      campaign: run.campaign,
      person: facts.id,
      address: facts.address,
      transactional: campaign.purpose === 'transactional',
      parts: rendered.parts,
    },
  };
}

interface Dispatch {
  readonly settle: Settle;
  send(ready: readonly Prepared[]): Promise<void>;
  halted(): DeliverResult['stopped'];
}

function createDispatch(request: DeliverRequest): Dispatch {
  const { ledger, channel, leaseMs, stop } = request;
  const limit = rateLimiter(channel.rate, request.ticks);
  const intend = groupCommit((deliveries: readonly ClaimedDelivery[]) => ledger.intend({ deliveries, leaseMs }));
  const acknowledge = groupCommit((verdicts: Parameters<DeliveryLedger['acknowledge']>[0]) =>
    ledger.acknowledge(verdicts),
  );
  let down: string | undefined;
  const settle: Settle = async (delivery, verdict) => {
    await acknowledge({ delivery, verdict, at: request.now().toISOString() });
    if (verdict.status !== 'queued') request.onProgress(1);
  };
  const halted = (): DeliverResult['stopped'] => {
    if (down !== undefined) return { kind: 'channel', reason: down };
    return stop.aborted ? { kind: 'signal', reason: 'stopped by a signal' } : undefined;
  };
  const sendOne = async ({ delivery, message }: Prepared): Promise<void> => {
    if (halted()) return settle(delivery, { status: 'queued', reason: 'stopped' });
    await limit();
    // Not ours any more: another process has taken the row, or it was settled.
    if (!(await intend(delivery)).has(delivery.id)) return;
    const outcome = await channel.send(message);
    if (outcome.kind === 'channel_down') down ??= outcome.reason;
    await settle(delivery, toVerdict(outcome, delivery.attempt + 1));
  };
  return {
    settle,
    halted,
    send: async (ready) => {
      let next = 0;
      const lane = async (): Promise<void> => {
        for (let item = ready[next++]; item; item = ready[next++]) await sendOne(item);
      };
      await Promise.all(Array.from({ length: Math.min(channel.window, ready.length) }, lane));
    },
  };
}

/** What a channel's answer means for the row. `attempt` counts from 1. */
export function toVerdict(outcome: ChannelOutcome, attempt: number): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return outcome.providerId === undefined ? { status: 'sent' } : { status: 'sent', providerId: outcome.providerId };
    case 'not_sent_permanent':
      return { status: 'failed', reason: outcome.reason };
    case 'unknown':
      return { status: 'unknown', reason: outcome.reason };
    case 'channel_down':
      return { status: 'queued', reason: outcome.reason };
    case 'not_sent_retry':
      if (attempt >= maxAttempts) return { status: 'failed', reason: outcome.reason };
      return {
        status: 'retry',
        reason: outcome.reason,
        retryAfter: outcome.retryAfter ?? Math.min(maxBackOff, 1000 * 2 ** (attempt - 1)),
      };
  }
}
