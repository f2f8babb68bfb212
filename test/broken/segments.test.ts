import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Broken, checkBroken, type Expected } from './check-broken.ts';

const crm = 'crm.yaml';
const vip = 'segments/vip.yaml';
const head = 'title: 단골 손님\nowner: crm@tiny.example\nstage: retention\nwhere:\n';

/** A segment with this condition, which begins in line 5. */
const segment = (name: string, where: string, ...finds: Expected[]): Broken => ({
  name,
  files: { [vip]: `${head}${where}\n` },
  finds,
});
const at = (line: number, column: number): string => `${vip}:${line}:${column}`;
const error = (code: string, place: string, marks: string, more: Partial<Expected> = {}): Expected => ({
  code: `SEGMENT.${code}`,
  at: place,
  marks,
  ...more,
});

checkBroken('tests on values', [
  segment(
    'a regular expression that does not end',
    '  attribute: country\n  matches: "K("',
    error('BAD_PATTERN', at(6, 12), '"K("', { says: 'Unterminated group' }),
  ),
  segment(
    'a regular expression that databases read differently',
    '  attribute: country\n  not_matches: "^(?!K)"',
    error('BAD_PATTERN', at(6, 16), '"^(?!K)"', { says: 'not read alike' }),
  ),
  segment(
    'a version that is none',
    '  attribute: country\n  version_at_least: v5.12.x',
    error('NO_VERSION', at(6, 21), 'v5.12.x', { hint: ['5.12'] }),
  ),
  segment(
    'two operators of one test on an element',
    '  attribute: country\n  has_element:\n    - { property: kind, is: dog, exists: true }',
    error('SEVERAL_MEASURES', at(7, 34), 'exists', { says: '`exists` stands beside `is`' }),
  ),
  segment(
    'an element that is asked nothing',
    '  attribute: country\n  has_element:\n    - property: kind',
    error('NO_OPERATOR', at(7, 7), 'property'),
  ),
  segment(
    'a day of the week in a word of its own',
    '  attribute: country\n  on_day_of_week: [monday]',
    error('WRONG_VALUE', at(6, 20), 'monday', { hint: ['mon'] }),
  ),
  segment(
    'the 13th month',
    '  attribute: country\n  in_month: [13]',
    error('OUT_OF_RANGE', at(6, 14), '13', { says: '12 or less' }),
  ),
]);

checkBroken('what people did', [
  segment(
    'a sum and a count',
    '  event: app_opened\n  sum: { of: amount, at_least: 5 }\n  count: { at_least: 2 }',
    error('SEVERAL_MEASURES', at(7, 3), 'count', { says: '`count` stands beside `sum`' }),
  ),
  segment(
    'a sum of nothing',
    '  event: app_opened\n  sum: { at_least: 5 }',
    error('MISSING_KEY', at(6, 3), 'sum', { says: '`of`' }),
  ),
  segment(
    'a sum that is asked nothing',
    '  event: app_opened\n  sum: { of: amount }',
    error('OUT_OF_RANGE', at(6, 3), 'sum', { says: 'does not say how much' }),
  ),
  segment(
    'two windows',
    '  event: app_opened\n  within: 30d\n  calendar: { last: 7, unit: day }',
    error('SEVERAL_MEASURES', at(7, 3), 'calendar', { says: '`calendar` stands beside `within`' }),
  ),
  segment(
    'a unit of the calendar that is none',
    '  event: app_opened\n  calendar: { last: 7, unit: days }',
    error('WRONG_VALUE', at(6, 30), 'days', { hint: ['day'] }),
  ),
  segment(
    'a first time in words',
    '  event: app_opened\n  first: { before: last week }',
    error('NO_SUCH_TIME', at(6, 20), 'last week'),
  ),
  segment(
    'two tests of when',
    '  event: app_opened\n  last: { within: 30d, older_than: 7d }',
    error('OUT_OF_RANGE', at(6, 3), 'last', { says: 'has 2 tests' }),
  ),
  segment(
    'the last value without an operator',
    '  event: app_opened\n  last_value: { property: status }',
    error('NO_OPERATOR', at(6, 3), 'last_value'),
  ),
  segment(
    'a sequence that begins with nothing',
    '  sequence:\n    - { event: app_opened, absent: true }\n    - { event: app_opened }',
    error('BAD_STEP', at(6, 28), 'absent'),
  ),
  segment(
    'a first step within',
    '  sequence:\n    - { event: app_opened, within: 1h }\n    - { event: app_opened }',
    error('BAD_STEP', at(6, 28), 'within'),
  ),
  segment(
    'an absent step within, in the middle',
    '  sequence:\n    - event: cart\n    - { event: coupon, absent: true, within: 1h }\n    - event: order',
    error('BAD_STEP', at(7, 38), 'within', { says: 'only after the last step' }),
  ),
  segment(
    'a sequence of one',
    '  sequence:\n    - event: cart',
    error('OUT_OF_RANGE', at(5, 3), 'sequence', { says: 'at least 2 items' }),
  ),
]);

