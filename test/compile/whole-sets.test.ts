import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import type { DialectName } from '../../src/model/query.ts';

const heard = (times: number): Condition => ({ event: 'listen', count: { at_least: times } });
const many = [1, 2, 3, 4].map(heard);

interface Asked {
  readonly dialect: DialectName;
  readonly conditions: readonly Condition[];
  readonly indexed?: boolean;
  readonly events?: number;
}

/** Whether events are counted once for everybody; both: the database says. */
function form({ dialect, conditions, indexed = true, events }: Asked): string {
  const program = compile({
    store: {
      url: 'unused:',
      people: { table: 'people', id: 'id' },
      events: [{ table: 'events', person: 'person', name: 'name', at: 'at' }],
    },
    dialect,
    indexes: new Map([['EVENTS', indexed ? [['Person', 'at']] : []]]),
    sizes: new Map([['people', 1000], ...(events === undefined ? [] : [['events', events] as const])]),
    timezone: 'UTC',
    segments: new Map(),
    now: new Date('2026-11-01T00:00:00Z'),
  });
  const query = program.joint(conditions.map((where) => program.segment({ title: 'x', where })));
  const name = (sql: string): string => (sql.includes('left join') ? 'once' : 'each');
  return [query, ...(query.otherwise ? [query.otherwise] : [])].map(({ sql }) => name(sql)).join(' or ');
}

describe('events are looked up for each person, or counted once for everybody', () => {
  it.each<[string, Asked]>([
    ['each', { dialect: 'sqlite', conditions: [{ sample: { salt: 'a', from: 0, to: 50 } }], events: 1000 }],
    ['once', { dialect: 'sqlite', conditions: many, events: 5000 }],
    ['each', { dialect: 'sqlite', conditions: many, events: 7000 }],
    ['each', { dialect: 'sqlite', conditions: many }],
    ['each', { dialect: 'sqlite', conditions: many.slice(1), events: 10 }],
    ['once', { dialect: 'sqlite', conditions: [heard(1)], events: 1_000_000, indexed: false }],
    ['once', { dialect: 'mysql', conditions: many, events: 5000 }],
    ['each', { dialect: 'mysql', conditions: many, events: 7000 }],
    ['each or once', { dialect: 'postgres', conditions: [heard(1)], events: 1_000_000 }],
    ['once', { dialect: 'postgres', conditions: [heard(1)], indexed: false }],
    ['each', { dialect: 'postgres', conditions: [{ sample: { salt: 'a', from: 0, to: 50 } }] }],
    ['each', { dialect: 'postgres', conditions: [heard(1), { message: 'any' }] }],
  ])('%s: %j', (expected, asked) => {
    expect(form(asked)).toBe(expected);
  });
});
