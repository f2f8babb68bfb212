import { describe, expect, it } from 'vitest';
import { validate } from '../../src/validate/index.ts';
import { tinyFiles } from '../broken/tiny-workspace.ts';
import { tree } from './check.ts';

const more = `    position: { lat: lat, lng: lng }
    units: { country: ms }
  events:
    - { table: events, person: person_id, name: name, at: at, id: id, properties: props }
    - { event: listen, table: listens, person: person_id, at: at, properties: { seconds: seconds } }
  related:
    invoices: { table: invoices, person: person_id, columns: [paid_at, amount, details] }
`;
const plain = tinyFiles['crm.yaml'] ?? '';
const rich = plain.replace(/ {2}events:\n.*\n/, more);
/** Consent in a table, with topics and nights. */
const full = rich.replace(
  'consent: { columns: { email: wants_email } }',
  'consent: { table: c, person: p, medium: m, topic: t, granted_at: g, revoked_at: r, night: n }',
);
const own = plain.replace(
  /- \{ table: events.*\n/,
  '- { event: app_opened, table: opens, person: person_id, at: at, properties: { device: device } }\n',
);

/** What is found in a segment with this condition: severity, code, the word that it stands before, hints. */
const found = (where: string, config = full): string[] => {
  const text = `title: x\nwhere: ${where}\n`;
  return validate(tree([], { 'segments/vip.yaml': text, 'crm.yaml': config })).diagnostics.map(
    ({ severity, code, place, suggestions = [] }) => {
      const word = /^[^,:\]} ]+/.exec(text.split('\n')[1]?.slice((place?.column ?? 0) - 1) ?? '')?.[0];
      return [severity === 'error' ? [] : severity, code, word, suggestions.map((one) => `${one}?`)].flat(2).join(' ');
    },
  );
};

type Row = readonly [name: string, where: string, expected?: string, config?: string];

