import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrmError } from '../../src/base/crm-error.ts';
import type { DialectName } from '../../src/model/query.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';
import { workshop } from './segment-workshop.ts';

/** What an attacker writes wherever text may stand. Somebody in the store has each of them for a name, so that it must be taken as it stands. */
const payloads = [
  "'; drop table people; --",
  "x' or '1'='1",
  '"; delete from people; --',
  '`; truncate people; #',
  "\\'; update people set name = 'Eve'; --",
  '%',
  '_ob',
  '$1; select 1',
  '?',
  "' union select secret from vault --",
  ') or true --',
  '/* */ or 1=1',
] as const;

const odd = '"; drop table people; --';

/** Values: whoever's name it is, and nobody else. */
const values: { readonly where: object; readonly text: (typeof payloads)[number] }[] = payloads.flatMap((text) =>
  [
    { attribute: 'name', is: text },
    { attribute: 'name', in: [text, `${text}!`] },
    { attribute: 'name', starts_with: text },
    { attribute: 'name', ends_with: text },
    { event: 'listen', where: [{ property: 'title', is: text }] },
    { event: text },
  ].map((where) => ({ where, text })),
);

values.push({ where: { attribute: 'name', matches: "'; drop table people; --$" }, text: payloads[0] });

/** Text where a name is wanted: nobody is found, or it is refused. */
const names: Readonly<Record<string, object>> = {
  attribute: { attribute: odd, is: 1 },
  'path of an attribute': { attribute: `profile.${odd}`, is: 1 },
  'path with a quote': { attribute: `profile.'; drop table people; --`, exists: true },
  'property of an event': { event: 'listen', where: [{ property: odd, is: 1 }] },
  'path of a property': { event: 'listen', where: [{ property: `a.b'] or 1=1 --`, exists: true }] },
  'summed property': { event: 'listen', sum: { of: odd, at_least: 1 } },
  'distinct property': { event: 'listen', distinct: { of: odd, at_least: 1 } },
  'last value': { event: 'listen', last_value: { property: odd, is: 1 } },
  'step of a sequence': { sequence: [{ event: odd }, { event: "x'; drop table people; --" }] },
  'ranked event': { top: { people: 1, by: { event: odd, sum: odd } } },
  'ranked attribute': { top: { people: 1, by: { attribute: odd } } },
  'related table': { related: odd },
  'column of a related table': { related: 'invoices', where: [{ property: odd, is: 1 }] },
  segment: { segment: odd },
  campaign: { message: odd },
  tag: { message: { tag: odd } },
  variant: { message: { variant: ['hello', odd] } },
  'history of a segment': { entered: { segment: odd, within: '7d' } },
  list: { list: `lists/${odd}.csv` },
  'list outside': { list: 'lists/../../../../etc/passwd.csv' },
  'column of a list': { list: 'lists/all.csv', column: odd },
  topic: { consent: { medium: 'email', topic: odd } },
  medium: { reachable: odd },
  moment: { attribute: 'joined', before: odd },
  length: { attribute: 'joined', within: '1d; drop table people' },
  version: { attribute: 'name', version_at_least: odd },
  'element of an array': { attribute: 'profile.tags', has_element: [{ property: odd, is: odd }] },
  'values of an array': { attribute: 'profile.tags', has_any: [odd] },
  'hour of the day': { local_time: { between: [odd, '09:00'] } },
  'pattern that never ends': { attribute: 'name', matches: '^(a+)+$' },
  'another pattern that never ends': { attribute: 'name', matches: '(x|x)*y' },
  'a number that is text': { near: { lat: odd, lng: 1, km: 1 } },
};

/** Queries of one's own that do more than read: refused on every database. */
const common = [
  'delete from people',
  'select id from people; delete from people',
  "select id from people; drop table people; select 'x'",
  'select id from people) ; delete from people; select (1',
  'with gone as (delete from people returning id) select id from gone',
  "with added as (insert into people values ('x') returning id) select id from added",
  "with named as (update people set name = 'Eve' returning id) select id from named",
  'select id into loot from people',
  'select id from people for update',
  'select id from people limit $1',
  'select id from people where name = ?',
  "select id from people where name = 'unfinished",
  'select id from people /* unfinished',
  '-- nothing',
  ';',
  'pragma query_only = 0',
  'set transaction read write',
  'commit',
  'call drop_everything()',
  'explain delete from people',
  'select \u0001 from people',
];

