import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { conditionWords, sentenceOf } from '../../src/compile/words/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import { conditions } from './world/arbitraries.ts';

const said = (yaml: string): string =>
  sentenceOf(conditionWords(parse(yaml) as Condition)).replace(/^Everybody of whom it is true: (.*)\.$/s, '$1');

describe('conditions in plain words', () => {
  it.each([
    ['{ attribute: country, in: [KR, JP] }', 'country is "KR" or "JP"'],
    ['{ attribute: name, contains: Mina, ignore_case: true }', 'name contains "Mina" (in upper or lower case)'],
    ['{ attribute: seen, older_than: 2mo }', 'seen is longer ago than 2 months'],
    ['{ attribute: seen, before: -7d }', 'seen is before 7 days ago'],
    ['{ attribute: due, between: [+1d, 2026-12-01] }', 'due is between in 1 day and "2026-12-01"'],
    [
      '{ attribute: pets, has_element: [{ property: kind, is: dog }, { property: age, at_least: 1 }] }',
      'pets has an element whose kind is "dog" and age is 1 or more',
    ],
    ['{ attribute: genres, length: { at_least: 2, less_than: 5 } }', 'genres has at least 2 and less than 5 elements'],
    ['{ event: listen, count: { at_least: 1 } }', 'did listen at least 1 time'],
    ['{ event: listen, count: { at_least: 3 }, within: 90d }', 'did listen at least 3 times in the last 90 days'],
    [
      '{ event: listen, never: true, where: [{ property: seconds, at_least: 60 }] }',
      'never did listen where seconds is 60 or more',
    ],
    [
      '{ event: gift, sum: { of: amount, at_least: 50000 }, since: 2026-01-01 }',
      'the total amount of gift since 2026-01-01 is at least 50000',
    ],
    [
      '{ event: listen, days: { at_least: 4 }, calendar: { last: 1, unit: week } }',
      'did listen in the 1 whole week before this one on at least 4 different days',
    ],
    ['{ event: order, last_value: { property: status, is: delivered } }', 'in the last order, status is "delivered"'],
    ['{ event: order, first: { within: 7d } }', 'did order, for the first time in the last 7 days'],
    [
      '{ sequence: [{ event: cart }, { event: order, within: 1h, absent: true }], within: 30d }',
      'did cart, then no order within 1 hour in the last 30 days',
    ],
    ['{ message: any, never: true, within: 30d }', 'never was sent any message in the last 30 days'],
    [
      '{ message: { variant: [welcome, b] }, was: clicked, count: { at_least: 2 } }',
      'clicked in the variant b of welcome at least 2 times',
    ],
    ['{ reachable: { medium: email, topic: offers, night: true } }', 'can be reached by email about offers at night'],
    [
      '{ consent: { medium: sms, granted: { older_than: 23mo } } }',
      'has agreed to sms, which is longer ago than 23 months',
    ],
    ['{ list: lists/a.csv, column: id }', 'is in the list lists/a.csv, column id'],
    ['{ sample: { salt: x, from: 0, to: 5 } }', 'is in the random share from 0% to 5% drawn as "x"'],
    [
      '{ top: { percent: 10, by: { event: gift, sum: amount, within: 90d } } }',
      'is among the top 10% by the total amount of gift in the last 90 days',
    ],
    ['{ top: { people: 5 } }', 'is among the first 5 people in the order of ids'],
    [
      '{ related: invoices, where: [{ property: status, is: open }], never: true }',
      'has no invoices whose status is "open"',
    ],
    ['{ near: { lat: 37.5, lng: 127, km: 5 } }', 'is within 5 km of 37.5, 127'],
    [
      '{ local_time: { between: ["21:00", "08:00"], days: [sat, sun] } }',
      'it is between 21:00 and 08:00 on sat or sun where they are',
    ],
    ['{ entered: { segment: vip, within: 7d } }', 'came into the segment vip in the last 7 days'],
    ['{ member_for: { segment: vip, at_least: 14d } }', 'has been in the segment vip for 14 days or longer'],
    ['{ sql: "select id\\n from x" }', 'is found by the query "select id from x"'],
    [
      '{ all: [{ segment: a }, { any: [{ segment: b }, { not: { segment: c } }] }, { none: [{ segment: d }, { segment: e }] }] }',
      'is in the segment a and (is in the segment b or not (is in the segment c)) and none of (is in the segment d; is in the segment e)',
    ],
  ])('%s', (yaml, expected) => {
    expect(said(yaml)).toBe(expected);
  });

  it('name every value, and leave no hole', () => {
    fc.assert(
      fc.property(conditions(), (condition) => {
        const text = sentenceOf(conditionWords(condition));
        expect(text).not.toMatch(/undefined|\[object|NaN|\$\{| {2}/);
        for (const value of valuesOf(condition)) expect(text).toContain(value);
      }),
      { numRuns: 1000 },
    );
  });
});

/** What somebody wrote: texts and numbers, of durations the number. */
function valuesOf(node: unknown, key = ''): string[] {
  if (typeof node === 'number') return [String(node)];
  if (typeof node === 'string') {
    if (key === 'was' || key === 'unit' || key === 'sql' || node === 'any') return [];
    const duration = /^[+-]?(\d+)(m|h|d|w|mo|y)$/.exec(node);
    return [duration?.[1] ?? node];
  }
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, inside]) => valuesOf(inside, Array.isArray(node) ? key : name));
}
