import { describe, expect, it } from 'vitest';
import { checkStore } from '../../src/app/check-store.ts';
import { instantColumns } from '../../src/app/instant-columns.ts';
import type { Store } from '../../src/model/ports.ts';
import type { DialectName } from '../../src/model/query.ts';
import { validate } from '../../src/validate/index.ts';
import { tinyFiles } from '../broken/tiny-workspace.ts';
import { tree } from '../validate/check.ts';

type Types = Readonly<Record<string, string>>;

/** The types of the columns of people: one of each kind, as each database names them. */
const kinds: Readonly<Record<DialectName, Types>> = {
  postgres: {
    text: 'character varying(20)',
    number: 'numeric(12,2)',
    whole: 'bigint',
    float: 'double precision',
    time: 'timestamp with time zone',
    stamp: 'timestamp without time zone',
    day: 'date',
    truth: 'boolean',
    json: 'jsonb',
    list: 'text[]',
  },
  mysql: {
    text: 'varchar(20)',
    number: 'decimal(12,2)',
    whole: 'bigint unsigned',
    float: 'double',
    time: 'timestamp',
    stamp: 'datetime(6)',
    day: 'date',
    truth: 'tinyint(1)',
    json: 'json',
    list: 'json',
  },
  sqlite: {
    text: 'text',
    number: 'numeric(12,2)',
    whole: 'integer',
    float: 'real',
    time: 'timestamp',
    stamp: 'datetime',
    day: 'date',
    truth: 'boolean',
    json: 'json',
    list: 'text',
  },
};

const shapes = (dialect: DialectName) => ({
  people: { id: 'text', zone: 'text', email: 'text', wants_email: 'integer', nickname: 'text', ...kinds[dialect] },
  events: { id: 'integer', person_id: 'text', name: 'text', at: 'text', props: 'text' },
  orders: { person: 'text', at: kinds[dialect].time ?? '', amount: 'text', state: 'integer', paid_at: 'bigint' },
  invoices: { person: 'text', status: kinds[dialect].text ?? '', due: 'bigint', details: 'json' },
});

