import { type Broken, checkBroken } from './check-broken.ts';

const vip = 'segments/vip.yaml';
const head = 'title: 단골 손님\nowner: crm@tiny.example\nstage: retention\n';

/** A segment with this condition; the line of `where:` is 4. */
const segment = (name: string, where: string, ...finds: Broken['finds']): Broken => ({
  name,
  files: { [vip]: `${head}where:\n${where}\n` },
  finds,
});

const unknown = (at: string, marks: string, hint: readonly string[], says?: string): Broken['finds'][number] => ({
  code: 'SEGMENT.UNKNOWN_KEY',
  at: `${vip}:${at}`,
  marks,
  hint,
  ...(says === undefined ? {} : { says }),
});

const ours: readonly (readonly [string, string])[] = [
  ['equals', 'is'],
  ['eq', 'is'],
  ['not_equals', 'is_not'],
  ['gt', 'more_than'],
  ['gte', 'at_least'],
  ['lte', 'at_most'],
  ['one_of', 'in'],
  ['starts_with_any', 'starts_with'],
  ['startsWith', 'starts_with'],
  ['includes', 'contains'],
  ['newer_than', 'within'],
];

checkBroken('words of other tools: operators', [
  ...ours
    .filter(([word]) => word !== 'starts_with_any' && word !== 'one_of' && word !== 'newer_than')
    .map(([word, meant]) =>
      segment(`${word} is ${meant}`, `  attribute: country\n  ${word}: KR`, unknown('6:3', word, [meant])),
    ),
  segment('one_of is in', '  attribute: country\n  one_of: [KR, US]', unknown('6:3', 'one_of', ['in'])),
  segment('newer_than is within', '  attribute: country\n  newer_than: 7d', unknown('6:3', 'newer_than', ['within'])),
  segment('>= is at_least', '  attribute: country\n  ">=": 3', unknown('6:3', '">="', ['at_least'])),
  segment('!= is is_not', '  attribute: country\n  "!=": KR', unknown('6:3', '"!="', ['is_not'])),
  segment('like has no single word', '  attribute: country\n  like: "K%"', unknown('6:3', 'like', [])),
  segment('regex is matches', '  attribute: country\n  regex: "^K"', unknown('6:3', 'regex', ['matches'])),
  segment(
    'average is avg',
    '  event: app_opened\n  average: { of: x, at_least: 3 }',
    unknown('6:3', 'average', ['avg']),
  ),
  segment('is_null', '  attribute: country\n  is_null: true', unknown('6:3', 'is_null', [])),
  segment('inside count', '  event: app_opened\n  count: { gte: 3 }', unknown('6:12', 'gte', ['at_least'])),
  segment(
    'a key of count that nothing is like is one error',
    '  event: app_opened\n  count: { xyzzy: 3 }',
    unknown('6:12', 'xyzzy', []),
  ),
  segment('times is count', '  event: app_opened\n  times: { at_least: 3 }', unknown('6:3', 'times', ['count'])),
  segment(
    'an operator of count beside the event',
    '  event: app_opened\n  at_least: 3',
    unknown('6:3', 'at_least', []),
  ),
  segment(
    'a property is no attribute',
    '  event: app_opened\n  where:\n    - { attribute: seconds, at_least: 3 }',
    unknown('7:9', 'attribute', ['property']),
  ),
  segment('an attribute is no property', '  property: country\n  is: KR', unknown('5:3', 'property', ['attribute'])),
]);

const kind = (at: string, marks: string, hint: readonly string[]): Broken['finds'][number] => ({
  code: 'SEGMENT.NO_SUCH_KIND',
  at: `${vip}:${at}`,
  marks,
  hint,
});

checkBroken('words of other tools: groups', [
  segment('AND is all', '  AND:\n    - { attribute: country, is: KR }', kind('5:3', 'AND', ['all'])),
  segment('or is any', '  or:\n    - { attribute: country, is: KR }', kind('5:3', 'or', ['any'])),
  segment(
    'groups in groups, and what is in them',
    '  and:\n    - { attribute: contry, is: KR }\n    - OR:\n        - { attribute: country, eq: US }',
    kind('5:3', 'and', ['all']),
    {
      code: 'SEGMENT.UNKNOWN_ATTRIBUTE',
      at: `${vip}:6:20`,
      marks: 'contry',
      hint: ['country'],
    },
    kind('7:7', 'OR', ['any']),
    unknown('8:33', 'eq', ['is']),
  ),
  segment('a list of conditions', '  - { attribute: country, is: KR }', kind('4:1', 'where', ['all'])),
  segment(
    'field is attribute',
    '  field: country\n  operator: equals\n  value: KR',
    kind('5:3', 'field', ['attribute']),
    unknown('6:3', 'operator', []),
    unknown('7:3', 'value', []),
  ),
  segment('a list under not', '  not:\n    - { attribute: country, is: KR }', kind('5:3', 'not', ['none'])),
  segment(
    'two groups in one mapping',
    '  all:\n    - { attribute: country, is: KR }\n  any:\n    - { event: app_opened }',
    unknown('7:3', 'any', [], '`any` stands beside `all`'),
  ),
  segment(
    'an attribute and an event in one mapping',
    '  attribute: country\n  is: KR\n  event: app_opened',
    unknown('7:3', 'event', [], '`event` stands beside `attribute`'),
  ),
]);

