/** A number with its confidence limits. A limit that does not exist is null and `unbounded` is true. */
export interface Interval {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unbounded?: true;
}

export type Verdict = 'positive' | 'negative' | 'no worthwhile effect' | 'inconclusive' | 'withheld';

export type WithheldReason = 'unequal_groups' | 'contaminated' | 'window_open' | 'too_few';

/** About how many people of each group it would take, rounded up to two digits. */
export interface PeopleNeeded {
  /** With the message. */
  readonly n: number;
  /** Held out. */
  readonly n0: number;
}

export type FunnelStep = 'assigned' | 'sent' | 'delivered' | 'shown' | 'clicked' | 'converted';

export interface FunnelCell {
  /** A variant, `default` without variants, or `holdout`. */
  readonly arm: string;
  readonly step: FunnelStep;
  readonly count: number;
  /** Share of those assigned, with its Wilson interval. */
  readonly rate: Interval;
}

export interface Comparison {
  readonly metric: string;
  readonly arm: string;
  readonly against: string;
  readonly kind: 'rate' | 'mean';
  /** People with the outcome (rates) or the sum (means), of n assigned. */
  readonly x: number;
  readonly n: number;
  readonly x0: number;
  readonly n0: number;
  /** In the unit of the metric: a share 0..1, or an amount per person. */
  readonly difference: Interval;
  readonly relative: Interval;
  readonly p_value: number;
  /** Holm over the arms. */
  readonly p_adjusted: number;
  /** How many more outcomes (or how much more) than without the campaign. */
  readonly incremental: Interval;
  readonly verdict: Verdict;
  /** Null when there is a verdict. */
  readonly withheld_because: WithheldReason | null;
  /** To see what the goal asks for; null where the numbers were not too small. */
  readonly needed: PeopleNeeded | null;
  /** The verdict in one plain sentence. */
  readonly sentence: string;
}

export interface GoalResult {
  readonly metric: string;
  /** A share of people, or an amount per person. */
  readonly kind: 'rate' | 'mean';
  readonly within: string;
  readonly why: string;
  readonly baseline: number;
  readonly target: number;
  readonly actual: Interval | null;
  readonly verdict: 'reached' | 'not reached' | 'too early' | 'no data';
  readonly sentence: string;
}

export interface SampleRatio {
  readonly observed: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
  readonly p_value: number;
  readonly alarm: boolean;
}

/** Which draw of the campaign the numbers are of: people of two draws do not compare. */
export interface ReportedExperiment {
  readonly salt: string;
  /** Whether it is the one that the campaign has now. */
  readonly current: boolean;
  /** The salt that the campaign has now. */
  readonly campaign_salt: string;
  /** The other draws of the campaign, the latest first; none of their people are in these numbers. */
  readonly others: readonly {
    readonly salt: string;
    readonly first: string;
    readonly last: string;
    readonly people: number;
  }[];
}

export interface Report {
  readonly format: 'crm.report/v1';
  readonly workspace: string;
  readonly environment: string;
  /** The workspace's zone, in which people read the times; here they are in UTC. */
  readonly timezone: string;
  readonly campaign: {
    readonly id: string;
    readonly title: string;
    readonly owner: string;
    readonly stage: string;
    readonly channel: string;
    readonly revision: number;
    /** No longer among the files; what it did stays. */
    readonly archived: boolean;
  };
  readonly experiment: ReportedExperiment;
  /** ISO 8601: everything up to here is in, and nothing later. */
  readonly as_of: string;
  /** The people and their behaviour are made up. */
  readonly simulated: boolean;
  readonly currency: string | undefined;
  readonly confidence: number;
  readonly assigned: { readonly first: string; readonly last: string; readonly people: number };
  /** Share of the measuring window that has passed for everybody, 0..1. */
  readonly window_elapsed: number;
  /** What the numbers of each part count. */
  readonly units: { readonly funnel: 'people'; readonly skipped: 'people'; readonly volume: 'messages' };
  /** People who were left out and never got a message, by the latest reason. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly funnel: readonly FunnelCell[];
  readonly goal: GoalResult;
  readonly comparisons: readonly Comparison[];
  readonly srm: SampleRatio | null;
  /** Held-out people who were messaged all the same. */
  readonly contaminated: number;
  /** Held-out people who had a message of this campaign before they were drawn. */
  readonly messaged_before: number;
  /** Messages, over all runs; `actual` are those that were sent. */
  readonly volume: {
    readonly expected: number | null;
    readonly actual: number;
    readonly failed: number;
    readonly unknown: number;
    readonly runs: number;
  };
  /** What may not be concluded, and why, in plain sentences. */
  readonly cautions: readonly string[];
}
