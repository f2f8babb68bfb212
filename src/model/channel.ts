import type { Medium } from './workspace.ts';

/** A message that is ready to leave. */
export interface OutgoingMessage {
  readonly key: string;
  readonly medium: Medium;
  readonly campaign: string;
  readonly person: string;
  readonly address: string;
  readonly transactional: boolean;
  readonly parts: Readonly<Record<string, string>>;
}

/** What a channel said. Whatever is not proven is unknown. */
export type ChannelOutcome =
  | { readonly kind: 'accepted'; readonly providerId?: string }
  | { readonly kind: 'not_sent_retry'; readonly reason: string; readonly retryAfter?: number }
  | { readonly kind: 'not_sent_permanent'; readonly reason: string }
  /** Nothing can be sent by this channel now: it cannot be reached, or it refuses us. */
  | { readonly kind: 'channel_down'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Channel {
  /** Messages in flight at once: what a crash can leave unknown. */
  readonly window: number;
  /** Messages a second, when there is a limit. */
  readonly rate: number | undefined;
  /** Never throws, never repeats by itself. */
  send(message: OutgoingMessage): Promise<ChannelOutcome>;
  close(): Promise<void>;
}
