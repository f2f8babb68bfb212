import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeMapping } from '../../src/importing/index.ts';
import { expectValid, full } from './workspace-support.ts';

const around = (store: string, end = ''): string => `# the top
workspace:   sori        # aligned   comments
timezone: "Asia/Seoul"
locale: ko

# where people are
${store}# what was sent

ledger: {url: 'sqlite:.crm/ledger.db'}   # flow
lifecycle:
    stages: [ a,b ]
${end}# the end
`;

const stores: Readonly<Record<string, string>> = {
  none: '',
  'the usual': 'store:\n  url: old\n  people:\n    table: t\n    id: id\n\n',
  flow: 'store: { url: old, people: { table: t, id: id } }\n',
  'flow over lines': 'store: {\n  url: old, # pg\n  people: { table: t, id: id }\n}\n',
  'comments everywhere':
    'store:   # the store\n    # the url\n    url: old   # or postgres\n    people:\n      # a table\n      table: t # t\n      id: id\n      attributes: # a\n        # city\n        city: profile.city # in json\n    # end of the store\n',
  'comments at the margin': 'store:\n# url\n  url: old\n# people\n  people: { table: t, id: id }\n',
  'events with comments':
    'store:\n  url: old\n  people: { table: t, id: id }\n  events:\n    # the app\n    - { table: e, person: p, name: n, at: a } # v1\n',
  null: 'store:\n',
  'a block text with a hash': 'store:\n  url: |-\n    #t"\n  people: { table: t, id: id }\n',
  'a text with a hash': 'store:\n  url: "a # b" # c\n  people: { table: "#t", id: id }\n',
};

/** Comments of keys that the new mapping has not: they say nothing any more. */
const gone: Readonly<Record<string, readonly string[]>> = { 'comments everywhere': ['# a', '# city', '# in json'] };

const commentsIn = (text: string): string[] =>
  [...text.matchAll(/(?<=^|\s)#(?![t]")(?! b" ).*$/gm)].map(([found]) => found.trim()).sort();

/** One less of each. */
const without = (all: readonly string[], some: readonly string[]): string[] => {
  const left = [...all];
  for (const one of some) left.splice(left.indexOf(one), left.includes(one) ? 1 : 0);
  return left;
};

describe('an existing crm.yaml', () => {
  describe.each(['\n', '\r\n'])('with line ends %j', (lineEnd) => {
    test.each(Object.entries(stores))('store: %s', (name, store) => {
      const before = around(store).replaceAll('\n', lineEnd);
      const after = writeMapping(before, full, { id: 'ignored', timezone: 'Asia/Seoul' });
      expect(parse(after)).toEqual({ ...(parse(before) as object), store: full });
      expectValid(after);
      expect(commentsIn(after)).toEqual(without(commentsIn(before), gone[name] ?? []));
      const [top, end] = around(store ? '\0' : '')
        .replaceAll('\n', lineEnd)
        .split('\0');
      expect(after.startsWith(top ?? '')).toBe(true);
      if (end) expect(after.endsWith(end)).toBe(true);
      expect(after.replaceAll('\r\n', '').includes('\r')).toBe(false);
      expect(writeMapping(after, full, { id: 'ignored', timezone: 'Asia/Seoul' })).toBe(after);
    });
  });

  test.each(Object.entries(stores).filter(([, store]) => store !== ''))('as the last part: %s', (name, store) => {
    for (const end of ['', '\n', '\n# the end\n', '# the end', '\n# a\n\n# b\n']) {
      const before = `workspace: sori\ntimezone: Asia/Seoul\nlocale: ko\nlifecycle: { stages: [a] }\n${store.trimEnd()}\n${end}`;
      const after = writeMapping(before, full, { id: 'ignored', timezone: 'Asia/Seoul' });
      expect(parse(after)).toEqual({ ...(parse(before) as object), store: full });
      expect(commentsIn(after)).toEqual(without(commentsIn(before), gone[name] ?? []));
      expect(writeMapping(after, full, { id: 'ignored', timezone: 'Asia/Seoul' })).toBe(after);
    }
  });

  test('comments stay at their keys', () => {
    const before = around(
      'store:\n  url: old # or postgres\n  people:\n    # one row a person\n    table: t\n    id: id\n',
    );
    const after = writeMapping(before, full, { id: 'ignored', timezone: 'Asia/Seoul' });
    expect(after).toContain('url: sqlite:data/store.db # or postgres\n');
    expect(after).toContain('    # one row a person\n    table: people\n');
  });

  test('a comment goes with its key, instead of standing alone at the end', () => {
    const before = around(
      'store:\n  url: old\n  people:\n    table: t\n    id: id\n    timezone: tz # of the phone\n    attributes:\n      # of the address\n      city: city # in Korea\n  events:\n    # the app\n    - { table: e, person: p, name: n, at: a } # v1\n    # the shop\n    - { table: f, person: p, name: n, at: a } # v2\n',
    );
    const after = writeMapping(before, full, { id: 'ignored', timezone: 'Asia/Seoul' });
    expect(parse(after)).toMatchObject({ store: full });
    expect(commentsIn(after)).toEqual(
      without(commentsIn(before), ['# of the phone', '# of the address', '# in Korea', '# the shop', '# v2']),
    );
    expect(after).toContain(
      '    # the app\n    - { table: events, person: user_id, name: event, at: time, properties: props } # v1\n',
    );
  });

  test('a comment inside of a list that was there stays in its place', () => {
    const before = around('store:\n  url: old # one\n  people: { table: t, id: id }\n  events: [] # none yet\n');
    expect(commentsIn(writeMapping(before, full, { id: 'ignored', timezone: 'Asia/Seoul' }))).toEqual(
      commentsIn(before),
    );
  });

  test.each([
    ['not YAML', 'store: [\n'],
    ['a list', '- a\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['a duplicate key', 'store: {}\nstore: {}\n'],
    ['flow style', '{ workspace: a }\n'],
    ['an anchor that others use', 'store: &s { url: a }\nother: *s\n'],
  ])('refused: %s', (_, text) => {
    expect(() => writeMapping(text, full, { id: 'a', timezone: 'Asia/Seoul' })).toThrow(
      expect.objectContaining({
        exitName: 'invalid',
        diagnostics: [expect.objectContaining({ code: 'IMPORT.WORKSPACE_FILE' })],
      }),
    );
  });
});
