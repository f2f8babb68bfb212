import type { Condition, CountTest } from '../../../src/model/condition.ts';
import type { Calendar, TimeTest } from '../../../src/model/generated/segment.ts';

/** Conditions that the contract has and the compiler not yet. */

export interface MessageCondition {
  message:
    | string
    | {
        /**
         * Messages of campaigns with this tag.
         */
        tag?: string;
        /**
         * Messages of this channel.
         */
        channel?: 'email' | 'sms' | 'push' | 'in_app';
        /**
         * A campaign and one of its variants: [welcome, b]
         *
         * @minItems 2
         * @maxItems 2
         */
        variant?: string[];
      };
  /**
   * What is counted (default: sent).
   */
  was?: 'sent' | 'delivered' | 'shown' | 'clicked' | 'converted' | 'bounced' | 'complained' | 'held_out';
  count?: CountTest;
  /**
   * Not once (in the window).
   */
  never?: true;
  first?: TimeTest;
  last?: TimeTest;
  /**
   * Only events of the last .., half-open [now - duration, now).
   */
  within?: string;
  /**
   * An instant (2026-11-01T00:00:00Z), a date (2026-11-01) or a relative time (-7d, +2d).
   */
  since?: string;
  /**
   * An instant (2026-11-01T00:00:00Z), a date (2026-11-01) or a relative time (-7d, +2d).
   */
  until?: string;
  calendar?: Calendar;
}

export interface EnteredCondition {
  entered: {
    segment: string;
    within: string;
  };
}

export interface MemberForCondition {
  member_for: {
    segment: string;
    at_least: string;
  };
}

export type AnyCondition = Condition | MessageCondition | EnteredCondition | MemberForCondition;