const own: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: [
    "attach 'stolen.db' as stolen",
    "vacuum into 'copy.db'",
    "select load_extension('x')",
    "select writefile('x', 'y')",
    "select readfile('/etc/passwd')",
    "select edit('x')",
    'replace into people (id) values (1)',
    'reindex',
  ],
  postgres: [
    "copy people to 'crm-attack-stolen'",
    "copy (select id from people) to program 'cat'",
    "select pg_read_file('/etc/passwd')",
    "select lo_export(1, 'crm-attack-stolen')",
    'select pg_sleep(60)',
    'select pg_terminate_backend(pg_backend_pid())',
    "select set_config('transaction_read_only', 'off', false)",
    "select dblink_exec('', 'delete from people')",
    "select query_to_xml('delete from people', true, true, '')",
    'truncate people',
    'do $$ begin delete from people; end $$',
    'select nextval($$x$$)',
  ],
  mysql: [
    "select id from people into outfile 'crm-attack-outfile'",
    "select id from people into dumpfile 'crm-attack-outfile'",
    "select load_file('/etc/passwd')",
    "load data infile '/etc/passwd' into table people",
    'select sleep(60)',
    "select benchmark(1000000000, md5('x'))",
    "select get_lock('x', 60)",
    'select id from people where (@a := 1)',
    'select id from people /*! ; delete from people */',
    'handler people open',
    'select id from people procedure analyse()',
    'kill 1',
  ],
};

/** Names in crm.yaml: the store has no such thing, and is asked for nothing else. */
const mappings: { readonly [title: string]: readonly [from: string, to: string] } = {
  'table of people': ['table: people', `table: ${JSON.stringify('people; drop table people; --')}`],
  'quoted table': ['table: people', `table: ${JSON.stringify('people"; drop table people; --')}`],
  'table in a schema': ['table: people', `table: ${JSON.stringify('information_schema.people"; drop table people')}`],
  'id of people': ['id: id', `id: ${JSON.stringify('id" from people; drop table people; --')}`],
  'column of an attribute': ['name: name', `name: ${JSON.stringify("name') or 1=1 --")}`],
  'table of events': ['table: events', `table: ${JSON.stringify('events`; drop table people; #')}`],
  'time of events': ['at: at', `at: ${JSON.stringify('at" or "1"="1')}`],
  'related table': ['table: invoices', `table: ${JSON.stringify('invoices; drop table people')}`],
  'table of consent': ['table: consents', `table: ${JSON.stringify('(delete from people returning *)')}`],
  'zone of people': ['timezone: zone', `timezone: ${JSON.stringify('zone"; drop table people; --')}`],
};

const kinds = await databaseKinds();

describe.each(kinds)('attacks through segments on $name', ({ dialect, missing, create }) => {
  let database: TestDatabase;
  let files: ReturnType<typeof workshop>;
  let before: string;
  beforeAll(async () => {
    if (missing) return;
    database = await create();
    files = workshop(database, payloads);
    await files.fill();
    before = await files.traces();
  });
  afterAll(async () => {
    await database?.drop();
  });

  const raw = [...common, ...own[dialect]];
  it('are at least sixty', () =>
    expect(values.length + Object.keys(names).length + raw.length + Object.keys(mappings).length).toBeGreaterThan(60));

  /** The ids that a condition finds; undefined when it is refused, in words. */
  async function found(where: object, edit?: readonly [string, string]): Promise<string | undefined> {
    let answer: string | undefined;
    try {
      answer = await files.ids(where, edit);
    } catch (error) {
      // Anything else is a crash.
      expect(error).toBeInstanceOf(CrmError);
      expect((error as CrmError).diagnostics.map(({ code }) => code)).not.toContain('INTERNAL.BUG');
      for (const { why, next = [] } of (error as CrmError).diagnostics) expect([why, ...next].join('')).not.toBe('');
    }
    expect(await files.traces()).toBe(before);
    return answer;
  }

  it.skipIf(missing).each(values)('a value is taken as it stands: $where', async ({ where, text }) => {
    expect(await found(where)).toBe(`p${payloads.indexOf(text)}`);
  });

  it.skipIf(missing).each(Object.entries(names))('a name: %s', async (_, where) => {
    expect([undefined, '']).toContain(await found(where));
  });

  it.skipIf(missing).each(raw.map((sql) => ({ sql })))('a query of one’s own: $sql', async (where) => {
    expect(await found(where)).toBeUndefined();
  });

  it.skipIf(missing).each(Object.keys(mappings))('a name in crm.yaml: %s', async (title) => {
    const edit = mappings[title];
    const where = {
      any: [{ event: 'listen' }, { related: 'invoices' }, { reachable: 'email' }, { attribute: 'name', is: 'x' }],
    };
    expect(await found(where, edit)).toBeUndefined();
  });

  it.skipIf(missing)('a salt, a zone in the data and a title do no harm', async () => {
    const all = (await found({ attribute: 'joined', exists: true }))?.split(' ').length;
    expect((await found({ sample: { salt: odd, from: 0, to: 100 } }))?.split(' ').length).toBe(all);
    expect(await found({ local_time: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] } })).toBeDefined();
  });
});
