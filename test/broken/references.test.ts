import { type Broken, checkBroken } from './check-broken.ts';
import { tinyFiles } from './tiny-workspace.ts';

const crm = 'crm.yaml';
const vip = 'segments/vip.yaml';
const hello = 'campaigns/hello.yaml';
const copy = 'templates/hello.yaml';
const segment = (of: string): string => `title: x\nwhere:\n  any:\n    - segment: ${of}\n`;
const trigger = 'schedule: { cron: "0 19 * * 5" }';

const names: readonly Broken[] = [
  {
    name: 'an unknown segment',
    edits: [[hello, 'segment: vip', 'segment: vips']],
    finds: [{ code: 'CAMPAIGN.UNKNOWN_SEGMENT', at: 'campaigns/hello.yaml:13:12', marks: 'vips', hint: ['vip'] }],
  },
  {
    name: 'an unknown segment among those left out, and inside a segment',
    edits: [
      [hello, '  segment: vip', '  segment: vip\n  exclude: [stuff]'],
      [vip, '    - attribute: country\n      is: KR', '    - segment: staf'],
    ],
    files: { 'segments/staff.yaml': 'title: x\nwhere: { attribute: country, is: KR }\n' },
    finds: [
      { code: 'CAMPAIGN.UNKNOWN_SEGMENT', at: 'campaigns/hello.yaml:14:13', marks: 'stuff', hint: ['staff'] },
      { code: 'SEGMENT.UNKNOWN_SEGMENT', at: 'segments/vip.yaml:6:16', marks: 'staf', hint: ['staff'] },
    ],
  },
  {
    name: 'an unknown stage',
    edits: [[hello, 'stage: retention', 'stage: retain']],
    finds: [{ code: 'CAMPAIGN.UNKNOWN_STAGE', at: 'campaigns/hello.yaml:3:8', marks: 'retain' }],
  },
  {
    name: 'an unknown metric, in a campaign and in an objective',
    edits: [
      [hello, 'metric: came_back', 'metric: camo_back'],
      [crm, 'metric: came_back', 'metric: came_bak'],
    ],
    finds: [
      { code: 'CAMPAIGN.UNKNOWN_METRIC', at: 'campaigns/hello.yaml:7:11', marks: 'camo_back', hint: ['came_back'] },
      { code: 'WORKSPACE.UNKNOWN_METRIC', at: 'crm.yaml:24:29', marks: 'came_bak', hint: ['came_back'] },
    ],
  },
  {
    name: 'an unknown template',
    edits: [[hello, 'template: hello', 'template: helllo']],
    finds: [{ code: 'CAMPAIGN.UNKNOWN_TEMPLATE', at: 'campaigns/hello.yaml:20:44', marks: 'helllo', hint: ['hello'] }],
  },
  {
    name: 'a channel that crm.yaml does not have',
    edits: [
      [hello, 'channel: email', 'channel: push'],
      [copy, 'channel: email', 'channel: email'],
    ],
    finds: [
      { code: 'CAMPAIGN.UNKNOWN_CHANNEL', at: 'campaigns/hello.yaml:20:27', marks: 'push' },
      { code: 'CAMPAIGN.WRONG_CHANNEL', at: 'campaigns/hello.yaml:20:43', marks: 'hello' },
    ],
  },
  {
    name: 'an unknown objective',
    edits: [[hello, 'objective: weekly', 'objective: wekly']],
    finds: [{ code: 'CAMPAIGN.UNKNOWN_OBJECTIVE', at: 'campaigns/hello.yaml:4:12', marks: 'wekly', hint: ['weekly'] }],
  },
  {
    name: 'an unknown policy',
    edits: [[crm, 'audience.empty', 'audience.emtpy']],
    finds: [
      { code: 'WORKSPACE.UNKNOWN_POLICY', at: 'crm.yaml:28:3', marks: 'audience.emtpy', hint: ['audience.empty'] },
    ],
  },
  {
    name: 'an unknown attribute',
    edits: [[vip, 'attribute: country', 'attribute: contry']],
    finds: [{ code: 'SEGMENT.UNKNOWN_ATTRIBUTE', at: 'segments/vip.yaml:6:18', marks: 'contry', hint: ['country'] }],
  },
  {
    name: 'an unknown segment in a partition',
    edits: [
      [
        crm,
        '  stages: [activation, retention]',
        '  stages: [activation, retention]\n  partitions: { 활동: [vip, vib] }',
      ],
    ],
    finds: [{ code: 'WORKSPACE.UNKNOWN_SEGMENT', at: 'crm.yaml:22:27', marks: 'vib', hint: ['vip'] }],
  },
  {
    name: 'a segment of itself',
    files: { 'segments/a.yaml': segment('a') },
    finds: [{ code: 'SEGMENT.CYCLE', at: 'segments/a.yaml:4:16', marks: 'a', says: 'a -> a' }],
  },
  {
    name: 'two segments in a circle',
    files: { 'segments/a.yaml': segment('b'), 'segments/b.yaml': segment('a') },
    finds: [{ code: 'SEGMENT.CYCLE', at: 'segments/b.yaml:4:16', marks: 'a', says: 'a -> b -> a' }],
  },
  {
    name: 'three segments in a circle, reached from outside',
    files: {
      'segments/a.yaml': segment('b'),
      'segments/b.yaml': segment('c'),
      'segments/c.yaml': segment('d'),
      'segments/d.yaml': segment('b'),
    },
    finds: [{ code: 'SEGMENT.CYCLE', at: 'segments/d.yaml:4:16', marks: 'b', says: 'b -> c -> d -> b' }],
  },
  {
    name: 'one id in two files',
    files: { 'segments/vip.yml': segment('vip') },
    finds: [{ code: 'FILE.DUPLICATE_ID', at: 'segments/vip.yml:1:1', says: 'segments/vip.yaml and segments/vip.yml' }],
  },
  {
    name: 'one id in two folders',
    files: { 'segments/korea/vip.yaml': tinyFiles[vip] ?? '', 'segments/us/vip.yaml': segment('vip') },
    finds: [
      { code: 'FILE.DUPLICATE_ID', at: 'segments/us/vip.yaml:1:1' },
      { code: 'FILE.DUPLICATE_ID', at: 'segments/vip.yaml:1:1' },
    ],
  },
];