const tables: Readonly<Record<string, readonly Row[]>> = {
  'conditions on messages and on history': [
    ['of any campaign', '{ message: any, was: clicked, count: { at_least: 2 }, within: 30d }'],
    ['of a campaign that is there', '{ message: hello, last: { older_than: 14d } }'],
    ['of none that is there', '{ message: helo }', 'warning SEGMENT.UNKNOWN_CAMPAIGN helo hello?'],
    ['with a tag that none has', '{ message: { tag: promo } }', 'warning SEGMENT.UNKNOWN_TAG promo'],
    ['of a variant', '{ message: { variant: [hello, default] } }'],
    ['of none of its variants', '{ message: { variant: [hello, c] } }', 'warning SEGMENT.UNKNOWN_VARIANT c'],
    [
      'of a variant that held out people got',
      '{ message: { variant: [hello, default] }, was: held_out }',
      'SEGMENT.NOBODY default',
    ],
    ['with two measures', '{ message: any, never: true, count: { is: 0 } }', 'SEGMENT.SEVERAL_MEASURES count'],
    ['with two windows', '{ message: any, within: 7d, since: -9d }', 'SEGMENT.SEVERAL_MEASURES since'],
    ['at no time', '{ message: any, first: { before: yesterday } }', 'SEGMENT.NO_SUCH_TIME yesterday'],
    ['a count below nothing', '{ message: any, count: { less_than: 0 } }', 'warning SEGMENT.EMPTY_RANGE count'],
    ['of a fate that is none', '{ message: any, was: opened }', 'SEGMENT.WRONG_VALUE opened'],
    ['history of no segment', '{ entered: { segment: nope, within: 7d } }', 'SEGMENT.UNKNOWN_SEGMENT nope'],
    ['a stay in no segment', '{ member_for: { segment: nope, at_least: 7d } }', 'SEGMENT.UNKNOWN_SEGMENT nope'],
    ['a stay of no length', '{ member_for: { segment: vip, at_least: 7 } }', 'SEGMENT.WRONG_FORM 7 7d?'],
  ],
  'tests on values': [
    ['a regular expression', '{ attribute: country, matches: "^K[A-Z]$" }'],
    ['one that does not end', '{ attribute: country, matches: "K(" }', 'SEGMENT.BAD_PATTERN "K("'],
    ['one that looks ahead', '{ attribute: country, not_matches: "K(?=R)" }', 'SEGMENT.BAD_PATTERN "K(?=R)"'],
    ['one that refers back', '{ attribute: country, matches: "(.)\\\\1" }', 'SEGMENT.BAD_PATTERN "(.)\\\\1"'],
    ['a version', '{ attribute: country, version_at_least: "5.12" }'],
    ['no version', '{ attribute: country, version_at_least: 5.x }', 'SEGMENT.NO_VERSION 5.x 5?'],
    ['four numbers', '{ attribute: country, version_less_than: 1.2.3.4 }', 'SEGMENT.NO_VERSION 1.2.3.4 1.2.3?'],
    [
      'a length that no array has',
      '{ attribute: country, length: { at_least: 5, less_than: 3 } }',
      'warning SEGMENT.EMPTY_RANGE length',
    ],
    [
      'a length below nothing',
      '{ attribute: country, length: { less_than: 0 } }',
      'warning SEGMENT.EMPTY_RANGE length',
    ],
    ['case of text', '{ attribute: country, has_any: [kr, 1], ignore_case: true }'],
    ['case of a number', '{ attribute: country, is: 3, ignore_case: true }', 'warning SEGMENT.NO_CASE ignore_case'],
    ['case of a time', '{ attribute: country, within: 7d, ignore_case: true }', 'warning SEGMENT.NO_CASE ignore_case'],
    ['case that counts', '{ attribute: country, within: 7d, ignore_case: false }'],
    ['an element', '{ attribute: country, has_element: [{ property: a, is: 1 }, { property: b, exists: true }] }'],
    [
      'an element without an operator',
      '{ attribute: country, has_element: [{ property: a }] }',
      'SEGMENT.NO_OPERATOR property',
    ],
    [
      'an element of an element with two',
      '{ attribute: country, has_element: [{ property: a, has_element: [{ property: b, is: 1, in: [1] }] }] }',
      'SEGMENT.SEVERAL_MEASURES in',
    ],
    [
      'two operators of the new ones',
      '{ attribute: country, in_month: [1], in_hour: [2] }',
      'SEGMENT.SEVERAL_MEASURES in_hour',
    ],
    ['what YAML makes of a value', '{ attribute: country, has_any: [5.10] }', 'warning SEGMENT.LITERAL_VALUE 5.10'],
  ],
  events: [
    ['a sum', '{ event: listen, sum: { of: seconds, at_least: 60, less_than: 61.5 }, within: 30d }'],
    [
      'a sum and a count',
      '{ event: listen, sum: { of: seconds, is: 1 }, count: { is: 1 } }',
      'SEGMENT.SEVERAL_MEASURES count',
    ],
    [
      'first and last',
      '{ event: listen, first: { within: 7d }, last: { within: 1d } }',
      'SEGMENT.SEVERAL_MEASURES last',
    ],
    [
      'a sum that is none',
      '{ event: listen, sum: { of: seconds, more_than: 5, less_than: 5 } }',
      'warning SEGMENT.EMPTY_RANGE sum',
    ],
    ['between 1 and 2 lies an average', '{ event: listen, avg: { of: seconds, more_than: 1, less_than: 2 } }'],
    [
      'and no whole number',
      '{ event: listen, days: { more_than: 1, less_than: 2 } }',
      'warning SEGMENT.EMPTY_RANGE days',
    ],
    [
      'within and by the calendar',
      '{ event: listen, within: 7d, calendar: { last: 1, unit: week } }',
      'SEGMENT.SEVERAL_MEASURES calendar',
    ],
    [
      'since and by the calendar',
      '{ event: listen, since: -7d, until: -1d, calendar: { last: 1, unit: week } }',
      'SEGMENT.SEVERAL_MEASURES calendar',
    ],
    ['a time of the first that is none', '{ event: listen, first: { before: soon } }', 'SEGMENT.NO_SUCH_TIME soon'],
    ['a time of the last', '{ event: listen, last: { after: -3d } }'],
    ['a last value', '{ event: listen, last_value: { property: seconds, is: 1 } }'],
    [
      'a last value without an operator',
      '{ event: listen, last_value: { property: seconds } }',
      'SEGMENT.NO_OPERATOR last_value',
    ],
    [
      'a property that its table lacks',
      '{ event: app_opened, sum: { of: devise, is: 1 } }',
      'SEGMENT.UNKNOWN_PROPERTY devise device?',
      own,
    ],
    [
      'in a step',
      '{ sequence: [{ event: app_opened, where: [{ property: devise, is: a }] }, { event: app_opened }] }',
      'SEGMENT.UNKNOWN_PROPERTY devise device?',
      own,
    ],
    [
      'in a ranking',
      '{ top: { people: 5, by: { event: app_opened, distinct: devise } } }',
      'SEGMENT.UNKNOWN_PROPERTY devise device?',
      own,
    ],
    [
      'an event in a step',
      '{ sequence: [{ event: app_opened }, { event: app_open }] }',
      'SEGMENT.UNKNOWN_EVENT app_open app_opened?',
      own,
    ],
  ],
  sequences: [
    ['A, then not B', '{ sequence: [{ event: a }, { event: b, within: 1h, absent: true }], within: 7d }'],
    ['A, not B, then C', '{ sequence: [{ event: a }, { event: b, absent: true }, { event: c, within: 1d }] }'],
    ['A, then never B', '{ sequence: [{ event: a }, { event: b, absent: true }] }'],
    ['the first is absent', '{ sequence: [{ event: a, absent: true }, { event: b }] }', 'SEGMENT.BAD_STEP absent'],
    [
      'all are absent',
      '{ sequence: [{ event: a, absent: true }, { event: b, absent: true }] }',
      'SEGMENT.BAD_STEP absent',
    ],
    ['the first within', '{ sequence: [{ event: a, within: 1h }, { event: b }] }', 'SEGMENT.BAD_STEP within'],
    [
      'within of what is absent in the middle',
      '{ sequence: [{ event: a }, { event: b, absent: true, within: 1h }, { event: c }] }',
      'SEGMENT.BAD_STEP within',
    ],
    ['months between steps', '{ sequence: [{ event: a }, { event: b, within: 1mo }] }', 'SEGMENT.WRONG_FORM 1mo'],
    [
      'two windows',
      '{ sequence: [{ event: a }, { event: b }], since: -7d, within: 1d }',
      'SEGMENT.SEVERAL_MEASURES within',
    ],
    [
      'a window that is no time',
      '{ sequence: [{ event: a }, { event: b }], since: soon }',
      'SEGMENT.NO_SUCH_TIME soon',
    ],
  ],
  'top, sample, local time': [
    ['top of events', '{ top: { percent: 10, by: { event: listen, sum: seconds, within: 90d } } }'],
    ['the first people', '{ top: { people: 100 } }'],
    ['no size', '{ top: { by: { attribute: country } } }', 'SEGMENT.NO_SIZE top'],
    ['two sizes', '{ top: { percent: 10, people: 5 } }', 'SEGMENT.SEVERAL_MEASURES people'],
    ['nobody', '{ top: { percent: 0 } }', 'SEGMENT.OUT_OF_RANGE 0'],
    [
      'two measures',
      '{ top: { people: 5, by: { event: listen, sum: seconds, days: true } } }',
      'SEGMENT.SEVERAL_MEASURES days',
    ],
    [
      'two windows',
      '{ top: { people: 5, by: { event: listen, within: 7d, since: -1d } } }',
      'SEGMENT.SEVERAL_MEASURES since',
    ],
    [
      'an attribute that nobody has',
      '{ top: { people: 5, by: { attribute: contry } } }',
      'SEGMENT.UNKNOWN_ATTRIBUTE contry country?',
    ],
    ['a sample', '{ sample: { salt: a, from: 0, to: 5 } }'],
    ['a sample of nobody', '{ sample: { salt: a, from: 5, to: 5 } }', 'warning SEGMENT.EMPTY_RANGE sample'],
    ['a time of day', '{ local_time: { between: ["21:00", "08:00"], days: [sat] } }'],
    ['no time of day', '{ local_time: { between: ["09:00", "09:00"] } }', 'warning SEGMENT.EMPTY_RANGE between'],
    ['another form of it', '{ local_time: { between: ["9:00", "20:00"] } }', 'SEGMENT.WRONG_FORM "9 09:00?'],
  ],
  'what crm.yaml does not say': [
    ['near', '{ near: { lat: 37.5, lng: 127, km: 5 } }'],
    ['near without a position', '{ near: { lat: 37.5, lng: 127, km: 5 } }', 'SEGMENT.NO_POSITION near', plain],
    ['reachable', '{ reachable: { medium: email, topic: promo, night: true } }'],
    ['reachable in the app, where consent is for email', '{ reachable: in_app }', 'SEGMENT.NO_CONSENT in_app', plain],
    ['without an address', '{ reachable: sms }', 'SEGMENT.NO_ADDRESS sms'],
    ['without an address of the medium', '{ reachable: { medium: push } }', 'SEGMENT.NO_ADDRESS push'],
    [
      'at night, where consent is a column',
      '{ reachable: { medium: email, night: true } }',
      'SEGMENT.NO_NIGHT night',
      plain,
    ],
    [
      'without nights',
      '{ consent: { medium: email, night: true } }',
      'SEGMENT.NO_NIGHT night',
      full.replace(', night: n', ''),
    ],
    ['without topics', '{ reachable: { medium: email, topic: promo } }', 'warning SEGMENT.NO_TOPIC topic', plain],
    ['consent', '{ consent: { medium: sms, topic: x, granted: { older_than: 23mo } } }'],
    ['consent without a column', '{ consent: { medium: sms } }', 'SEGMENT.NO_CONSENT sms', plain],
    [
      'since when, where consent is a column',
      '{ consent: { medium: email, granted: { within: 7d } } }',
      'SEGMENT.NO_CONSENT_TIME granted',
      plain,
    ],
    ['since a time that is none', '{ consent: { medium: email, granted: { after: x } } }', 'SEGMENT.NO_SUCH_TIME x'],
    ['rows', '{ related: invoices, where: [{ property: amount, at_least: 5 }, { property: details.a, is: b }] }'],
    ['a table that is not named', '{ related: invoice }', 'SEGMENT.UNKNOWN_RELATED_TABLE invoice invoices?'],
    ['no related tables', '{ related: invoices }', 'SEGMENT.UNKNOWN_RELATED_TABLE invoices', plain],
    [
      'a column that is not named',
      '{ related: invoices, where: [{ property: amout, is: 5 }] }',
      'SEGMENT.UNKNOWN_COLUMN amout amount?',
    ],
    [
      'rows that are counted and none',
      '{ related: invoices, never: true, count: { is: 1 } }',
      'SEGMENT.SEVERAL_MEASURES count',
    ],
    [
      'a number of rows that is none',
      '{ related: invoices, count: { is: 1, at_least: 2 } }',
      'warning SEGMENT.EMPTY_RANGE count',
    ],
  ],
};

