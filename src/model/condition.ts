export type {
  AttributeCondition,
  Condition,
  ConsentCondition,
  CountTest,
  EnteredCondition,
  EventCondition,
  ListCondition,
  LocalTimeCondition,
  MemberForCondition,
  MessageCondition,
  NearCondition,
  PropertyTest,
  ReachableCondition,
  RelatedCondition,
  SampleCondition,
  SequenceCondition,
  SqlCondition,
  TopCondition,
} from './generated/segment.ts';

import type { AttributeCondition, PropertyTest } from './generated/segment.ts';

/** Operators that compare a value with others of its kind. */
export const comparing = [
  'is',
  'is_not',
  'in',
  'not_in',
  'at_least',
  'more_than',
  'at_most',
  'less_than',
  'between',
  'not_between',
] as const;

/** Operators that read a value as a time. */
export const timing = [
  'before',
  'after',
  'within',
  'within_next',
  'older_than',
  'anniversary_within',
  'on_day_of_week',
  'in_month',
  'in_hour',
] as const;

/** What a test on one attribute or property may ask; exactly one of them is present. */
export const operators = [
  ...comparing,
  ...timing,
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'exists',
  'empty',
  'matches',
  'not_matches',
  'has_any',
  'has_all',
  'has_none',
  'length',
  'has_element',
  'version_at_least',
  'version_less_than',
] as const;

export type Operator = (typeof operators)[number];

export type ValueTest = Omit<AttributeCondition, 'attribute'> | Omit<PropertyTest, 'property'>;
