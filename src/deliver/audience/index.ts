import { campaignSalt } from '../../model/campaign-salt.ts';
import type { NewDelivery } from '../../model/delivery.ts';
import { mediumOf } from '../../model/medium-of.ts';
import type { PersonFacts } from '../../model/person.ts';
import type { AudienceHistory, DeliveryLedger, Store } from '../../model/ports.ts';
import type { People, Program } from '../../model/program.ts';
import { withdrawnAddresses } from '../withdrawn-addresses.ts';
import { type DecideContext, decide, isCapped } from './decide.ts';
import { enters } from './enters.ts';
import { pageSize } from './page-size.ts';

export interface AudienceRequest {
  readonly store: Store;
  readonly ledger: Pick<DeliveryLedger, 'history' | 'contacts'>;
  readonly program: Program;
  readonly people: People;
  readonly context: Omit<DecideContext, 'lastContact' | 'arm' | 'addressOwner' | 'withdrawn' | 'contacts'>;
  /** Start after this person. */
  readonly after?: string | undefined;
  readonly pageSize?: number;
  /** Who has which (hashed) address on earlier pages, where nobody writes the pages down; it grows with them. */
  readonly seen?: Map<string, string>;
}

export interface DecidedPerson {
  readonly facts: PersonFacts;
  readonly delivery: NewDelivery;
  /** Was drawn into the experiment before, in another run. */
  readonly assigned: boolean;
  /** Is queued, and waits until the limits leave room. */
  readonly capped: boolean;
}

export interface AudiencePage {
  /** People who are not in the run yet. */
  readonly people: readonly DecidedPerson[];
  /** People outside the rollout's share who are not in the run from an earlier, larger one: they are only counted. */
  readonly notYet: number;
  /** The page follows this person.. */
  readonly after: string | undefined;
  /** ..and ends with this one. */
  readonly cursor: string;
}

/** Decides about an audience, page by page, in the order of ids. Plan, dry run and send all look at people through this. */
export async function* decideAudience(request: AudienceRequest): AsyncGenerator<AudiencePage> {
  const { campaign } = request.context;
  const limit = request.pageSize ?? pageSize(request.people);
  const withdrawn = await withdrawnAddresses({ ...request, ...request.context });
  let after = request.after;
  for (;;) {
    const reading = request.program.facts({
      medium: mediumOf(campaign),
      topic: campaign.topic,
      attributes: [],
      people: request.people,
      page: { after, limit },
    });
    const rows = (await request.store.all(reading)).map((row) => reading.read(row));
    const last = rows.at(-1);
    if (!last) return;
    const page = rows.filter(isFirst);
    const inside = page.filter((facts) => enters(request.context, facts.id));
    const people = await decidePage(request, inside, withdrawn);
    const outside = page.filter((facts) => !enters(request.context, facts.id));
    yield { people, notYet: await countOutsiders(request, outside), after, cursor: last.id };
    after = last.id;
    if (rows.length < limit) return;
  }
}

/** A store may have a person in several rows, which follow each other: the first counts. */
const isFirst = ({ id }: PersonFacts, i: number, rows: readonly PersonFacts[]): boolean => rows[i - 1]?.id !== id;

async function countOutsiders({ context, ledger }: AudienceRequest, outside: readonly PersonFacts[]): Promise<number> {
  if (outside.length === 0) return 0;
  const { members } = await ledger.history({
    campaign: context.id,
    salt: campaignSalt(context.id, context.campaign),
    run: context.run,
    people: outside.map(({ id }) => id),
    addresses: [],
  });
  return outside.length - members.size;
}

async function decidePage(
  { context, ledger, seen }: AudienceRequest,
  page: readonly PersonFacts[],
  withdrawn: ReadonlySet<string>,
): Promise<DecidedPerson[]> {
  const placed = page.map((facts) => ({
    facts,
    place: facts.address === undefined ? undefined : context.hashAddress(facts.address),
  }));
  const history = await ledger.history({
    campaign: context.id,
    salt: campaignSalt(context.id, context.campaign),
    run: context.run,
    people: page.map(({ id }) => id),
    addresses: placed.flatMap(({ place }) => place ?? []),
  });
  const { load, now } = context;
  const had = load && (await ledger.contacts({ people: page.map(({ id }) => id), rules: load, now }));
  const owners = new Map(history.owners);
  return placed
    .filter(({ facts }) => !history.members.has(facts.id))
    .map(({ facts, place }) => {
      const addressOwner = place === undefined ? undefined : (seen?.get(place) ?? owners.get(place));
      const contacts = had?.get(facts.id);
      const delivery = decide(facts, {
        ...context,
        lastContact: lastContact(history, facts.id, place),
        arm: history.arms.get(facts.id),
        addressOwner,
        withdrawn,
        contacts,
      });
      if (place !== undefined && delivery.status !== 'skipped') (seen ?? owners).set(place, facts.id);
      const capped = delivery.status === 'queued' && isCapped({ load, contacts, now });
      return { facts, delivery, assigned: history.arms.has(facts.id), capped };
    });
}

/** Of the person, or of whoever has the same address: the later one. */
function lastContact(history: AudienceHistory, person: string, place: string | undefined): string | undefined {
  const times = [
    history.contacted.get(person),
    place === undefined ? undefined : history.contactedAddresses.get(place),
  ].filter((time) => time !== undefined);
  return times.sort().at(-1);
}