const meaning: readonly Broken[] = [
  {
    name: 'a salt that was copied from another campaign',
    files: { 'campaigns/again.yaml': tinyFiles[hello] ?? '' },
    finds: [
      {
        code: 'CAMPAIGN.COPIED_SALT',
        at: 'campaigns/hello.yaml:17:9',
        marks: 'hello-2026-11',
        says: 'campaigns/again.yaml',
      },
    ],
  },
  {
    name: 'cron with four fields',
    edits: [[hello, trigger, 'schedule: { cron: "0 19 * *" }']],
    finds: [{ code: 'CAMPAIGN.BAD_CRON', at: 'campaigns/hello.yaml:15:21', marks: '"0 19 * *"', says: '4 fields' }],
  },
  {
    name: 'cron with the 60th minute',
    edits: [[hello, trigger, 'schedule: { cron: "60 19 * * 5" }']],
    finds: [{ code: 'CAMPAIGN.BAD_CRON', at: 'campaigns/hello.yaml:15:21', marks: '"60 19 * * 5"' }],
  },
  {
    name: 'cron with 31 February',
    edits: [[hello, trigger, 'schedule: { cron: "0 19 31 2 *" }']],
    finds: [{ code: 'CAMPAIGN.BAD_CRON', at: 'campaigns/hello.yaml:15:21', marks: '"0 19 31 2 *"', says: 'no day' }],
  },
  {
    name: 'zones that do not exist',
    edits: [
      [hello, trigger, 'schedule: { cron: "0 19 * * 5", zone: Asia/Soul }'],
      [crm, 'timezone: Asia/Seoul', 'timezone: Korea/Seoul'],
    ],
    finds: [
      {
        code: 'CAMPAIGN.UNKNOWN_ZONE',
        at: 'campaigns/hello.yaml:15:41',
        marks: 'Asia/Soul',
        hint: ['Asia/Seoul'],
      },
      { code: 'WORKSPACE.UNKNOWN_ZONE', at: 'crm.yaml:2:11', marks: 'Korea/Seoul', hint: ['Asia/Seoul'] },
    ],
  },
  {
    name: 'a date that does not exist',
    edits: [[hello, trigger, 'at: 2026-02-30T10:00']],
    finds: [{ code: 'CAMPAIGN.NO_SUCH_TIME', at: 'campaigns/hello.yaml:15:7', marks: '2026-02-30T10:00' }],
  },
  {
    name: 'a date without a time',
    edits: [[hello, trigger, 'at: 2026-12-01']],
    finds: [
      { code: 'CAMPAIGN.WRONG_FORM', at: 'campaigns/hello.yaml:15:7', marks: '2026-12-01', hint: ['2026-12-01T10:00'] },
    ],
  },
  {
    name: 'two operators in one test',
    edits: [[vip, '      is: KR', '      is: KR\n      is_not: US']],
    finds: [
      {
        code: 'SEGMENT.SEVERAL_MEASURES',
        at: 'segments/vip.yaml:8:7',
        marks: 'is_not',
        says: '`is_not` stands beside `is`',
      },
    ],
  },
  {
    name: 'a test without an operator',
    edits: [[vip, '      is: KR\n', '']],
    finds: [{ code: 'SEGMENT.NO_OPERATOR', at: 'segments/vip.yaml:6:7', marks: 'attribute' }],
  },
  {
    name: 'how often together with never',
    edits: [[vip, '      within: 30d', '      within: 30d\n      never: true\n      count: { at_least: 2 }']],
    finds: [
      {
        code: 'SEGMENT.SEVERAL_MEASURES',
        at: 'segments/vip.yaml:11:7',
        marks: 'count',
        says: '`count` stands beside `never`',
      },
    ],
  },
  {
    name: 'a moment that is none',
    edits: [[vip, 'within: 30d', 'since: 2026-02-30']],
    finds: [{ code: 'SEGMENT.NO_SUCH_TIME', at: 'segments/vip.yaml:9:14', marks: '2026-02-30' }],
  },
];

checkBroken('names', names);
checkBroken('meaning', meaning);
