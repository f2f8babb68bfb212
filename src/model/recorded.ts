import type { LoadRules } from './limits.ts';

/** A person of whom something is asked, with the time zone that the store gives them. */
export interface AskedPerson {
  readonly id: string;
  readonly timezone: string | undefined;
}

export type MessageFate =
  | 'sent'
  | 'delivered'
  | 'shown'
  | 'clicked'
  | 'converted'
  | 'bounced'
  | 'complained'
  | 'held_out';

/** Which messages are meant, and what of them. */
export interface MessagesAsked {
  /** Undefined: of any campaign. */
  readonly campaigns?: readonly string[];
  /** Also of campaigns that were archived and had this tag last. */
  readonly tag?: string;
  readonly channel?: string;
  readonly variant?: string;
  readonly was: MessageFate;
}

/** A stretch of time in a segment, in milliseconds since 1970. */
export interface Stay {
  readonly since: number;
  /** Undefined: still in. */
  readonly until: number | undefined;
  /** Was in already when the segment, as it is defined, was recorded for the first time: nobody saw them come. */
  readonly found: boolean;
}

/** What a condition asks of the ledger, and whether what it says is a yes. Times are milliseconds since 1970. */
export type RecordedQuestion =
  | {
      readonly kind: 'messages';
      readonly asked: MessagesAsked;
      /** `times` is empty for people of whom nothing is recorded. */
      holds(times: readonly number[], person: AskedPerson): boolean;
    }
  /** Whether somebody has had as many messages as the limits allow. */
  | { readonly kind: 'load'; readonly rules: LoadRules; readonly now: Date }
  | { readonly kind: 'stays'; readonly segment: string; holds(stays: readonly Stay[]): boolean };
