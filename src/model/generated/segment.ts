/** Generated from schemas/segment.schema.json by "npm run generate". Do not edit. */

/**
 * True or false for every person, never unknown: a missing value satisfies no positive test, and not is the exact complement.
 */
export type Condition =
  | AllCondition
  | AnyCondition
  | NoneCondition
  | NotCondition
  | AttributeCondition
  | EventCondition
  | SegmentCondition
  | SequenceCondition
  | MessageCondition
  | ReachableCondition
  | ConsentCondition
  | ListCondition
  | SampleCondition
  | TopCondition
  | RelatedCondition
  | NearCondition
  | LocalTimeCondition
  | EnteredCondition
  | MemberForCondition
  | SqlCondition;

/**
 * A query over people. The id is the file name.
 */
export interface SegmentFile {
  /**
   * What a colleague would call these people.
   */
  title: string;
  /**
   * More about it.
   */
  description?: string;
  /**
   * Who answers for it.
   */
  owner?: string;
  /**
   * The lifecycle stage, one of lifecycle.stages.
   */
  stage?: string;
  /**
   * Guards on the number of people, checked by every plan and before every send.
   */
  population?: {
    /**
     * At least so many people.
     */
    min?: number;
    /**
     * At most this share of all people: 0.4 is 40 %.
     */
    max_share?: number;
    /**
     * At most this much more or fewer than when something was last applied, as a share of the people then: 0.3 is 30 %.
     */
    max_change?: number;
  };
  where: Condition;
}
export interface AllCondition {
  /**
   * Every one of these holds.
   *
   * @minItems 1
   */
  all: Condition[];
}
export interface AnyCondition {
  /**
   * At least one of these holds.
   *
   * @minItems 1
   */
  any: Condition[];
}
export interface NoneCondition {
  /**
   * None of these holds.
   *
   * @minItems 1
   */
  none: Condition[];
}
export interface NotCondition {
  not: Condition;
}
/**
 * A test on an attribute of the person, with exactly one operator.
 */
export interface AttributeCondition {
  /**
   * The attribute, or a path into a JSON attribute: profile.city
   */
  attribute: string;
  /**
   * Equal to this value.
   */
  is?: string | number | boolean;
  /**
   * Not equal to this value; a missing value counts as not equal.
   */
  is_not?: string | number | boolean;
  /**
   * One of these values.
   *
   * @minItems 1
   */
  in?: (string | number | boolean)[];
  /**
   * None of these values; a missing value counts.
   *
   * @minItems 1
   */
  not_in?: (string | number | boolean)[];
  /**
   * This number or more.
   */
  at_least?: number | string;
  /**
   * More than this number.
   */
  more_than?: number | string;
  /**
   * This number or less.
   */
  at_most?: number | string;
  /**
   * Less than this number.
   */
  less_than?: number | string;
  /**
   * From the first to the second, both included.
   *
   * @minItems 2
   * @maxItems 2
   */
  between?: (number | string)[];
  /**
   * The exact complement of between.
   *
   * @minItems 2
   * @maxItems 2
   */
  not_between?: (number | string)[];
  /**
   * The text contains this.
   */
  contains?: string;
  /**
   * The text does not contain this; a missing text counts.
   */
  not_contains?: string;
  /**
   * The text starts with this.
   */
  starts_with?: string;
  /**
   * The text ends with this.
   */
  ends_with?: string;
  /**
   * true: has a value. false: is missing (NULL, JSON null, no such key).
   */
  exists?: boolean;
  /**
   * true: missing, '', [] or {}. false: the complement.
   */
  empty?: boolean;
  /**
   * Strictly before this instant, date or relative time.
   */
  before?: string;
  /**
   * Strictly after this instant, date or relative time.
   */
  after?: string;
  /**
   * In the past, not longer ago than this.
   */
  within?: string;
  /**
   * In the future, not farther than this.
   */
  within_next?: string;
  /**
   * Longer ago than this.
   */
  older_than?: string;
  /**
   * The text matches this regular expression (somewhere in it; ^ and $ are its ends).
   */
  matches?: string;
  /**
   * The exact complement of matches.
   */
  not_matches?: string;
  /**
   * The day of the year comes round within this, today included: birthdays. 29 February counts on the 28th in other years.
   */
  anniversary_within?: string;
  /**
   * The day of the week, in the person's time zone.
   *
   * @minItems 1
   */
  on_day_of_week?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
  /**
   * The month, 1 to 12, in the person's time zone.
   *
   * @minItems 1
   */
  in_month?: number[];
  /**
   * The hour, 0 to 23, in the person's time zone.
   *
   * @minItems 1
   */
  in_hour?: number[];
  /**
   * The array has at least one of these.
   *
   * @minItems 1
   */
  has_any?: (string | number | boolean)[];
  /**
   * The array has all of these.
   *
   * @minItems 1
   */
  has_all?: (string | number | boolean)[];
  /**
   * The exact complement of has_any.
   *
   * @minItems 1
   */
  has_none?: (string | number | boolean)[];
  length?: CountTest;
  /**
   * One element of the array of objects passes all of these tests.
   *
   * @minItems 1
   */
  has_element?: PropertyTest[];
  /**
   * A semantic version, this one or later: 5.12
   */
  version_at_least?: string;
  /**
   * A semantic version before this one.
   */
  version_less_than?: string;
  /**
   * Compare text without regard to upper and lower case (default false).
   */
  ignore_case?: boolean;
}
/**
 * How many events: {at_least: 3}, {less_than: 2} (includes people with none).
 */