for (const [title, rows] of Object.entries(tables))
  describe(title, () => {
    for (const [name, where, expected, config] of rows)
      it(name, () => expect(found(where, config)).toEqual(expected === undefined ? [] : [expected]));
  });

describe("a query of one's own", () => {
  const check = (sql: string, url = 'sqlite:store.db'): string[] =>
    found(`{ sql: ${JSON.stringify(sql)} }`, full.replace('url: sqlite:store.db', `url: "${url}"`));
  const refused = 'SEGMENT.RAW_SQL';

  it.each([
    'select person_id from events',
    "select person_id from events where name = 'a;b?)' -- the last; one?)",
    'with x as (select 1) select * from x',
    "values ('a'), ('b')",
    'select id\nfrom people /* all ( */ where (a or (b))',
  ])('%s', (sql) => expect(check(sql)).toEqual([]));

  it.each([
    'delete from people',
    'update people set a = 1',
    'select 1; select 2',
    'select 1;',
    'select 1) or 1 = 1 or (select 2',
    'select (1',
    "select 'a",
    'select 1 /* a',
    'select ?',
    'select :id',
    'select \u0001',
    'table people',
    'select load_extension(1)',
    'pragma user_version',
    '-- nothing',
  ])('%j is refused', (sql) => expect(check(sql)).toEqual([expect.stringContaining(refused)]));

  it('is read as the database reads it', () => {
    const cast = "select id::text from people where data -> 'a' = '1'";
    expect(check(cast)).toEqual([expect.stringContaining(refused)]);
    expect(check(cast, 'postgres://db/shop')).toEqual([]);
    expect(check('select $1', 'postgres://db/shop')).toEqual([expect.stringContaining(refused)]);
    expect(check('select id from `people` # all', 'mysql://db/shop')).toEqual([]);
    expect(check('select /*! 1) or (select */ 1', 'mysql://db/shop')).toEqual([expect.stringContaining(refused)]);
  });

  it('where the address comes from outside, what no database would read is refused', () => {
    const env = `\${env:STORE}`;
    expect(check('select id::text from people', env)).toEqual([]);
    expect(check('delete from people', env)).toEqual([expect.stringContaining(refused)]);
  });

  it('holds on every environment', () => {
    const config = full.replace(
      'channels:',
      'environments:\n  live: { store: { url: "postgres://db/shop" } }\nchannels:',
    );
    expect(found('{ sql: select id from `people` }', config)).toEqual(['SEGMENT.RAW_SQL select']);
  });
});
