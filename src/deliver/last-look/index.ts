import { mediumOf } from '../../model/medium-of.ts';
import type { Store } from '../../model/ports.ts';
import type { Program } from '../../model/program.ts';
import type { CampaignFile } from '../../model/workspace.ts';
import { type DecideContext, whyUnreachable } from '../audience/decide.ts';
import { withdrawnAddresses } from '../withdrawn-addresses.ts';

export interface LastLook extends Pick<DecideContext, 'accepts' | 'hashAddress'> {
  readonly store: Store;
  readonly program: Program;
  readonly campaign: CampaignFile;
  /** The real time: withdrawals count on it, whatever the campaign's clock says. */
  readonly withdrawnBy: Date;
}

/** What a send asks right before it hands messages over, for those who only want to know: why some of these people would get nothing after all. */
export async function createLastLook(
  request: LastLook,
): Promise<(people: readonly string[]) => Promise<ReadonlyMap<string, string>>> {
  const { store, program, campaign, withdrawnBy } = request;
  const withdrawn = await withdrawnAddresses(request);
  return async (people) => {
    const reasons = new Map<string, string>();
    if (people.length === 0) return reasons;
    const reading = program.facts({
      medium: mediumOf(campaign),
      topic: campaign.topic,
      attributes: [],
      people: program.everyone,
      withdrawnBy,
      page: { ids: people },
    });
    const seen = new Set<string>();
    for (const row of await store.all(reading)) {
      const facts = reading.read(row);
      // A store may have a person in several rows: the first counts.
      if (seen.has(facts.id)) continue;
      seen.add(facts.id);
      const reason = whyUnreachable(facts, { ...request, withdrawn });
      if (reason !== undefined) reasons.set(facts.id, reason);
    }
    return reasons;
  };
}
