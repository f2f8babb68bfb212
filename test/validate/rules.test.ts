import { describe, expect, it } from 'vitest';
import { rules } from '../../src/validate/rules.ts';
import { tinyFiles } from '../broken/tiny-workspace.ts';
import { type Edit, findings } from './check.ts';

const crm = 'crm.yaml';
const vip = 'segments/vip.yaml';
const hello = 'campaigns/hello.yaml';
const trigger = 'schedule: { cron: "0 19 * * 5" }';
const country = '    - attribute: country\n      is: KR\n';
const variants = (list: string): string => `holdout: 20\n  variants: [${list}]`;
const noTemplate: Edit = [hello, ', template: hello }', ' }'];

type Row = readonly [string, readonly Edit[], readonly string[], Readonly<Record<string, string>>?];

/** Every row: what is done to a valid workspace, and all that is found then. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'nothing is wrong': [
    ['as it is', [], []],
    ['another segment that nobody uses', [], [], { 'segments/b.yaml': tinyFiles[vip] ?? '' }],
  ],
  literalValues: [
    ['a leading zero', [[vip, 'is: KR', 'is: 010']], ['warning SEGMENT.LITERAL_VALUE segments/vip.yaml:7:11']],
    ['a version', [[vip, 'is: KR', 'in: [5.10, 5.9]']], ['warning SEGMENT.LITERAL_VALUE segments/vip.yaml:7:12']],
    ['octal', [[vip, 'is: KR', 'is_not: 0o17']], ['warning SEGMENT.LITERAL_VALUE segments/vip.yaml:7:15']],
    ['yes', [[vip, 'is: KR', 'is: yes']], ['warning SEGMENT.LITERAL_VALUE segments/vip.yaml:7:11']],
    [
      'a phone number is never shown',
      [[vip, 'is: KR', 'is: 01012345678']],
      ['SEGMENT.PERSONAL_DATA segments/vip.yaml:7:11'],
    ],
    ['text in quotes', [[vip, 'is: KR', 'in: ["010", "yes", \'5.10\']']], []],
    ['plain numbers, true and a word', [[vip, 'is: KR', 'in: [10, -1.5, 0, true, yesterday]']], []],
    ['no exact test', [[vip, 'is: KR', 'at_least: 2.50']], []],
    [
      'of a metric',
      [[crm, '{ event: app_opened }', '{ event: app_opened, where: [{ property: v, is: 5.10 }] }']],
      ['warning WORKSPACE.LITERAL_VALUE crm.yaml:26:62'],
    ],
  ],
  idForm: [
    ['a space', [], ['SEGMENT.BAD_ID segments/a b.yaml:1:1'], { 'segments/a b.yaml': tinyFiles[vip] ?? '' }],
    ['capitals', [], ['SEGMENT.BAD_ID segments/Vip.yaml:1:1'], { 'segments/Vip.yaml': tinyFiles[vip] ?? '' }],
    ['Korean', [], ['PERSONA.BAD_ID personas/김.yaml:1:1'], { 'personas/김.yaml': 'title: x' }],
    ['a dash first', [], ['PERSONA.BAD_ID personas/-a.yaml:1:1'], { 'personas/-a.yaml': 'title: x' }],
    [
      '81 letters',
      [],
      [`PERSONA.BAD_ID personas/${'a'.repeat(81)}.yaml:1:1`],
      { [`personas/${'a'.repeat(81)}.yaml`]: 'title: x' },
    ],
    ['80 letters', [], [], { [`personas/${'a'.repeat(80)}.yaml`]: 'title: x' }],
  ],
  workspaceReferences: [
    [
      'partition',
      [[crm, 'lifecycle:', 'lifecycle:\n  partitions: { a: [vip, vup] }']],
      ['WORKSPACE.UNKNOWN_SEGMENT crm.yaml:21:26 vip?'],
    ],
    [
      'objective',
      [[crm, 'metric: came_back', 'metric: came_bakc']],
      ['WORKSPACE.UNKNOWN_METRIC crm.yaml:24:29 came_back?'],
    ],
    [
      'a limit of a tag that no campaign has',
      [
        [crm, 'lifecycle:', 'limits: [{ max: 1, within: 1d, tags: [promo, prmo] }]\nlifecycle:'],
        [hello, 'owner:', 'tags: [promo]\nowner:'],
      ],
      ['warning WORKSPACE.UNKNOWN_TAG crm.yaml:20:46 promo?'],
    ],
    [
      'a unit of an attribute that is not named',
      [[crm, '    addresses:', '    units: { contry: ms }\n    addresses:']],
      ['WORKSPACE.UNKNOWN_ATTRIBUTE crm.yaml:12:22 country?'],
    ],
    [
      'a unit of a column that is not named',
      [[crm, 'ledger:', '  related: { a: { table: a, person: b, columns: [paid], units: { pad: s } } }\nledger:']],
      ['WORKSPACE.UNKNOWN_COLUMN crm.yaml:16:71 paid?'],
    ],
    ['stage', [[vip, 'stage: retention', 'stage: zzz']], ['SEGMENT.UNKNOWN_STAGE segments/vip.yaml:3:8']],
  ],
  knownPolicies: [
    [
      'misspelt',
      [[crm, 'audience.empty', 'audience.emty']],
      ['WORKSPACE.UNKNOWN_POLICY crm.yaml:28:3 audience.empty?'],
    ],
    ['a name of every object', [[crm, 'audience.empty', 'constructor']], ['WORKSPACE.UNKNOWN_POLICY crm.yaml:28:3']],
  ],
  times: [
    ['zone of the workspace', [[crm, 'Asia/Seoul', 'KST']], ['WORKSPACE.UNKNOWN_ZONE crm.yaml:2:11']],
    [
      'zone of a persona',
      [],
      ['PERSONA.UNKNOWN_ZONE personas/a.yaml:2:11 Europe/Paris?'],
      { 'personas/a.yaml': 'title: x\ntimezone: Paris\n' },
    ],
    [
      'zone of each person',
      [[hello, trigger, 'schedule: { cron: "0 19 * * 5", zone: person }']],
      ['CAMPAIGN.NOT_IN_THIS_VERSION campaigns/hello.yaml:15:41'],
    ],
    ['zone "workspace"', [[hello, trigger, 'schedule: { cron: "0 19 * * 5", zone: workspace }']], []],
    ['29 February in a leap year', [[hello, trigger, 'at: 2028-02-29T10:00']], []],
    [
      '29 February in another',
      [[hello, trigger, 'at: 2027-02-29T10:00']],
      ['CAMPAIGN.NO_SUCH_TIME campaigns/hello.yaml:15:7'],
    ],
    ['hour 24', [[hello, trigger, 'at: 2027-02-01T24:00']], ['CAMPAIGN.NO_SUCH_TIME campaigns/hello.yaml:15:7']],
    ['minute 60', [[hello, trigger, 'at: 2027-02-01T10:60:00']], ['CAMPAIGN.NO_SUCH_TIME campaigns/hello.yaml:15:7']],
    [
      'at in a wrong zone',
      [[hello, trigger, 'at: 2027-02-01T10:00\n  zone: Asia/Tokio']],
      ['CAMPAIGN.UNKNOWN_ZONE campaigns/hello.yaml:16:9 Asia/Tokyo?'],
    ],
    ...[
      '* * * *',
      '60 * * * *',
      '* 24 * * *',
      '* * 32 * *',
      '* * * 13 *',
      '* * * * 8',
      '0 0 31 2 *',
      '0 0 31 4,6 *',
      '@daily',
      '* * * * * *',
      'a b c d e',
    ].map(
      (cron): Row => [`cron ${cron}`, [[hello, '0 19 * * 5', cron]], ['CAMPAIGN.BAD_CRON campaigns/hello.yaml:15:21']],
    ),
    ...['*/5 * * * *', '0 9-17 * * mon-fri', '0 0 29 2 *', '0 0 1 jan *', '0 19 * * 0', '0 19 * * 7'].map(
      (cron): Row => [`cron ${cron}`, [[hello, '0 19 * * 5', cron]], []],
    ),
  ],
  campaignReferences: [
    [
      'stage',
      [[hello, 'stage: retention', 'stage: retentoin']],
      ['CAMPAIGN.UNKNOWN_STAGE campaigns/hello.yaml:3:8 retention?'],
    ],
    [
      'objective',
      [[hello, 'objective: weekly', 'objective: weely']],
      ['CAMPAIGN.UNKNOWN_OBJECTIVE campaigns/hello.yaml:4:12 weekly?'],
    ],
    [
      'metric',
      [[hello, 'metric: came_back', 'metric: came']],
      ['CAMPAIGN.UNKNOWN_METRIC campaigns/hello.yaml:7:11 came_back?'],
    ],
    [
      'segment',
      [[hello, 'segment: vip', 'segment: vop']],
      ['CAMPAIGN.UNKNOWN_SEGMENT campaigns/hello.yaml:13:12 vip?'],
    ],
    [
      'exclude',
      [[hello, 'segment: vip', 'segment: vip\n  exclude: [vip, vop]']],
      ['CAMPAIGN.UNKNOWN_SEGMENT campaigns/hello.yaml:14:18 vip?'],
    ],
    [
      'channel',
      [[hello, 'channel: email', 'channel: sms']],
      ['CAMPAIGN.UNKNOWN_CHANNEL campaigns/hello.yaml:20:27', 'CAMPAIGN.WRONG_CHANNEL campaigns/hello.yaml:20:42'],
    ],
  ],
  messageTemplate: [
    ['none', [noTemplate], ['CAMPAIGN.NO_TEMPLATE campaigns/hello.yaml:20:7']],
    [
      'unknown',
      [[hello, 'template: hello', 'template: hallo']],
      ['CAMPAIGN.UNKNOWN_TEMPLATE campaigns/hello.yaml:20:44 hello?'],
    ],
    [
      'in the message and in the variants',
      [[hello, 'holdout: 20', variants('{ name: a, template: hello }')]],
      ['CAMPAIGN.TWO_TEMPLATES campaigns/hello.yaml:21:34'],
    ],
    ['in the variants only', [noTemplate, [hello, 'holdout: 20', variants('{ name: a, template: hello }')]], []],
    [
      'unknown in a variant',
      [noTemplate, [hello, 'holdout: 20', variants('{ name: a, template: helo }')]],
      ['CAMPAIGN.UNKNOWN_TEMPLATE campaigns/hello.yaml:19:35 hello?'],
    ],
  ],
  goalShares: [
    [
      'percent for a share',
      [[hello, 'baseline: 0.2', 'baseline: 20']],
      ['CAMPAIGN.NO_SHARE campaigns/hello.yaml:9:13 0.2?'],
    ],
    [
      'both',
      [[hello, 'baseline: 0.2\n  target: 0.3', 'baseline: 1\n  target: 1.5']],
      ['CAMPAIGN.NO_SHARE campaigns/hello.yaml:9:13 0.01?', 'CAMPAIGN.NO_SHARE campaigns/hello.yaml:10:11 0.015?'],
    ],
    ['everybody is a goal', [[hello, 'target: 0.3', 'target: 1']], []],
    [
      'an amount may be any number',
      [
        [hello, 'baseline: 0.2\n  target: 0.3', 'baseline: 11500\n  target: 12000'],
        [crm, '{ event: app_opened }', '{ event: app_opened, sum: amount }'],
      ],
      [],
    ],
  ],
  experimentArms: [
    ['copied salt', [], ['CAMPAIGN.COPIED_SALT campaigns/z.yaml:17:9'], { 'campaigns/z.yaml': tinyFiles[hello] ?? '' }],
    [
      'two of one name',
      [noTemplate, [hello, 'holdout: 20', variants('{ name: a, template: hello }, { name: a, template: hello }')]],
      ['CAMPAIGN.VARIANT_NAME campaigns/hello.yaml:19:52'],
    ],
    [
      'a reserved name',
      [noTemplate, [hello, 'holdout: 20', variants('{ name: holdout, template: hello }')]],
      ['CAMPAIGN.VARIANT_NAME campaigns/hello.yaml:19:22'],
    ],
    [
      'no weight at all',
      [noTemplate, [hello, 'holdout: 20', variants('{ name: a, template: hello, weight: 0 }')]],
      ['CAMPAIGN.NO_WEIGHT campaigns/hello.yaml:19:3'],
    ],
  ],
  conditionForm: [
    ['no operator', [[vip, country, '    - attribute: country\n']], ['SEGMENT.NO_OPERATOR segments/vip.yaml:6:7']],
    [
      'ignore_case alone is none',
      [[vip, '      is: KR', '      ignore_case: true']],
      ['SEGMENT.NO_OPERATOR segments/vip.yaml:6:7'],
    ],
    [
      'two operators',
      [[vip, 'is: KR', 'is: KR\n      exists: true']],
      ['SEGMENT.SEVERAL_MEASURES segments/vip.yaml:8:7'],
    ],
    [
      'two measures',
      [[vip, 'within: 30d', 'never: true\n      count: { at_least: 1 }']],
      ['SEGMENT.SEVERAL_MEASURES segments/vip.yaml:10:7'],
    ],
    [
      'two windows',
      [[vip, 'within: 30d', 'within: 30d\n      until: -2d']],
      ['SEGMENT.SEVERAL_MEASURES segments/vip.yaml:10:7'],
    ],
    [
      'a test inside an event',
      [[vip, 'within: 30d', 'where: [{ property: a }]']],
      ['SEGMENT.NO_OPERATOR segments/vip.yaml:9:17'],
    ],
    [
      'a test inside a metric',
      [[crm, '{ event: app_opened }', '{ event: app_opened, where: [{ property: a, is: 1, in: [1] }] }']],
      ['WORKSPACE.SEVERAL_MEASURES crm.yaml:26:65'],
    ],
    ['no moment', [[vip, 'is: KR', 'before: "next week"']], ['SEGMENT.NO_SUCH_TIME segments/vip.yaml:7:15']],
    ['a moment', [[vip, 'is: KR', 'before: -2w']], []],
    [
      'a range from high to low',
      [[vip, 'is: KR', 'between: [9, 1]']],
      ['warning SEGMENT.EMPTY_RANGE segments/vip.yaml:7:7'],
    ],
    [
      'a relative time out of the calendar',
      [[vip, 'is: KR', 'at_least: -99999999d']],
      ['SEGMENT.NO_SUCH_TIME segments/vip.yaml:7:17'],
    ],
    [
      'a day that no month has, in a range',
      [[vip, 'is: KR', 'between: [2026-02-01, 2026-02-30]']],
      ['SEGMENT.NO_SUCH_TIME segments/vip.yaml:7:29'],
    ],
    ['text that is no time', [[vip, 'is: KR', 'at_least: 2026-11-beta']], []],
    ['a range of relative times', [[vip, 'is: KR', 'between: [-40d, -30d]']], []],
    [
      'a range of relative times from late to early',
      [[vip, 'is: KR', 'between: [-20d, -100d]']],
      ['warning SEGMENT.EMPTY_RANGE segments/vip.yaml:7:7'],
    ],
    ['a range of times of two kinds', [[vip, 'is: KR', 'between: [2026-01-01, -7d]']], []],
    [
      'deep inside',
      [[vip, country, '    - not: { any: [{ none: [{ attribute: country }] }] }\n']],
      ['SEGMENT.NO_OPERATOR segments/vip.yaml:6:31'],
    ],
  ],
  conditionReferences: [
    [
      'segment',
      [[vip, country, '    - not: { segment: vap }\n']],
      ['SEGMENT.UNKNOWN_SEGMENT segments/vip.yaml:6:23 vip?'],
    ],
    [
      'attribute',
      [[vip, 'attribute: country', 'attribute: countri']],
      ['SEGMENT.UNKNOWN_ATTRIBUTE segments/vip.yaml:6:18 country?'],
    ],
    ['a path into an attribute', [[vip, 'attribute: country', 'attribute: country.code']], []],
    [
      'an event, where every event has a table of its own',
      [
        [
          crm,
          '{ table: events, person: person_id, name: name, at: at, id: id, properties: props }',
          '{ event: app_open, table: events, person: person_id, at: at }',
        ],
      ],
      ['SEGMENT.UNKNOWN_EVENT segments/vip.yaml:8:14 app_open?', 'WORKSPACE.UNKNOWN_EVENT crm.yaml:26:23 app_open?'],
    ],
  ],
  messageReferences: [
    [
      'a campaign',
      [[vip, country, '    - { message: helo, never: true }\n']],
      ['warning SEGMENT.UNKNOWN_CAMPAIGN segments/vip.yaml:6:18 hello?'],
    ],
    ['a campaign that is there', [[vip, country, '    - message: hello\n      was: clicked\n']], []],
  ],
  segmentCycle: [
    ['itself', [[vip, country, '    - segment: vip\n']], ['SEGMENT.CYCLE segments/vip.yaml:6:16']],
    [
      'two',
      [[vip, country, '    - segment: b\n']],
      ['SEGMENT.CYCLE segments/b.yaml:2:19'],
      { 'segments/b.yaml': 'title: x\nwhere: { segment: vip }\n' },
    ],
    [
      'twice the same is no circle',
      [[vip, country, '    - segment: b\n    - not: { segment: b }\n']],
      [],
      { 'segments/b.yaml': 'title: x\nwhere: { attribute: country, is: KR }\n' },
    ],
  ],
};

it('there is a table for every rule', () => {
  const names = Object.keys(tables);
  expect(names).toHaveLength(rules.length + 1);
});

for (const [rule, rows] of Object.entries(tables)) {
  describe(rule, () => {
    for (const [name, edits, expected, files] of rows) {
      it(name, () => {
        expect(findings(edits, files).sort()).toEqual([...expected].sort());
      });
    }
  });
}

it('500 segments in a row, and each of them naming all others', () => {
  const row = Object.fromEntries(
    Array.from({ length: 500 }, (_, i) => [
      `segments/s${i}.yaml`,
      `title: x\nwhere: ${i === 0 ? '{ segment: vip }' : `{ segment: s${i - 1} }`}\n`,
    ]),
  );
  expect(findings([], row)).toEqual([]);
  const all = Array.from({ length: 40 }, (_, i) => `{ segment: s${i} }`).join(', ');
  const web = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`segments/s${i}.yaml`, `title: x\nwhere: { any: [${all}] }\n`]),
  );
  const started = performance.now();
  expect(new Set(findings([], web).map((line) => line.split(' ')[0]))).toEqual(new Set(['SEGMENT.CYCLE']));
  expect(performance.now() - started).toBeLessThan(3000);
});
