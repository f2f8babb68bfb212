import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/ports.ts';
import type { DialectName } from '../../src/model/query.ts';
import { openStore } from '../../src/store/index.ts';
import { fromDecimal, fromFloat32, fromInteger, fromTimestamp } from '../../src/store/values.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';

const name = '김민지 👩‍👩‍👧 Łukasz "Ö" \\ \' %_';

/** What stands in a column of each database, and what everybody gets. */
const cases: readonly (readonly [what: string, columns: Partial<Record<DialectName, string>>, value: unknown])[] = [
  ['a small integer', { sqlite: '7', postgres: '7::smallint', mysql: 'cast(7 as signed)' }, 7],
  [
    'the largest safe integer',
    { sqlite: '9007199254740991', postgres: '9007199254740991::bigint', mysql: '9007199254740991' },
    9007199254740991,
  ],
  [
    'an integer beyond',
    { sqlite: '9007199254740993', postgres: '9007199254740993::bigint', mysql: '9007199254740993' },
    '9007199254740993',
  ],
  [
    'a negative one beyond',
    {
      sqlite: '-9223372036854775808',
      postgres: '(-9223372036854775807::bigint - 1)',
      mysql: 'cast(-9223372036854775808 as signed)',
    },
    '-9223372036854775808',
  ],
  ['an unsigned one', { mysql: '18446744073709551615' }, '18446744073709551615'],
  ['a count', { sqlite: 'count(*)', postgres: 'count(*)', mysql: 'count(*)' }, 1],
  ['a float', { sqlite: '0.1', postgres: '0.1::double precision', mysql: '0.1e0' }, 0.1],
  ['a short float', { postgres: '3.14::real', mysql: 'f' }, 3.14],
  ['a decimal', { sqlite: '12.5', postgres: '12.50::numeric(12,2)', mysql: 'cast(12.5 as decimal(12,2))' }, 12.5],
  ['a sum of integers', { sqlite: 'sum(7)', postgres: 'sum(7::bigint)', mysql: 'sum(7)' }, 7],
  [
    'a decimal that no number is',
    { postgres: '1234567890123456.789', mysql: '1234567890123456.789' },
    '1234567890123456.789',
  ],
  [
    'a large decimal',
    { postgres: '12345678901234567890::numeric', mysql: 'cast(12345678901234567890 as decimal(30,0))' },
    '12345678901234567890',
  ],
  ['true', { sqlite: '1', mysql: 'true' }, 1],
  ['true of its own type', { postgres: 'true' }, true],
  ['bits', { mysql: 'b' }, 5],
  [
    'a timestamp without zone',
    { postgres: "timestamp '2026-11-05 09:30:00.123456'", mysql: "cast('2026-11-05 09:30:00.123456' as datetime(6))" },
    '2026-11-05T09:30:00.123Z',
  ],
  [
    'a timestamp of whole seconds',
    { postgres: "timestamp '2026-11-05 09:30:00'", mysql: "cast('2026-11-05 09:30:00' as datetime)" },
    '2026-11-05T09:30:00.000Z',
  ],
  [
    'a timestamp with zone',
    { postgres: "timestamptz '2026-11-05 09:30:00+09'", mysql: 'at' },
    '2026-11-05T00:30:00.000Z',
  ],
  ['a moment that never comes', { postgres: "timestamptz 'infinity'" }, 'infinity'],
  [
    'a date',
    { sqlite: "'2026-11-05'", postgres: "date '2026-11-05'", mysql: "cast('2026-11-05' as date)" },
    '2026-11-05',
  ],
  ['JSON', { sqlite: `'{"a": [1]}'`, postgres: `'{"a": [1]}'::jsonb`, mysql: `max(j)` }, '{"a": [1]}'],
  ['JSON as it was written', { postgres: `'{"b":1,"a":2}'::json` }, '{"b":1,"a":2}'],
  [
    'bytes',
    { sqlite: "x'00ff80'", postgres: String.raw`'\x00ff80'::bytea`, mysql: "x'00ff80'" },
    Buffer.from([0, 255, 128]),
  ],
  ['text', { sqlite: "'a'", postgres: "'a'::varchar(3)", mysql: "'a'" }, 'a'],
  ['an id', { postgres: "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid" }, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ['an array', { postgres: "array['a', 'b c']" }, '{a,"b c"}'],
  ['nothing', { sqlite: 'null', postgres: 'null::timestamptz', mysql: 'cast(null as datetime)' }, null],
];

const kinds = await databaseKinds();

describe.each(kinds)('rows of $name', ({ dialect, missing, create }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    await database.run(
      {
        sqlite: 'create table one (a integer)',
        postgres: 'create table one (a integer)',
        mysql: 'create table one (a integer, f float, b bit(4), at timestamp(3) null, j json)',
      }[dialect],
    );
    await database.run(
      dialect === 'mysql'
        ? `insert into one values (1, 3.14, b'0101', '2026-11-05 00:30:00', '{"a": [1]}')`
        : 'insert into one values (1)',
    );
    store = openStore({ url: database.url, root: '/' });
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  const here = cases.filter(([, columns]) => columns[dialect] !== undefined);
  it.skipIf(missing).each(here)('give %s', async (_, columns, value) => {
    const query = { sql: `select ${columns[dialect]} as "value" from one`, bindings: [] };
    const rows = await store.all(query);
    expect(rows).toEqual([{ value }]);
    const streamed = [];
    for await (const row of store.stream(query)) streamed.push(row);
    expect(streamed).toEqual([{ value }]);
  });

  it.skipIf(missing)('take every kind of binding and give it back', async () => {
    const mark = (n: number, type: string): string => (dialect === 'postgres' ? `$${n}::${type}` : '?');
    const sql = `select ${mark(1, 'text')} as t, ${mark(2, 'bigint')} as i, ${mark(3, 'double precision')} as f, ${mark(4, 'bigint')} as b, ${mark(5, 'text')} as n from one limit ${mark(6, 'bigint')}`;
    const rows = await store.all({ sql, bindings: [name, 42, 0.1, 9007199254740993n, null, 5] });
    expect(rows).toEqual([{ t: name, i: 42, f: 0.1, b: '9007199254740993', n: null }]);
  });
});

describe('values that databases write', () => {
  it.each([
    ['0', 0],
    ['-0.50', -0.5],
    ['100000000000000000000.00', '100000000000000000000'],
    ['9007199254740991.000', 9007199254740991],
    ['0.000000000000001', 1e-15],
    ['0.12345678901234567', '0.12345678901234567'],
    ['NaN', 'NaN'],
  ])('the decimal %s', (text, value) => expect(fromDecimal(text)).toBe(value));
  it.each([
    ['2026-11-05 09:30:00', '2026-11-05T09:30:00.000Z'],
    ['2026-11-05 09:30:00.9', '2026-11-05T09:30:00.900Z'],
    ['2026-11-05 09:30:00.999999+00', '2026-11-05T09:30:00.999Z'],
    ['0044-03-15 00:00:00 BC', '0044-03-15 00:00:00 BC'],
    ['-infinity', '-infinity'],
  ])('the timestamp %s', (text, value) => expect(fromTimestamp(text)).toBe(value));
  it('floats and integers', () => {
    expect([1.1, 16777216, 3.4028234663852886e38, 1e-45].map((value) => fromFloat32(Math.fround(value)))).toEqual([
      1.1, 16777216, 3.4028235e38, 1.4013e-45,
    ]);
    expect(['-5', '9007199254740992'].map(fromInteger)).toEqual([-5, '9007199254740992']);
  });
});