checkBroken('two things in one test', [
  segment('two operators', '  attribute: country\n  is_not: US\n  is: KR', {
    code: 'SEGMENT.SEVERAL_MEASURES',
    at: `${vip}:7:3`,
    marks: 'is',
    says: '`is` stands beside `is_not`',
  }),
  segment('two measures', '  event: app_opened\n  count: { at_least: 3 }\n  never: true', {
    code: 'SEGMENT.SEVERAL_MEASURES',
    at: `${vip}:7:3`,
    marks: 'never',
    says: '`never` stands beside `count`',
  }),
  segment('two windows', '  event: app_opened\n  since: -30d\n  within: 7d', {
    code: 'SEGMENT.SEVERAL_MEASURES',
    at: `${vip}:7:3`,
    marks: 'within',
    says: '`within` stands beside `since`',
  }),
]);

const value = (
  code: 'WRONG_TYPE' | 'WRONG_FORM' | 'WRONG_VALUE',
  at: string,
  marks: string,
  hint: readonly string[] = [],
): Broken['finds'][number] => ({ code: `SEGMENT.${code}`, at: `${vip}:${at}`, marks, hint });

const campaign = 'campaigns/hello.yaml';
const share = (name: string, [from, to]: readonly [string, string], found: Broken['finds'][number]): Broken => ({
  name,
  edits: [[campaign, from, to]],
  finds: [{ ...found, code: 'CAMPAIGN.WRONG_TYPE', at: (found.at ?? '').replace(vip, campaign) }],
});

checkBroken('values of the wrong kind', [
  segment('never: false', '  event: app_opened\n  never: false', value('WRONG_VALUE', '6:10', 'false', ['true'])),
  segment(
    'a length of time without a unit',
    '  event: app_opened\n  within: 30',
    value('WRONG_FORM', '6:11', '30', ['30d']),
  ),
  segment('the same as text', '  event: app_opened\n  within: "30"', value('WRONG_FORM', '6:11', '"30"', ['30d'])),
  segment(
    'a length of time with a sign',
    '  event: app_opened\n  within: -7d',
    value('WRONG_FORM', '6:11', '-7d', ['7d']),
  ),
  segment(
    'yes where true belongs',
    '  attribute: country\n  exists: yes',
    value('WRONG_TYPE', '6:11', 'yes', ['true']),
  ),
  segment(
    'true in quotes',
    '  attribute: country\n  exists: "false"',
    value('WRONG_TYPE', '6:11', '"false"', ['false']),
  ),
  segment(
    'one value where a list belongs',
    '  attribute: country\n  in: KR',
    value('WRONG_TYPE', '6:7', 'KR', ['[KR]']),
  ),
  segment(
    'a list where one value belongs',
    '  attribute: country\n  is: [KR, US]',
    value('WRONG_TYPE', '6:3', 'is', ['in']),
  ),
  segment('nothing', '  attribute: country\n  is: null', value('WRONG_TYPE', '6:7', 'null', ['exists: false'])),
  segment('count: 3', '  event: app_opened\n  count: 3', value('WRONG_TYPE', '6:10', '3', ['{ at_least: 3 }'])),
  share(
    'percent where a share belongs',
    ['baseline: 0.2', 'baseline: 12.5%'],
    value('WRONG_TYPE', '9:13', '12.5%', ['0.125']),
  ),
  share(
    'percent where percent belongs',
    ['holdout: 20', 'holdout: 20 %'],
    value('WRONG_TYPE', '18:12', '20 %', ['20']),
  ),
  segment(
    'a number where text is wanted',
    '  attribute: country\n  starts_with: 010',
    value('WRONG_TYPE', '6:16', '010'),
  ),
]);