export interface CountTest {
  is?: number;
  at_least?: number;
  more_than?: number;
  at_most?: number;
  less_than?: number;
}
/**
 * A test on one property of the event, with exactly one operator.
 */
export interface PropertyTest {
  /**
   * The property, or a path into it: dj.id
   */
  property: string;
  /**
   * Equal to this value.
   */
  is?: string | number | boolean;
  /**
   * Not equal to this value; a missing value counts as not equal.
   */
  is_not?: string | number | boolean;
  /**
   * One of these values.
   *
   * @minItems 1
   */
  in?: (string | number | boolean)[];
  /**
   * None of these values; a missing value counts.
   *
   * @minItems 1
   */
  not_in?: (string | number | boolean)[];
  /**
   * This number or more.
   */
  at_least?: number | string;
  /**
   * More than this number.
   */
  more_than?: number | string;
  /**
   * This number or less.
   */
  at_most?: number | string;
  /**
   * Less than this number.
   */
  less_than?: number | string;
  /**
   * From the first to the second, both included.
   *
   * @minItems 2
   * @maxItems 2
   */
  between?: (number | string)[];
  /**
   * The exact complement of between.
   *
   * @minItems 2
   * @maxItems 2
   */
  not_between?: (number | string)[];
  /**
   * The text contains this.
   */
  contains?: string;
  /**
   * The text does not contain this; a missing text counts.
   */
  not_contains?: string;
  /**
   * The text starts with this.
   */
  starts_with?: string;
  /**
   * The text ends with this.
   */
  ends_with?: string;
  /**
   * true: has a value. false: is missing (NULL, JSON null, no such key).
   */
  exists?: boolean;
  /**
   * true: missing, '', [] or {}. false: the complement.
   */
  empty?: boolean;
  /**
   * Strictly before this instant, date or relative time.
   */
  before?: string;
  /**
   * Strictly after this instant, date or relative time.
   */
  after?: string;
  /**
   * In the past, not longer ago than this.
   */
  within?: string;
  /**
   * In the future, not farther than this.
   */
  within_next?: string;
  /**
   * Longer ago than this.
   */
  older_than?: string;
  /**
   * The text matches this regular expression (somewhere in it; ^ and $ are its ends).
   */
  matches?: string;
  /**
   * The exact complement of matches.
   */
  not_matches?: string;
  /**
   * The day of the year comes round within this, today included: birthdays. 29 February counts on the 28th in other years.
   */
  anniversary_within?: string;
  /**
   * The day of the week, in the person's time zone.
   *
   * @minItems 1
   */
  on_day_of_week?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
  /**
   * The month, 1 to 12, in the person's time zone.
   *
   * @minItems 1
   */
  in_month?: number[];
  /**
   * The hour, 0 to 23, in the person's time zone.
   *
   * @minItems 1
   */
  in_hour?: number[];
  /**
   * The array has at least one of these.
   *
   * @minItems 1
   */
  has_any?: (string | number | boolean)[];
  /**
   * The array has all of these.
   *
   * @minItems 1
   */
  has_all?: (string | number | boolean)[];
  /**
   * The exact complement of has_any.
   *
   * @minItems 1
   */
  has_none?: (string | number | boolean)[];
  length?: CountTest;
  /**
   * One element of the array of objects passes all of these tests.
   *
   * @minItems 1
   */
  has_element?: PropertyTest[];
  /**
   * A semantic version, this one or later: 5.12
   */
  version_at_least?: string;
  /**
   * A semantic version before this one.
   */
  version_less_than?: string;
  /**
   * Compare text without regard to upper and lower case (default false).
   */
  ignore_case?: boolean;
}
/**
 * What the person did; without a measure: at least once.
 */
