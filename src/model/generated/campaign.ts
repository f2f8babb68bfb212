/** Generated from schemas/campaign.schema.json by "npm run generate". Do not edit. */

/**
 * Exactly one of at and schedule.
 */
export type Trigger =
  | {
      /**
       * Local time: 2026-12-01T19:00
       */
      at: string;
      /**
       * workspace (default) or an IANA zone.
       */
      zone?: string;
      again?: Again;
    }
  | {
      schedule: {
        /**
         * minute hour day month weekday: 0 19 * * 5
         */
        cron: string;
        /**
         * workspace (default) or an IANA zone.
         */
        zone?: string;
        /**
         * A slot missed by less than this is still sent (default 2h).
         */
        catch_up?: string;
      };
      again?: Again;
    };
/**
 * When a person who got this campaign may get it again.
 */
export type Again =
  | ('never' | 'every')
  | {
      /**
       * A number with a unit: m minutes, h hours, d days, w weeks, mo calendar months, y calendar years.
       */
      after: string;
    };

/**
 * Who gets what, when, why, and how success is proven. The id is the file name.
 */
export interface CampaignFile {
  /**
   * What a colleague would call it.
   */
  title: string;
  /**
   * More about it.
   */
  description?: string;
  /**
   * Who answers for it.
   */
  owner: string;
  /**
   * One of lifecycle.stages.
   */
  stage: string;
  /**
   * The id of an objective of the strategy.
   */
  objective?: string;
  /**
   * Decides which consent is needed.
   */
  purpose: 'advertising' | 'service' | 'transactional';
  /**
   * The consent topic; needed for advertising when the consent table has topics.
   */
  topic?: string;
  tags?: string[];
  /**
   * Only active campaigns are sent (default active).
   */
  status?: 'active' | 'paused' | 'ended';
  /**
   * Neither archived nor restarted without --allow-destructive, even when this file is gone: it counts as it was applied.
   */
  protect?: boolean;
  /**
   * Rules that this campaign may break for a while. Every plan counts and shows them.
   *
   * @minItems 1
   */
  exceptions?: {
    /**
     * A policy: audience.max-share
     */
    rule: string;
    /**
     * Why it is right to break it.
     */
    reason: string;
    /**
     * The last day that it holds, in the workspace's zone.
     */
    expires: string;
  }[];
  goal: {
    /**
     * A metric of the workspace.
     */
    metric: string;
    /**
     * The window of each person, from the moment of assignment.
     */
    within: string;
    baseline: number;
    target: number;
    /**
     * Why this goal.
     */
    why: string;
  };
  audience: {
    /**
     * The segment that gets it.
     */
    segment: string;
    /**
     * Segments that do not.
     */
    exclude?: string[];
  };
  trigger: Trigger;
  experiment?: {
    /**
     * Decides who is in which arm; never copy it to another campaign, never change it while it runs.
     */
    salt: string;
    /**
     * Percent that gets nothing.
     */
    holdout?: number;
    /**
     * @minItems 1
     * @maxItems 20
     */
    variants?: {
      /**
       * The name of the variant.
       */
      name: string;
      /**
       * Its share beside the others (default: equal).
       */
      weight?: number;
      /**
       * Its template.
       */
      template: string;
    }[];
  };
  rollout?: {
    /**
     * Percent of the audience that takes part; raising it only adds people.
     */
    percent: number;
  };
  delivery?: {
    /**
     * Who goes first where a limit of messages leaves room for some only; 50 without it.
     */
    priority?: number;
    /**
     * What becomes of a message whose person has had as many as the limits allow: it waits until it fits (hold, without it), or is left out (drop).
     */
    when_capped?: 'hold' | 'drop';
    /**
     * Its messages are not held back by limits, but count.
     */
    exempt_from_limits?: boolean;
  };
  /**
   * @minItems 1
   * @maxItems 1
   */
  messages: {
    id: string;
    channel: 'email' | 'sms' | 'push' | 'in_app';
    /**
     * The template; left out when every variant names its own.
     */
    template?: string;
    /**
     * Not sent later than this after it was due.
     */
    expires?: string;
  }[];
}