checkBroken('other questions', [
  segment(
    'the top of how many',
    '  top: { by: { event: app_opened } }',
    error('NO_SIZE', at(5, 3), 'top', { says: 'how many' }),
  ),
  segment(
    'the top by two measures',
    '  top: { people: 100, by: { event: app_opened, sum: amount, days: true } }',
    error('SEVERAL_MEASURES', at(5, 61), 'days', { says: '`days` stands beside `sum`' }),
  ),
  segment(
    'near, where nobody knows where people are',
    '  near: { lat: 37.5, lng: 127, km: 5 }',
    error('NO_POSITION', at(5, 3), 'near'),
  ),
  segment(
    'a place that is nowhere',
    '  near: { lat: 137.5, lng: 127, km: 5 }',
    error('OUT_OF_RANGE', at(5, 16), '137.5', { says: '90 or less' }),
  ),
  segment('reachable without an address', '  reachable: sms', error('NO_ADDRESS', at(5, 14), 'sms')),
  segment(
    'reachable at night, where no consent is for the night',
    '  reachable: { medium: email, night: true }',
    error('NO_NIGHT', at(5, 31), 'night'),
  ),
  segment('consent of nobody', '  consent: { medium: push }', error('NO_CONSENT', at(5, 22), 'push')),
  segment(
    'since when, where consent is a yes or no',
    '  consent: { medium: email, granted: { older_than: 23mo } }',
    error('NO_CONSENT_TIME', at(5, 29), 'granted'),
  ),
  segment(
    'a related table that crm.yaml does not name',
    '  related: invoices',
    error('UNKNOWN_RELATED_TABLE', at(5, 12), 'invoices'),
  ),
  {
    ...segment(
      'a column that crm.yaml does not name',
      '  related: invoices\n  where: [{ property: amuont, at_least: 3 }]',
      error('UNKNOWN_COLUMN', at(6, 23), 'amuont', { hint: ['amount'] }),
    ),
    edits: [[crm, 'ledger:', '  related: { invoices: { table: people, person: id, columns: [amount] } }\nledger:']],
  },
  segment(
    'an hour with one digit',
    '  local_time: { between: ["9:00", "20:00"] }',
    error('WRONG_FORM', at(5, 27), '"9:00"', { hint: ['09:00'] }),
  ),
]);

const sql = (name: string, text: string, says: string): Broken =>
  segment(name, `  sql: ${text}`, error('RAW_SQL', at(5, 8), text, { says }));

checkBroken("queries of one's own", [
  sql('that write', 'delete from people', 'does not begin with select'),
  sql('that write in the middle', 'with a as (delete from people returning id) select id from a', 'delete'),
  sql('of two statements', 'select id from people; drop table people', 'more than one statement'),
  sql('that end with a semicolon', 'select id from people;', 'ends with a ;'),
  sql('that close what they did not open', 'select id from people) or id in (select id from people', 'did not open'),
  sql('whose text does not end', "select id from people where id = 'a", 'does not end'),
  sql('with a placeholder', 'select id from people where id = ?', 'placeholder'),
]);

const withStore = (columns: string) => (dir: string) => {
  const db = new Database(join(dir, 'store.db'));
  db.exec(columns);
  db.close();
};

checkBroken('what the store has', [
  {
    ...segment(
      'a text test of a column of numbers',
      '  attribute: wants_email\n  contains: "1"',
      error('TYPE_MISMATCH', at(6, 13), '"1"', { says: '`contains` reads text' }),
    ),
    args: ['validate', '--store'],
    edits: [[crm, 'country: country', 'country: country, wants_email: wants_email']],
  },
  {
    ...segment(
      'a birthday in a column of numbers',
      '  attribute: born\n  anniversary_within: 7d',
      error('TYPE_MISMATCH', at(6, 23), '7d', { says: '`anniversary_within` reads times' }),
    ),
    args: ['validate', '--store'],
    edits: [[crm, 'country: country', 'born: born']],
    prepare: withStore('alter table people add column born integer'),
  },
  {
    name: 'a position that the store does not have',
    args: ['validate', '--store'],
    edits: [[crm, '    addresses:', '    position: { lat: contry, lng: country }\n    addresses:']],
    finds: [
      { code: 'STORE.NO_COLUMN', at: 'crm.yaml:12:22', marks: 'contry', hint: ['country'] },
      { code: 'STORE.NO_NUMBER', at: 'crm.yaml:12:35', marks: 'country' },
    ],
  },
  {
    name: 'a related table that the store does not have',
    args: ['validate', '--store'],
    edits: [[crm, 'ledger:', '  related: { acts: { table: evnts, person: person_id, columns: [at] } }\nledger:']],
    finds: [{ code: 'STORE.NO_TABLE', at: 'crm.yaml:16:29', marks: 'evnts', hint: ['events'] }],
  },
]);
