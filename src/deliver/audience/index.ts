import { campaignSalt } from '../../model/campaign-salt.ts';
import type { NewDelivery } from '../../model/delivery.ts';
import type { PersonFacts } from '../../model/person.ts';
import type { DeliveryLedger, Store } from '../../model/ports.ts';
import type { People, Program } from '../../model/program.ts';
import { type DecideContext, decide } from './decide.ts';
import { enters } from './enters.ts';

export interface AudienceRequest {
  readonly store: Store;
  readonly ledger: Pick<DeliveryLedger, 'contacts' | 'arms'>;
  readonly program: Program;
  readonly people: People;
  readonly context: Omit<DecideContext, 'previous' | 'arm' | 'addressOwner'>;
  /** Attributes that the copy needs. */
  readonly attributes: readonly string[];
  /** Start after this person. */
  readonly after?: string | undefined;
  readonly pageSize?: number;
  /** Who of other pages already gets a message at these (hashed) addresses. */
  readonly addressesTaken: (hashes: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface DecidedPerson {
  readonly facts: PersonFacts;
  readonly delivery: NewDelivery;
}

export interface AudiencePage {
  readonly people: readonly DecidedPerson[];
  /** People outside the rollout's share; they are not part of the run. */
  readonly notYet: number;
  readonly cursor: string;
}

/** Decides about an audience, page by page, in the order of ids. Plan, dry run and send all look at people through this. */
export async function* decideAudience(request: AudienceRequest): AsyncGenerator<AudiencePage> {
  const limit = request.pageSize ?? 1000;
  const { campaign } = request.context;
  let after = request.after;
  for (;;) {
    const reading = request.program.facts({
      medium: campaign.messages[0]?.channel ?? 'email',
      topic: campaign.topic,
      attributes: request.attributes,
      people: request.people,
      page: { after, limit },
    });
    const page = (await request.store.all(reading)).map((row) => reading.read(row));
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    const inside = page.filter((facts) => enters(request.context, facts.id));
    yield { people: await decidePage(request, inside), notYet: page.length - inside.length, cursor: after };
    if (page.length < limit) return;
  }
}

async function decidePage(
  { context, ledger, addressesTaken }: AudienceRequest,
  page: readonly PersonFacts[],
): Promise<DecidedPerson[]> {
  const people = page.map(({ id }) => id);
  const contacts = await ledger.contacts({ campaign: context.id, exceptRun: context.run, people });
  const previous = new Map(contacts.map((contact) => [contact.person, contact]));
  const arms = await ledger.arms({ campaign: context.id, salt: campaignSalt(context.id, context.campaign), people });
  const hashes = page.flatMap(({ address }) => (address === undefined ? [] : [context.hashAddress(address)]));
  const owners = new Map(await addressesTaken(hashes));
  return page.map((facts) => {
    const hash = facts.address === undefined ? undefined : context.hashAddress(facts.address);
    const delivery = decide(facts, {
      ...context,
      previous: previous.get(facts.id),
      arm: arms.get(facts.id),
      addressOwner: hash === undefined ? undefined : owners.get(hash),
    });
    if (hash !== undefined && delivery.status !== 'skipped') owners.set(hash, facts.id);
    return { facts, delivery };
  });
}