const config = (tinyFiles['crm.yaml'] ?? '')
  .replace(
    '    attributes: { nickname: nickname, country: country }\n',
    '    units: { whole: s }\n    position: { lat: number, lng: float }\n',
  )
  .replace(
    /( {4}- \{ table: events.*\n)/,
    `$1    - { event: order, table: orders, person: person, at: at, properties: { amount: amount, state: state, paid: paid_at } }
  related:
    invoices: { table: invoices, person: person, columns: [status, due, details] }
`,
  );

const workspaceOf = (where: string, crm = config) => {
  const { workspace, diagnostics } = validate(
    tree([], { 'segments/vip.yaml': `title: x\nwhere: ${where}\n`, 'crm.yaml': crm }),
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!workspace) throw new Error('no workspace');
  return workspace;
};

const tablesOf = (dialect: DialectName) =>
  new Map(
    Object.entries(shapes(dialect)).map(([table, columns]) => [
      table,
      Object.entries(columns).map(([name, type]) => ({ name, type })),
    ]),
  );

async function found(where: string, dialect: DialectName, crm = config): Promise<string[]> {
  const store: Pick<Store, 'dialect' | 'tables' | 'all'> = {
    dialect,
    tables: async () => tablesOf(dialect),
    // The only question that is asked: PostgreSQL's version.
    all: async () => [{ version: '170002' }],
  };
  const findings = await checkStore(workspaceOf(where, crm), store as Store);
  return findings.map(({ code, summary }) => `${code} ${summary}`);
}

const servers = ['postgres', 'mysql'] as const;
const everywhere = ['sqlite', ...servers] as const;
const fits = '{ attribute: text, is: a }';

type Row = readonly [where: string, summary: string | undefined];

describe('what is asked of columns of another type', () => {
  const all: readonly Row[] = [
    ['{ attribute: text, at_least: 3 }', '`text` is text in the store, 3 is a number'],
    ['{ attribute: text, matches: a, ignore_case: true }', undefined],
    ['{ attribute: text, has_any: [a] }', undefined],
    ['{ attribute: text, within: 7d }', undefined],
    ['{ attribute: text, version_at_least: "5.1" }', undefined],
    ['{ attribute: number, contains: "1" }', '`number` is a number in the store, `contains` reads text'],
    ['{ attribute: float, not_matches: "1" }', '`float` is a number in the store, `not_matches` reads text'],
    [
      '{ attribute: number, version_less_than: "5.1" }',
      '`number` is a number in the store, `version_less_than` reads versions',
    ],
    ['{ attribute: number, has_all: [1] }', '`number` is a number in the store, `has_all` reads lists'],
    ['{ attribute: float, length: { is: 1 } }', '`float` is a number in the store, `length` reads lists'],
    ['{ attribute: float, on_day_of_week: [mon] }', '`float` is a number in the store, `on_day_of_week` reads times'],
    [
      '{ attribute: float, anniversary_within: 7d }',
      '`float` is a number in the store, `anniversary_within` reads times',
    ],
    ['{ attribute: float, at_most: 2026-01-01 }', '`float` is a number in the store, 2026-01-01 is a time'],
    ['{ attribute: whole, anniversary_within: 7d }', undefined],
    ['{ attribute: whole, at_most: -7d }', undefined],
    ['{ attribute: number, in: [1, 2.5] }', undefined],
    ['{ attribute: truth, is: true }', undefined],
    ['{ attribute: json, has_element: [{ property: a, at_least: 3 }] }', undefined],
    ['{ attribute: json.age, at_least: 3 }', undefined],
    ['{ attribute: list, has_any: [a] }', undefined],
    [
      '{ event: order, where: [{ property: state, contains: a }] }',
      '`state` is a number in the store, `contains` reads text',
    ],
    [
      '{ event: order, sum: { of: amount, at_least: 3 } }',
      '`amount` is text in the store, and only numbers are added up or put in order',
    ],
    ['{ event: order, distinct: { of: amount, at_least: 3 } }', undefined],
    [
      '{ event: order, last_value: { property: amount, more_than: 3 } }',
      '`amount` is text in the store, 3 is a number',
    ],
    [
      '{ top: { people: 5, by: { event: order, max: amount } } }',
      '`amount` is text in the store, and only numbers are added up or put in order',
    ],
    [
      '{ top: { people: 5, by: { attribute: text } } }',
      '`text` is text in the store, and only numbers are added up or put in order',
    ],
    [
      '{ sequence: [{ event: order, where: [{ property: amount, is: 3 }] }, { event: order }] }',
      '`amount` is text in the store, 3 is a number',
    ],
    [
      '{ related: invoices, where: [{ property: status, less_than: 3 }] }',
      '`status` is text in the store, 3 is a number',
    ],
    [
      '{ related: invoices, where: [{ property: due, before: -1d }] }',
      '`due` is a number in the store, `before` reads times',
    ],
    ['{ related: invoices, where: [{ property: details.a, is: 3 }] }', undefined],
  ];
  const ofServers: readonly Row[] = [
    ['{ attribute: number, is: gold }', '`number` is a number in the store, "gold" is text'],
    ['{ attribute: time, is: gold }', '`time` is a time in the store, "gold" is text'],
    ['{ attribute: stamp, contains: "2026" }', '`stamp` is a time in the store, `contains` reads text'],
    ['{ attribute: time, at_least: 3 }', '`time` is a time in the store, 3 is a number'],
    ['{ attribute: time, has_none: [a] }', '`time` is a time in the store, `has_none` reads lists'],
    ['{ attribute: stamp, between: [2026-01-01, -1d] }', undefined],
    ['{ attribute: time, in_hour: [9] }', undefined],
    ['{ attribute: day, starts_with: "2026-" }', undefined],
    ['{ attribute: day, is: 2026 }', '`day` is a date in the store, 2026 is a number'],
    [
      '{ top: { people: 5, by: { attribute: day } } }',
      '`day` is a date in the store, and only numbers are added up or put in order',
    ],
  ];
  for (const [dialects, rows] of [
    [everywhere, all],
    [servers, ofServers],
  ] as const)
    for (const [where, summary] of rows)
      it.each(dialects)(`${where} on %s`, async (dialect) => {
        const code = summary?.includes('only numbers') ? 'SEGMENT.SUM_OF_TEXT' : 'SEGMENT.TYPE_MISMATCH';
        expect(await found(where, dialect)).toEqual(summary === undefined ? [] : [`${code} ${summary}`]);
      });

  it('true and false of PostgreSQL are no text', async () => {
    expect(await found('{ attribute: truth, is: "true" }', 'postgres')).toEqual([
      'SEGMENT.TYPE_MISMATCH `truth` is true or false in the store, "true" is text',
    ]);
  });
});

describe('what crm.yaml names', () => {
  const change = (from: string, to: string): string => {
    expect(config).toContain(from);
    return config.replace(from, to);
  };

  it.each<[string, string, string]>([
    ['position: { lat: number', 'position: { lat: numbr', 'STORE.NO_COLUMN the table `people` has no column `numbr`'],
    ['units: { whole: s }', 'units: { whol: s }', 'STORE.NO_COLUMN the table `people` has no column `whol`'],
    ['table: invoices', 'table: invoice', 'STORE.NO_TABLE the store has no table `invoice`'],
    ['columns: [status', 'columns: [state', 'STORE.NO_COLUMN the table `invoices` has no column `state`'],
    [
      'consent: { columns: { email: wants_email } }',
      'consent: { table: invoices, person: person, medium: status, granted_at: status, night: nite }',
      'STORE.NO_COLUMN the table `invoices` has no column `nite`',
    ],
    ['lat: number', 'lat: text', 'STORE.NO_NUMBER `people.text` is text in the store, and no number'],
    ['units: { whole: s }', 'units: { text: s }', 'STORE.NO_NUMBER `people.text` is text in the store, and no number'],
    [
      'properties: props }',
      'properties: props, unit: ms }',
      'STORE.NO_NUMBER `events.at` is text in the store, and no number',
    ],
    [
      'columns: [status, due, details]',
      'columns: [status, due, details], units: { status: s }',
      'STORE.NO_NUMBER `invoices.status` is text in the store, and no number',
    ],
  ])('%s as %s', async (from, to, finding) => {
    for (const dialect of everywhere) expect(await found(fits, dialect, change(from, to))).toEqual([finding]);
  });

  it('is all there', async () => {
    for (const dialect of everywhere) expect(await found(fits, dialect)).toEqual([]);
  });

  it("a query of one's own is read by the database that is there, wherever its address comes from", async () => {
    const crm = change('url: sqlite:store.db', 'url: "${env:STORE}"');
    const sql = '{ sql: "select id::text from people" }';
    expect(await found(sql, 'postgres', crm)).toEqual([]);
    expect(await found(sql, 'sqlite', crm)).toEqual([
      'SEGMENT.RAW_SQL the query cannot be used: it has a placeholder (:), and nothing is filled in',
    ]);
  });
});

describe('times that may be unreadable', () => {
  const titles = (dialect: DialectName, where: string): string[] =>
    instantColumns(workspaceOf(where), { dialect, tables: tablesOf(dialect) }).map(({ title }) => title);

  it('are not looked for where the database knows that they are times', () => {
    expect(titles('postgres', '{ attribute: time, within: 7d }')).toEqual(['events.at']);
    expect(titles('mysql', '{ attribute: stamp, in_hour: [3] }')).toEqual(['events.at']);
    expect(titles('sqlite', '{ attribute: time, within: 7d }')).toEqual(['events.at', 'orders.at', 'people.time']);
  });

  it('nor where numbers count time', () => {
    expect(titles('postgres', '{ attribute: whole, within: 7d }')).toEqual(['events.at']);
  });

  it('are looked for in everything that is compared with a time', () => {
    const where = `{ all: [{ event: order, last_value: { property: amount, before: -1d } },
      { related: invoices, where: [{ property: status, anniversary_within: 7d }] },
      { attribute: json.born, older_than: 20y }] }`;
    expect(titles('postgres', where.replace(/\s+/g, ' '))).toEqual([
      'events.at',
      'orders.amount',
      'invoices.status',
      'people.json.born',
    ]);
  });
});
