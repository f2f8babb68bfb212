/** The life of one message to one person. `held_out` people get nothing and are measured like everybody else. */
export type DeliveryStatus =
  | 'queued'
  | 'claimed'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'retry'
  | 'unknown'
  | 'skipped'
  | 'expired'
  | 'cancelled'
  | 'held_out';

/** Why a person of the audience gets no message. Reasons of the copy itself are `copy:<reason>`. */
export type SkipReason =
  | 'rollout'
  | 'global_holdout'
  | 'already_reached'
  | 'no_address'
  | 'invalid_address'
  | 'no_consent'
  | 'shared_address'
  | 'address_withdrawn'
  | 'capped'
  | 'missing_data'
  | 'render_failed'
  | 'gone'
  | `copy:${string}`;

/** What is known of a delivery before it is written down. */
export interface NewDelivery {
  readonly person: string;
  readonly key: string;
  readonly status: 'queued' | 'skipped' | 'held_out';
  readonly reason: string | undefined;
  /** The variant, `default` without variants, `holdout`; undefined when the person was never assigned. */
  readonly arm: string | undefined;
  /** A keyed hash: the address itself is not kept. */
  readonly addressHash: string | undefined;
}

/** A delivery that this process has claimed. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly person: string;
  readonly key: string;
  readonly arm: string;
  readonly fence: number;
  readonly attempt: number;
  readonly expiresAt: string | undefined;
}

/** How a delivery goes on. `retryAfter` in milliseconds. */
export type Verdict =
  | { readonly status: 'sent'; readonly providerId?: string }
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'unknown'; readonly reason: string }
  | { readonly status: 'retry'; readonly reason: string; readonly retryAfter: number }
  | { readonly status: 'skipped' | 'expired' | 'cancelled'; readonly reason: string }
  | { readonly status: 'queued'; readonly reason: string };

export interface Run {
  readonly id: string;
  readonly campaign: string;
  readonly revision: number;
  /** The slot it belongs to: an instant, or the local time of a one-off. */
  readonly slot: string;
  readonly purpose: 'advertising' | 'service' | 'transactional';
  readonly state: 'enqueuing' | 'sending' | 'done';
  /** The campaign's clock when its audience was decided; for people let in by a later revision, when that was. */
  readonly asOf: string;
  /** When the messages written at that time expire. */
  readonly expiresAt: string | undefined;
  /** How often something had been applied when it was last looked at who is in it. */
  readonly generation: number;
  /** The last person that was enqueued. */
  readonly cursor: string | undefined;
  /** The largest audience that was let through the confirmation; part of it may not be written down yet. */
  readonly confirmedPeople?: number;
  /** How its last send ended, when it ended before the run was done and could still say so. */
  readonly stop?: (RunStop & { readonly at: string }) | undefined;
}

/** Why a run ended before everything was settled. `changed`: definitions were applied meanwhile. `limits`: who still waits has had as many messages as allowed. `failed`: the command failed, and its findings say how. */
export interface RunStop {
  readonly kind: 'signal' | 'lock' | 'channel' | 'changed' | 'limits' | 'failed';
  readonly reason: string;
}

/** What became of the people of a run; the parts add up to `audience`. */
export interface RunCounts {
  readonly audience: number;
  readonly queued: number;
  /** Of those, who have had as many messages as the limits allow. */
  readonly capped: number;
  /** From when on the first of them may get a message; undefined when nobody is held. */
  readonly cappedUntil?: string | undefined;
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
  readonly heldOut: number;
  readonly expired: number;
  readonly cancelled: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly arms: Readonly<Record<string, number>>;
}
