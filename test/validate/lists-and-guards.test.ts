import { describe, expect, it } from 'vitest';
import { validate } from '../../src/validate/index.ts';
import { tinyFiles } from '../broken/tiny-workspace.ts';
import { tree } from './check.ts';

const found = (lines: string): string[] => {
  const files = { 'crm.yaml': tinyFiles['crm.yaml'] ?? '', 'segments/s.yaml': `title: S\n${lines}\n` };
  return validate(tree([], files)).diagnostics.map(
    ({ code, place, summary, suggestions = [] }) => `${code} ${place?.line}:${place?.column} ${summary} ${suggestions}`,
  );
};
const where = 'where: { event: app_opened }';

describe('guards in a file', () => {
  it.each([
    ['{ min: 1000, max_share: 0.4, max_change: 0.3 }', []],
    ['{ max_share: 1 }', []],
    ['{}', ['SEGMENT.OUT_OF_RANGE 2:1 `population` is empty ']],
    ['{ max_share: 40 }', ['SEGMENT.OUT_OF_RANGE 2:26 `max_share` is 40; it must be 1 or less ']],
    ['{ max_change: 30 }', ['SEGMENT.OUT_OF_RANGE 2:27 `max_change` is 30; it must be 10 or less ']],
    ['{ min: 0 }', ['SEGMENT.OUT_OF_RANGE 2:20 `min` is 0; it must be 1 or more ']],
    ['{ min: many }', ['SEGMENT.WRONG_TYPE 2:20 `min` must be a whole number, not text ']],
    ['{ max_shares: 0.4 }', ['SEGMENT.UNKNOWN_KEY 2:15 unknown key `max_shares` in `population` max_share']],
  ])('%s', (guard, expected) => {
    expect(found(`population: ${guard}\n${where}`)).toEqual(expected);
  });
});

describe('a list in a file', () => {
  const wrong = (path: string, meant: string) => [
    `SEGMENT.WRONG_FORM 2:16 \`list\` has the wrong form: \`${path}\` ${meant}`,
  ];
  it.each([
    ['lists/pmf-test.csv', []],
    ['lists/2026/가입자.csv', []],
    ['pmf-test.csv', wrong('pmf-test.csv', 'lists/pmf-test.csv')],
    ['lists/pmf-test.CSV', wrong('lists/pmf-test.CSV', 'lists/pmf-test.csv')],
    ['lists/pmf-test', wrong('lists/pmf-test', 'lists/pmf-test.csv')],
    ['lists/../../etc/ids.csv', wrong('lists/../../etc/ids.csv', 'lists/ids.csv')],
    ['/lists/ids.csv', wrong('/lists/ids.csv', 'lists/ids.csv')],
    ['lists//ids.csv', wrong('lists//ids.csv', 'lists/ids.csv')],
  ])('%s', (path, expected) => {
    expect(found(`where: { list: ${path} }`)).toEqual(expected);
  });

  it('is found by the words of other tools', () => {
    expect(found('where: { static_list: lists/x.csv }')[0]).toMatch(/ list$/);
  });
});
