import { mediumOf } from '../model/medium-of.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { CampaignFile } from '../model/workspace.ts';

interface WithdrawnRequest {
  readonly store: Store;
  readonly program: Program;
  readonly campaign: Pick<CampaignFile, 'messages' | 'purpose' | 'topic'>;
  readonly hashAddress: (address: string) => string;
  /** Withdrawals up to this instant count, when it is later than the program's now. */
  readonly withdrawnBy?: Date;
}

/**
 * The (hashed) addresses that several people share and one of them has withdrawn from: nobody is written to there.
 * Only these are held in memory; an address of one person alone is decided by that person's own consent.
 */
export async function withdrawnAddresses({
  store,
  program,
  campaign,
  hashAddress,
  withdrawnBy,
}: WithdrawnRequest): Promise<ReadonlySet<string>> {
  const addresses = new Set<string>();
  if (campaign.purpose !== 'advertising') return addresses;
  const reading = program.withdrawn({
    medium: mediumOf(campaign),
    topic: campaign.topic,
    ...(withdrawnBy ? { withdrawnBy } : {}),
  });
  if (reading) for (const row of await store.all(reading)) addresses.add(hashAddress(reading.read(row)));
  return addresses;
}
