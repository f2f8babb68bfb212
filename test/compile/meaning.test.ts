import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import type { SegmentFile } from '../../src/model/workspace.ts';
import { mapping, type TestPerson, writeStore } from './test-store.ts';

const now = new Date('2026-11-01T00:00:00Z');
const listen = (at: string, seconds: number | null = 60) => ({ name: 'listen', at, props: { seconds } });
const person = (id: string, values: TestPerson['values'], events: TestPerson['events'] = []): TestPerson => ({
  id,
  values,
  events,
});
const people: readonly TestPerson[] = [
  person('ann', { plan: 'plus', score: 5, age: 30, seen: '2026-10-25T00:00:00Z' }, [
    listen('2026-10-31T23:59:59Z'),
    listen('2026-10-25T00:00:00Z'),
    listen('2026-10-24T23:59:59Z'),
  ]),
  person('bob', { plan: null, score: null, age: null, seen: null }, [listen('2026-11-01T00:00:00Z')]),
  person('cho', { plan: '플러스', score: 0, age: 0, seen: '2026-10-31' }, [
    listen('2026-10-26T09:00:00+09:00', 59),
    listen('2026-10-26T00:00:00Z', null),
  ]),
  person('dan', { plan: '50%_off', score: -1, age: 41, seen: 'soon', tags: '[]' }),
];
const store = writeStore(people);
afterAll(() => store.close());

const table: readonly [string, Condition, string[]][] = [
  ['a missing value satisfies no positive test', { attribute: 'score', at_most: 100 }, ['ann', 'cho', 'dan']],
  ['and every negative one', { attribute: 'plan', is_not: 'plus' }, ['bob', 'cho', 'dan']],
  ['not_in is the complement of in', { attribute: 'plan', not_in: ['plus', '플러스'] }, ['bob', 'dan']],
  ['% and _ are plain characters', { attribute: 'plan', contains: '%_' }, ['dan']],
  ['between includes both ends', { attribute: 'score', between: [0, 5] }, ['ann', 'cho']],
  ['zero exists', { attribute: 'age', exists: true }, ['ann', 'cho', 'dan']],
  ['missing and [] are empty', { attribute: 'tags', empty: true }, ['ann', 'bob', 'cho', 'dan']],
  ['text is no number, whatever the column would make of it', { attribute: 'age', in: ['30', '41'] }, []],
  ['and the complement is everybody', { attribute: 'age', is_not: '30' }, ['ann', 'bob', 'cho', 'dan']],
  ['a number test on text is false', { attribute: 'plan', at_least: 1 }, []],
  ['within is half-open: [now - 7d, now)', { attribute: 'seen', within: '7d' }, ['ann', 'cho']],
  ['older_than is strict', { attribute: 'seen', older_than: '7d' }, []],
  [
    'a stored date is midnight in the zone of the workspace',
    { attribute: 'seen', before: '2026-10-30T15:00:01Z' },
    ['ann', 'cho'],
  ],
  ['exactly at that midnight is not before it', { attribute: 'seen', before: '2026-10-30T15:00:00Z' }, ['ann']],
  ['events at now are invisible', { event: 'listen' }, ['ann', 'cho']],
  ['windows of events are half-open', { event: 'listen', within: '7d', count: { at_least: 2 } }, ['ann', 'cho']],
  [
    'offsets are understood',
    { event: 'listen', since: '2026-10-26T00:00:00Z', until: '2026-10-26T00:00:01Z', count: { is: 2 } },
    ['cho'],
  ],
  [
    'every test holds on the same event',
    { event: 'listen', where: [{ property: 'seconds', at_least: 60 }], within: '7d' },
    ['ann'],
  ],
  ['never is the complement', { event: 'listen', never: true }, ['bob', 'dan']],
  ['less than two includes none', { event: 'listen', count: { less_than: 2 } }, ['bob', 'dan']],
  ['an event that never was', { event: 'flew', count: { at_most: 0 } }, ['ann', 'bob', 'cho', 'dan']],
  ['months clamp to their end', { attribute: 'seen', within: '1mo' }, ['ann', 'cho']],
  ['none of nothing missing', { none: [{ attribute: 'plan', is: 'plus' }, { event: 'listen' }] }, ['bob', 'dan']],
];

describe('what a condition means', () => {
  it.each(table)('%s', async (_, condition, expected) => {
    expect(await store.ids(condition, now)).toEqual(expected);
  });

  it('segments of segments', async () => {
    const segments = new Map<string, SegmentFile>([
      ['listeners', { title: 'listeners', where: { event: 'listen' } }],
      [
        'plus-listeners',
        { title: 'plus', where: { all: [{ segment: 'listeners' }, { attribute: 'plan', is: 'plus' }] } },
      ],
    ]);
    expect(await store.ids({ segment: 'plus-listeners' }, now, segments)).toEqual(['ann']);
    expect(await store.ids({ not: { segment: 'plus-listeners' } }, now, segments)).toEqual(['bob', 'cho', 'dan']);
  });

  it('a segment that is not there is a bug, not nobody', () => {
    const program = compile({ dialect: 'sqlite', store: mapping, timezone: 'UTC', segments: new Map(), now });
    expect(() => program.segment({ title: 'x', where: { segment: 'gone' } })).toThrow('the segment gone is not there');
  });

  it('values are bindings and names are quoted', () => {
    const program = compile({ dialect: 'sqlite', store: mapping, timezone: 'UTC', segments: new Map(), now });
    const hostile = "'; drop table people; --";
    const { sql, bindings } = program.segment({
      title: 'x',
      where: {
        all: [
          { attribute: 'a" or 1=1 --', is: hostile },
          { event: hostile, where: [{ property: 'x"; drop', is: hostile }] },
        ],
      },
    });
    expect(sql).not.toContain('drop');
    expect(sql).toContain('"a"" or 1=1 --"');
    expect(bindings).toContain(hostile);
  });
});
