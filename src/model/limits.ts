import { addDuration, type Duration, parseDuration } from '../base/duration.ts';
import type { CampaignFile, WorkspaceFile } from './workspace.ts';

/** At most so many messages to one person in any stretch of time of a length, of all or of some channels and tags. */
export type Limit = NonNullable<WorkspaceFile['limits']>[number];

/** A message as limits see it. */
export interface LimitedMessage {
  readonly channel: string;
  /** Of its campaign, as it was when the message was sent. */
  readonly tags: readonly string[];
}

/** A message that a person has had. Without a time it waits, and goes first. */
export interface Contact extends LimitedMessage {
  readonly at: Date | undefined;
}

/** How limits bear on the messages of a campaign. */
export interface LoadRules {
  /** None where the campaign is exempt; its messages count all the same. */
  readonly limits: readonly Limit[];
  readonly message: LimitedMessage;
  readonly whenCapped: 'hold' | 'drop';
  /** Other campaigns that go first, with their tags: what waits of theirs takes room already. */
  readonly first: ReadonlyMap<string, readonly string[]>;
}

type Limited = Pick<CampaignFile, 'purpose' | 'tags' | 'messages' | 'delivery' | 'status'>;

interface LoadRequest {
  readonly campaign: Limited;
  readonly limits: readonly Limit[] | undefined;
  /** Every campaign there is. */
  readonly campaigns: Iterable<{ readonly id: string; readonly value: Limited }>;
}

const usual = 50;

export const priorityOf = ({ purpose, delivery }: Limited): number =>
  purpose === 'transactional' ? Number.POSITIVE_INFINITY : (delivery?.priority ?? usual);

export function loadRules({ campaign, limits = [], campaigns }: LoadRequest): LoadRules {
  const { delivery, messages, tags = [], purpose } = campaign;
  const exempt = purpose === 'transactional' || delivery?.exempt_from_limits === true;
  const above = [...campaigns].filter(
    ({ value }) => (value.status ?? 'active') === 'active' && priorityOf(value) > priorityOf(campaign),
  );
  return {
    limits: exempt ? [] : limits,
    message: { channel: messages[0]?.channel ?? '', tags },
    whenCapped: delivery?.when_capped ?? 'hold',
    first: new Map(above.map(({ id, value }) => [id, value.tags ?? []])),
  };
}

/** From when on messages count at all. */
export const countedFrom = (limits: readonly Limit[], now: Date): Date =>
  new Date(Math.min(...limits.map((limit) => addDuration(now, lengthOf(limit), -1).getTime())));

/** When one more message to a person fits into the limits; undefined: now. Windows are `(now - within, now]`. */
export function fitsAt(
  message: LimitedMessage,
  contacts: readonly Contact[],
  { limits, now }: { readonly limits: readonly Limit[]; readonly now: Date },
): Date | undefined {
  const times = limits
    .filter((limit) => isUnder(limit, message))
    .flatMap((limit) => freeAt(limit, contacts, now) ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times.map((time) => time.getTime())));
}

/** What waits says no time: it is looked at again soon. */
const soon: Duration = { amount: 1, unit: 'm' };

function freeAt(limit: Limit, contacts: readonly Contact[], now: Date): Date | undefined {
  const within = lengthOf(limit);
  const from = addDuration(now, within, -1);
  const counted = contacts.filter((one) => isUnder(limit, one) && (one.at === undefined || one.at > from));
  if (counted.length < limit.max) return undefined;
  const sent = counted.flatMap(({ at }) => at ?? []).sort((a, b) => a.getTime() - b.getTime());
  // So many of the oldest have to be forgotten.
  const last = sent[counted.length - limit.max];
  return last ? addDuration(last, within) : addDuration(now, soon);
}

const isUnder = ({ channels, tags }: Limit, message: LimitedMessage): boolean =>
  (channels === undefined || channels.some((one) => one === message.channel)) &&
  (tags === undefined || tags.some((one) => message.tags.includes(one)));

/** The schema lets nothing else pass. */
const lengthOf = ({ within }: Limit): Duration => parseDuration(within) ?? soon;