export interface EventCondition {
  /**
   * The name of the event.
   */
  event: string;
  /**
   * Tests that must all hold on the same event.
   *
   * @minItems 1
   */
  where?: PropertyTest[];
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
  count?: CountTest;
  /**
   * No such event (in the window).
   */
  never?: true;
  sum?: MeasureTest;
  avg?: MeasureTest;
  min?: MeasureTest;
  max?: MeasureTest;
  distinct?: DistinctTest;
  days?: CountTest;
  first?: TimeTest;
  last?: TimeTest;
  last_value?: PropertyTest;
}
/**
 * Whole days, weeks (from Monday) or months before the present one, in the person's time zone.
 */
export interface Calendar {
  /**
   * How many of them.
   */
  last: number;
  /**
   * What is counted.
   */
  unit: 'day' | 'week' | 'month';
}
/**
 * A number made of one property of the events: {of: amount, at_least: 50000}.
 */
export interface MeasureTest {
  /**
   * The property.
   */
  of: string;
  is?: number;
  at_least?: number;
  more_than?: number;
  at_most?: number;
  less_than?: number;
}
/**
 * How many different values a property has: {of: dj_id, at_least: 3}.
 */
export interface DistinctTest {
  /**
   * The property.
   */
  of: string;
  is?: number;
  at_least?: number;
  more_than?: number;
  at_most?: number;
  less_than?: number;
}
/**
 * When: {within: 7d}, {before: -14d}.
 */
export interface TimeTest {
  /**
   * In the past, not longer ago than this.
   */
  within?: string;
  /**
   * Longer ago than this.
   */
  older_than?: string;
  /**
   * Strictly before this instant, date or relative time.
   */
  before?: string;
  /**
   * Strictly after this instant, date or relative time.
   */
  after?: string;
}
export interface SegmentCondition {
  /**
   * The id of another segment.
   */
  segment: string;
}
/**
 * A, then B, without C in between.
 */
