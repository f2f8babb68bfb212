/** Generated from schemas/segment.schema.json by "npm run generate". Do not edit. */

/**
 * True or false for every person, never unknown: a missing value satisfies no positive test, and not is the exact complement.
 */
export type Condition =
  AllCondition | AnyCondition | NoneCondition | NotCondition | AttributeCondition | EventCondition | SegmentCondition;

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
   * Compare text without regard to upper and lower case (default false).
   */
  ignore_case?: boolean;
}
/**
 * How often the person did something; without a measure: at least once.
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
  count?: CountTest;
  /**
   * No such event (in the window).
   */
  never?: true;
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
export interface SegmentCondition {
  /**
   * The id of another segment.
   */
  segment: string;
}
