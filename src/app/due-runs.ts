import { dueSlot, nextSlot } from '../deliver/due/index.ts';
import type { AppliedCampaign } from './applied-workspace.ts';
import type { DueRun, SendDesk } from './send-desk.ts';

/** A campaign that sends nothing now, and why. */
export interface NotDue {
  readonly campaign: string;
  /** Became so by what was applied while this command ran: `unconfirmed`: it is large; `list`: a list is not here as it was applied; `population`: a guard of a segment does not hold. */
  readonly why: 'paused' | 'ended' | 'later' | 'over' | 'unconfirmed' | 'list' | 'population';
  /** The next slot as an instant, and in its own zone as people say it. */
  readonly next: { readonly at: string; readonly local: string } | null;
}

/** What is due of these campaigns: runs that were interrupted first, then slots of now. */
export async function dueRuns(
  desk: SendDesk,
  selected: readonly AppliedCampaign[],
): Promise<{ due: DueRun[]; notDue: NotDue[] }> {
  const active = selected.filter((campaign) => statusOf(campaign) === 'active');
  const due = [
    ...(await unfinished(desk, active)),
    ...active.flatMap((campaign) => dueNow(desk, campaign) ?? []),
  ].filter((run, i, all) => all.findIndex(({ id }) => id === run.id) === i);
  const busy = new Set(due.map(({ campaign }) => campaign.id));
  return { due, notDue: selected.filter(({ id }) => !busy.has(id)).map((campaign) => whyNot(desk, campaign)) };
}

const statusOf = ({ value }: AppliedCampaign) => value.status ?? 'active';

/** Runs that were interrupted go on, also when their slot is over: what has expired by then is settled as expired. */
async function unfinished({ ledger }: SendDesk, active: readonly AppliedCampaign[]): Promise<DueRun[]> {
  const campaigns = new Map(active.map((campaign) => [campaign.id, campaign]));
  return (await ledger.runs()).flatMap((run) => {
    const campaign = campaigns.get(run.campaign);
    if (!campaign || run.state === 'done') return [];
    return [{ campaign, id: run.id, slot: { id: run.slot, at: new Date(run.asOf) } }];
  });
}

function dueNow({ context, applied }: SendDesk, campaign: AppliedCampaign): DueRun | undefined {
  const slot = dueSlot(campaign.value, context.asOf, applied.config.timezone);
  return slot && { campaign, slot, id: `${campaign.id}@${slot.id}` };
}

function whyNot({ context, applied }: SendDesk, campaign: AppliedCampaign): NotDue {
  const status = statusOf(campaign);
  if (status !== 'active') return { campaign: campaign.id, why: status, next: null };
  const { timezone } = applied.config;
  const slot = nextSlot(campaign.value, context.asOf, timezone);
  if (!slot) return { campaign: campaign.id, why: 'over', next: null };
  const { trigger } = campaign.value;
  const zone = 'at' in trigger ? trigger.zone : trigger.schedule.zone;
  const local = `${slot.id.replace('T', ' ')} ${zone === undefined || zone === 'workspace' ? timezone : zone}`;
  return { campaign: campaign.id, why: 'later', next: { at: slot.at.toISOString(), local } };
}
