import type { Operator, PropertyTest, ValueTest } from '../../model/condition.ts';
import { durationWords, momentWords, numberWords, series, valuesWords, valueWords } from './value-words.ts';

type Operand = string | number;

/** Text that is written like a moment is compared as one. */
const limit = (operand: Operand): string =>
  typeof operand === 'string' && /^[+-]\d+[a-z]+$/.test(operand) ? momentWords(operand) : valueWords(operand);

const range = ([from = '', to = '']: readonly Operand[]): string => `between ${limit(from)} and ${limit(to)}`;

/** What each operator says of a name; its operand is of the kind that the schema gives it. */
const words: { readonly [O in Operator]: (operand: NonNullable<ValueTest[O]>) => string } = {
  is: (value) => `is ${valueWords(value)}`,
  is_not: (value) => `is not ${valueWords(value)}`,
  in: (values) => `is ${valuesWords(values)}`,
  not_in: (values) => `is none of ${valuesWords(values, 'and')}`,
  at_least: (value) => `is ${limit(value)} or more`,
  more_than: (value) => `is more than ${limit(value)}`,
  at_most: (value) => `is ${limit(value)} or less`,
  less_than: (value) => `is less than ${limit(value)}`,
  between: (values) => `is ${range(values)}`,
  not_between: (values) => `is not ${range(values)}`,
  before: (moment) => `is before ${momentWords(moment)}`,
  after: (moment) => `is after ${momentWords(moment)}`,
  within: (length) => `is in the last ${durationWords(length)}`,
  within_next: (length) => `is in the next ${durationWords(length)}`,
  older_than: (length) => `is longer ago than ${durationWords(length)}`,
  anniversary_within: (length) => `comes round within ${durationWords(length)}, today included`,
  on_day_of_week: (days) => `is on ${series(days, 'or')}`,
  in_month: (months) => `is in month ${series(months.map(String), 'or')}`,
  in_hour: (hours) => `is in hour ${series(hours.map(String), 'or')} of the day`,
  contains: (text) => `contains ${valueWords(text)}`,
  not_contains: (text) => `does not contain ${valueWords(text)}`,
  starts_with: (text) => `starts with ${valueWords(text)}`,
  ends_with: (text) => `ends with ${valueWords(text)}`,
  exists: (there) => (there ? 'is there' : 'is missing'),
  empty: (empty) => (empty ? 'is empty or missing' : 'is neither empty nor missing'),
  matches: (pattern) => `matches ${valueWords(pattern)}`,
  not_matches: (pattern) => `does not match ${valueWords(pattern)}`,
  has_any: (values) => `has ${valuesWords(values)}`,
  has_all: (values) => `has ${valuesWords(values, 'and')}`,
  has_none: (values) => `has none of ${valuesWords(values, 'and')}`,
  length: (test) => `has ${numberWords(test)} elements`,
  has_element: (tests) => `has an element whose ${testsWords(tests)}`,
  version_at_least: (version) => `is version ${version} or later`,
  version_less_than: (version) => `is a version before ${version}`,
};

/** "country is "KR" or "JP"". */
export function testWords(name: string, test: ValueTest): string {
  const said = (Object.keys(words) as Operator[]).flatMap((operator) => {
    const operand = test[operator];
    return operand === undefined ? [] : [(words[operator] as (operand: unknown) => string)(operand)];
  });
  return `${name} ${said.join(' and ')}${test.ignore_case ? ' (in upper or lower case)' : ''}`;
}

/** Tests that all hold on the same event, row or element. */
export const testsWords = (tests: readonly PropertyTest[]): string =>
  series(
    tests.map((test) => testWords(test.property, test)),
    'and',
  );
