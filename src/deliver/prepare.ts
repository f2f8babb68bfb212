import type { OutgoingMessage } from '../model/channel.ts';
import type { ClaimedDelivery, Verdict } from '../model/delivery.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { PersonFacts } from '../model/person.ts';
import { whyUnreachable } from './audience/decide.ts';
import { type DeliverRequest, isExpired } from './request.ts';

export interface Prepared {
  readonly delivery: ClaimedDelivery;
  readonly message: OutgoingMessage;
  /** When the person was looked at, on the monotonic clock. */
  readonly readAt: number;
}

export interface Prepare {
  readonly claimed: readonly ClaimedDelivery[];
  /** (Hashed) addresses that somebody has withdrawn from. */
  readonly withdrawn: ReadonlySet<string>;
  readonly settle: (delivery: ClaimedDelivery, verdict: Verdict) => Promise<void>;
}

/** Reads the people of claimed rows again: who left, withdrew or cannot be rendered is settled here, the others get their message. */
export async function prepare(request: DeliverRequest, { claimed, withdrawn, settle }: Prepare): Promise<Prepared[]> {
  const { campaign, program, store, copies } = request;
  const attributes = [...new Set([...copies.values()].flatMap((copy) => copy.attributes))];
  const reading = program.facts({
    medium: mediumOf(campaign),
    topic: campaign.topic,
    attributes,
    people: program.everyone,
    withdrawnBy: request.wall(),
    page: { ids: claimed.map(({ person }) => person) },
  });
  const people = new Map<string, PersonFacts>();
  for (const row of await store.all(reading)) {
    const facts = reading.read(row);
    if (!people.has(facts.id)) people.set(facts.id, facts);
  }
  const ready: Omit<Prepared, 'readAt'>[] = [];
  const settled: Promise<void>[] = [];
  for (const delivery of claimed) {
    const made: OutgoingMessage | Verdict = isExpired(delivery, request.now())
      ? { status: 'expired', reason: 'too_late' }
      : compose({ ...request, withdrawn }, delivery, people.get(delivery.person));
    if ('status' in made) settled.push(settle(delivery, made));
    else ready.push({ delivery, message: made });
  }
  await Promise.all(settled);
  const readAt = request.ticks();
  return ready.map((one) => ({ ...one, readAt }));
}

function compose(
  request: DeliverRequest & Pick<Prepare, 'withdrawn'>,
  delivery: ClaimedDelivery,
  facts: PersonFacts | undefined,
): OutgoingMessage | Verdict {
  if (!facts) return { status: 'skipped', reason: 'gone' };
  const { campaign, copies, system, run } = request;
  const unreachable = whyUnreachable(facts, request);
  if (unreachable !== undefined || facts.address === undefined)
    return { status: 'skipped', reason: unreachable ?? 'no_address' };
  const rendered = copies.get(delivery.arm)?.render(facts, system);
  if (!rendered) return { status: 'cancelled', reason: 'variant_removed' };
  if ('reason' in rendered) return { status: 'skipped', reason: rendered.reason };
  return {
    key: delivery.key,
    medium: mediumOf(campaign),
    campaign: run.campaign,
    person: facts.id,
    address: facts.address,
    transactional: campaign.purpose === 'transactional',
    parts: rendered.parts,
  };
}
