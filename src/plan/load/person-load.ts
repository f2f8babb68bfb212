import { addDuration, type Duration } from '../../base/duration.ts';
import { type Contact, fitsAt, type Limit, type LimitedMessage } from '../../model/limits.ts';

/** When a campaign writes in the coming days, and how limits bear on it. */
export interface LoadCampaign {
  readonly address: string;
  readonly slots: readonly Date[];
  /** None where it is exempt. */
  readonly limits: readonly Limit[];
  readonly message: LimitedMessage;
  readonly priority: number;
  readonly whenCapped: 'hold' | 'drop';
  /** How long after its slot a message that waits is still sent; undefined: for ever. */
  readonly expires: Duration | undefined;
  /** After how long it may write to somebody again. */
  readonly again: 'never' | 'every' | Duration;
}

/** What one person gets. */
export interface PersonLoad {
  readonly sent: readonly { readonly campaign: LoadCampaign; readonly at: Date }[];
  /** Left out because of the limits, or kept until they had expired. */
  readonly dropped: readonly LoadCampaign[];
  /** Whether a message had to wait or was dropped. */
  readonly over: boolean;
}

interface Waiting {
  readonly campaign: LoadCampaign;
  readonly slot: Date;
  readonly at: Date;
}

/** What one person gets who is in the audience of these campaigns, looked at message by message as a send does. What they had before is not known here. */
export function personLoad(campaigns: readonly LoadCampaign[], until: Date): PersonLoad {
  const open: Waiting[] = campaigns
    .flatMap((campaign) => occurrences(campaign).map((slot) => ({ campaign, slot, at: slot })))
    .sort(order);
  const contacts: Contact[] = [];
  const sent: PersonLoad['sent'][number][] = [];
  const dropped: LoadCampaign[] = [];
  let over = false;
  for (let i = 0; i < open.length; i += 1) {
    const next = open[i];
    if (!next || next.at >= until) break;
    const { campaign, slot, at } = next;
    const { message, limits, whenCapped, expires } = campaign;
    const free = fitsAt(message, contacts, { limits, now: at });
    if (!free) {
      contacts.push({ ...message, at });
      sent.push({ campaign, at });
      continue;
    }
    over = true;
    if (whenCapped === 'drop' || (expires && free >= addDuration(slot, expires))) dropped.push(campaign);
    else wait(open, { campaign, slot, at: free }, i + 1);
  }
  return { sent, dropped, over };
}

/** The slots at which one person gets the campaign, if nothing keeps them. */
function occurrences({ slots, again }: LoadCampaign): Date[] {
  if (again === 'every') return [...slots];
  if (again === 'never') return slots.slice(0, 1);
  const kept: Date[] = [];
  for (const slot of slots) {
    const last = kept.at(-1);
    if (!last || addDuration(last, again) <= slot) kept.push(slot);
  }
  return kept;
}

/** The earliest first; at the same time what is more important. */
const order = (a: Waiting, b: Waiting): number =>
  a.at.getTime() - b.at.getTime() || b.campaign.priority - a.campaign.priority;

/** Puts what waits where it belongs, behind all that comes before it. */
function wait(open: Waiting[], one: Waiting, from: number): void {
  let [low, high] = [from, open.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (order(open[middle] as Waiting, one) <= 0) low = middle + 1;
    else high = middle;
  }
  open.splice(low, 0, one);
}
