import { addDuration, type Duration } from '../../base/duration.ts';
import { type Contact, fitsAt, type Limit, type LimitedMessage } from '../../model/limits.ts';
import type { PlanLoad, PlanLoadSide } from '../../model/plan.ts';

/** When a campaign writes in the coming days, and how limits bear on it. */
export interface LoadCampaign {
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

/** People who get the messages of the same campaigns. */
export interface LoadSet {
  readonly before: readonly LoadCampaign[];
  readonly after: readonly LoadCampaign[];
  readonly people: number;
}

interface PersonLoad {
  readonly messages: number;
  readonly dropped: number;
  readonly over: boolean;
}

/** How many messages people get until then, of all campaigns together. Whoever gets none before and none after is not counted. */
export function loadOf(
  sets: readonly LoadSet[],
  { days, until }: { readonly days: number; readonly until: Date },
): PlanLoad {
  const each = sets
    .map(({ before, after, people }) => ({
      before: personLoad(before, until),
      after: personLoad(after, until),
      people,
    }))
    .filter(({ before, after }) => before.messages + after.messages > 0);
  return {
    days,
    before: side(each.map(({ before, people }) => ({ ...before, people }))),
    after: side(each.map(({ after, people }) => ({ ...after, people }))),
    dropped: each.reduce((sum, { after, people }) => sum + after.dropped * people, 0),
  };
}

interface Waiting {
  readonly campaign: LoadCampaign;
  readonly slot: Date;
  readonly at: Date;
}

/** What one person gets who is in the audience of these campaigns, looked at message by message as a send does. What they had before is not known here. */
export function personLoad(campaigns: readonly LoadCampaign[], until: Date): PersonLoad {
  const open: Waiting[] = campaigns.flatMap((campaign) =>
    occurrences(campaign).map((slot) => ({ campaign, slot, at: slot })),
  );
  const contacts: Contact[] = [];
  let dropped = 0;
  let over = false;
  for (let next = take(open); next && next.at < until; next = take(open)) {
    const { campaign, slot, at } = next;
    const { message, limits, whenCapped, expires } = campaign;
    const free = fitsAt(message, contacts, { limits, now: at });
    if (!free) {
      contacts.push({ ...message, at });
      continue;
    }
    over = true;
    if (whenCapped === 'drop' || (expires && free >= addDuration(slot, expires))) dropped += 1;
    else open.push({ campaign, slot, at: free });
  }
  return { messages: contacts.length, dropped, over };
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

/** The earliest; at the same time what goes first. */
function take(open: Waiting[]): Waiting | undefined {
  let best = 0;
  for (const [i, one] of open.entries()) {
    const first = open[best] as Waiting;
    const sooner = one.at.getTime() - first.at.getTime();
    if (sooner < 0 || (sooner === 0 && one.campaign.priority > first.campaign.priority)) best = i;
  }
  return open.splice(best, 1)[0];
}

function side(each: readonly (PersonLoad & { readonly people: number })[]): PlanLoadSide {
  const counts = new Map<number, number>();
  let [people, messages, over] = [0, 0, 0];
  for (const one of each) {
    counts.set(one.messages, (counts.get(one.messages) ?? 0) + one.people);
    people += one.messages > 0 ? one.people : 0;
    messages += one.messages * one.people;
    over += one.over ? one.people : 0;
  }
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return {
    people,
    messages,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max: sorted.at(-1)?.[0] ?? 0,
    over,
  };
}

/** The smallest number that so large a share of people does not exceed. */
function quantile(sorted: readonly (readonly [number, number])[], share: number): number {
  const all = sorted.reduce((sum, [, people]) => sum + people, 0);
  let seen = 0;
  for (const [messages, people] of sorted) {
    seen += people;
    if (seen >= share * all) return messages;
  }
  return 0;
}
