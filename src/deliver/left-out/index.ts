import { campaignSalt } from '../../model/campaign-salt.ts';
import { mediumOf } from '../../model/medium-of.ts';
import type { DeliveryLedger, Store, WaitingDelivery } from '../../model/ports.ts';
import type { Program } from '../../model/program.ts';
import type { CampaignFile } from '../../model/workspace.ts';
import { enters } from '../audience/enters.ts';

export interface LeftOutRequest {
  readonly store: Store;
  readonly ledger: Pick<DeliveryLedger, 'waiting'>;
  /** Definitions as they are now, on the clock of the run. */
  readonly program: Program;
  readonly id: string;
  readonly campaign: CampaignFile;
  readonly run: string;
}

/** Rows of a run, by their ids. */
export interface LeftOut {
  /** Their people wait, and what was applied since leaves them out. */
  readonly leave: readonly number[];
  /** Their people were left out, and are not any more. */
  readonly back: readonly number[];
}

const limit = 1000;

/**
 * Looks again at who waits in a run, page by page: an audience or a rollout that became smaller holds for everybody who was not
 * written to yet. Who is not in the store any more is left to the moment of sending.
 */
export async function* leftOut(request: LeftOutRequest): AsyncGenerator<LeftOut> {
  const { ledger, run } = request;
  for (let after = 0; ; ) {
    const page = await ledger.waiting({ run, after, limit });
    const last = page.at(-1);
    if (!last) return;
    const outside = await outsiders(request, page);
    yield {
      leave: page.filter(({ left, person }) => !left && outside.has(person)).map(({ id }) => id),
      back: page.filter(({ left, person }) => left && !outside.has(person)).map(({ id }) => id),
    };
    if (page.length < limit) return;
    after = last.id;
  }
}

async function outsiders(
  { store, program, id, campaign }: LeftOutRequest,
  page: readonly WaitingDelivery[],
): Promise<ReadonlySet<string>> {
  const reading = program.facts({
    medium: mediumOf(campaign),
    topic: campaign.topic,
    attributes: [],
    people: program.outside(campaign),
    page: { ids: page.map(({ person }) => person) },
  });
  const people = new Set((await store.all(reading)).map((row) => reading.read(row).id));
  // A share of another salt is another draw: nobody was drawn out of this one.
  const salt = campaignSalt(id, campaign);
  for (const row of page) if (row.salt === salt && !enters({ id, campaign }, row.person)) people.add(row.person);
  return people;
}
