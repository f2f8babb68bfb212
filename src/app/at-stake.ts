import { addDuration, parseDuration } from '../base/duration.ts';
import type { AtStake } from '../plan/destructive/index.ts';
import type { PlanDesk } from './plan-desk.ts';

/** What a campaign, as it is applied, would lose: who waits in its runs, and who is being measured. */
export async function atStake({ applied, ledger, unfinished, context }: PlanDesk, id: string): Promise<AtStake> {
  const campaign = applied?.campaigns.get(id)?.value;
  let waiting = 0;
  for (const run of unfinished.filter((one) => one.campaign === id)) waiting += (await ledger.counts(run.id)).queued;
  // Where everybody gets the same, nothing is compared.
  const compares = (campaign?.experiment?.holdout ?? 0) > 0 || (campaign?.experiment?.variants ?? []).length > 1;
  const [latest] = compares ? await ledger.experiments(id) : [];
  const within = campaign ? parseDuration(campaign.goal.within) : undefined;
  const until = latest && within ? addDuration(new Date(latest.last), within) : undefined;
  return {
    protected: campaign?.protect ?? false,
    waiting,
    measured:
      latest && until && until > context.asOf ? { people: latest.people, until: until.toISOString() } : undefined,
  };
}