export interface SequenceCondition {
  /**
   * @minItems 2
   * @maxItems 6
   */
  sequence: SequenceStep[];
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
/**
 * One step: after the step before it.
 */
export interface SequenceStep {
  /**
   * The name of the event.
   */
  event: string;
  /**
   * Tests that must all hold on the same event.
   *
   * @minItems 1
   */
  where?: PropertyTest[];
  /**
   * Not longer after the step before it than this.
   */
  within?: string;
  /**
   * Must not happen: before the next step, or, as the last step, within the time given.
   */
  absent?: true;
}
/**
 * What became of messages to the person.
 */
export interface MessageCondition {
  message:
    | string
    | {
        /**
         * Messages of campaigns with this tag.
         */
        tag: string;
      }
    | {
        /**
         * Messages of this channel.
         */
        channel: 'email' | 'sms' | 'push' | 'in_app';
      }
    | {
        /**
         * A campaign and one of its variants: [welcome, b]
         *
         * @minItems 2
         * @maxItems 2
         */
        variant: string[];
      };
  /**
   * What became of it. What nobody knows to have arrived or not counts as sent.
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
   * Only what happened in the last .., half-open [now - duration, now).
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
/**
 * Has an address and consent, and has not withdrawn.
 */
export interface ReachableCondition {
  reachable:
    | ('email' | 'sms' | 'push' | 'in_app')
    | {
        /**
         * The medium.
         */
        medium: 'email' | 'sms' | 'push' | 'in_app';
        /**
         * The topic; any when left out.
         */
        topic?: string;
        /**
         * Also at night.
         */
        night?: boolean;
      };
}
/**
 * Has agreed and not withdrawn.
 */
export interface ConsentCondition {
  consent: {
    /**
     * The medium.
     */
    medium: 'email' | 'sms' | 'push' | 'in_app';
    /**
     * The topic; any when left out.
     */
    topic?: string;
    /**
     * true: consent for the night.
     */
    night?: boolean;
    granted?: TimeTest;
  };
}
/**
 * Whoever's id stands in a file of the workspace. Ids that nobody has match nobody, and are counted.
 */
export interface ListCondition {
  /**
   * A CSV file with a header: lists/pmf-test.csv. At most 1,000,000 ids. What is in it when it is applied is part of the segment.
   */
  list: string;
  /**
   * The column with the ids (default: the only or first one).
   */
  column?: string;
}
/**
 * A random share of people, the same for ever.
 */
export interface SampleCondition {
  sample: {
    /**
     * Another salt is another sample.
     */
    salt: string;
    /**
     * In percent of people, included.
     */
    from: number;
    /**
     * In percent of people, not included.
     */
    to: number;
  };
}
/**
 * Those with the most of something; ties go to the lowest id.
 */
export interface TopCondition {
  top: {
    /**
     * Of those who have the measure, rounded up.
     */
    percent?: number;
    /**
     * How many people.
     */
    people?: number;
    by?:
      | {
          /**
           * The name of the event.
           */
          event: string;
          /**
           * Tests that must all hold on the same event.
           *
           * @minItems 1
           */
          where?: PropertyTest[];
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
          /**
           * The property that is added up.
           */
          sum?: string;
          /**
           * The property whose average counts.
           */
          avg?: string;
          /**
           * The property whose least value counts.
           */
          min?: string;
          /**
           * The property whose greatest value counts.
           */
          max?: string;
          /**
           * The property whose different values are counted.
           */
          distinct?: string;
          /**
           * The number of different days.
           */
          days?: true;
        }
      | {
          /**
           * An attribute that is a number.
           */
          attribute: string;
        };
  };
}
/**
 * Rows of a related table that belong to the person; without a count: at least one.
 */
export interface RelatedCondition {
  /**
   * A table under store.related.
   */
  related: string;
  /**
   * Tests that must all hold on the same row.
   *
   * @minItems 1
   */
  where?: PropertyTest[];
  count?: CountTest;
  /**
   * No such row.
   */
  never?: true;
}
/**
 * Within a distance of a place, as the crow flies.
 */
export interface NearCondition {
  near: {
    lat: number;
    lng: number;
    km: number;
  };
}
/**
 * What time it is now where the person is.
 */
export interface LocalTimeCondition {
  local_time: {
    /**
     * From the first (included) to the second, over midnight when it is earlier.
     *
     * @minItems 2
     * @maxItems 2
     */
    between?: string[];
    /**
     * On these days.
     *
     * @minItems 1
     */
    days?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
  };
}
/**
 * Came into a segment lately, by what was recorded at every send and pull.
 */
export interface EnteredCondition {
  entered: {
    /**
     * The id of another segment.
     */
    segment: string;
    /**
     * Not longer ago than this.
     */
    within: string;
  };
}
/**
 * Is in a segment and has been without a break, by what was recorded at every send and pull.
 */
export interface MemberForCondition {
  member_for: {
    /**
     * The id of another segment.
     */
    segment: string;
    /**
     * For this long or longer.
     */
    at_least: string;
  };
}
/**
 * Whoever a query of your own finds.
 */
export interface SqlCondition {
  /**
   * A query with one column of person ids. It is reviewed like code, only reads, and may take a limited time.
   */
  sql: string;
}
