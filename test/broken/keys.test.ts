import { type Broken, checkBroken } from './check-broken.ts';

const crm = 'crm.yaml';
const vip = 'segments/vip.yaml';
const hello = 'campaigns/hello.yaml';
const copy = 'templates/hello.yaml';

const cases: readonly Broken[] = [
  {
    name: 'a key with a typing mistake',
    edits: [[vip, 'title:', 'titel:']],
    finds: [{ code: 'SEGMENT.UNKNOWN_KEY', at: 'segments/vip.yaml:1:1', marks: 'titel', hint: ['title'] }],
  },
  {
    name: 'a nested key with a typing mistake',
    edits: [[hello, '  baseline: 0.2', '  basline: 0.2']],
    finds: [{ code: 'CAMPAIGN.UNKNOWN_KEY', at: 'campaigns/hello.yaml:9:3', marks: 'basline', hint: ['baseline'] }],
  },
  {
    name: 'typing mistakes inside a part that is itself mistyped',
    edits: [
      [hello, 'goal:', 'gaol:'],
      [hello, '  metric: came_back', '  metrc: came_back'],
    ],
    finds: [
      { code: 'CAMPAIGN.UNKNOWN_KEY', at: 'campaigns/hello.yaml:6:1', marks: 'gaol', hint: ['goal'] },
      { code: 'CAMPAIGN.UNKNOWN_KEY', at: 'campaigns/hello.yaml:7:3', marks: 'metrc', hint: ['metric'] },
    ],
  },
  {
    name: 'a typing mistake and a dangling reference in one file',
    edits: [
      [hello, 'experiment:', 'experimnt:'],
      [hello, 'segment: vip', 'segment: vpi'],
    ],
    finds: [
      { code: 'CAMPAIGN.UNKNOWN_SEGMENT', at: 'campaigns/hello.yaml:13:12', marks: 'vpi', hint: ['vip'] },
      { code: 'CAMPAIGN.UNKNOWN_KEY', at: 'campaigns/hello.yaml:16:1', marks: 'experimnt', hint: ['experiment'] },
    ],
  },
  {
    name: 'a typing mistake in crm.yaml hides nothing in the other files',
    edits: [
      [crm, 'metrics:', 'metric:'],
      [hello, 'template: hello }', 'template: helo }'],
      [vip, 'stage: retention', 'stage: retension'],
    ],
    finds: [
      { code: 'CAMPAIGN.UNKNOWN_TEMPLATE', at: 'campaigns/hello.yaml:20:44', marks: 'helo', hint: ['hello'] },
      { code: 'WORKSPACE.UNKNOWN_KEY', at: 'crm.yaml:25:1', marks: 'metric', hint: ['metrics'] },
      { code: 'SEGMENT.UNKNOWN_STAGE', at: 'segments/vip.yaml:3:8', marks: 'retension', hint: ['retention'] },
    ],
  },
  {
    name: 'a key that nothing is like',
    edits: [[hello, 'purpose: service', 'purpose: service\nxyzzy: 1']],
    finds: [{ code: 'CAMPAIGN.UNKNOWN_KEY', at: 'campaigns/hello.yaml:6:1', marks: 'xyzzy', hint: [] }],
  },
  {
    name: 'an operator that does not exist is one error, not two',
    edits: [[vip, 'is: KR', 'equals: KR']],
    finds: [{ code: 'SEGMENT.UNKNOWN_KEY', at: 'segments/vip.yaml:7:7', marks: 'equals', hint: ['is'] }],
  },
  {
    name: 'a key of a later version',
    edits: [[hello, 'purpose: service', 'purpose: service\nquiet_hours: { from: "21:00" }']],
    finds: [{ code: 'CAMPAIGN.NOT_IN_THIS_VERSION', at: 'campaigns/hello.yaml:6:1', marks: 'quiet_hours' }],
  },
  {
    name: 'a required key is missing',
    edits: [[hello, 'owner: crm@tiny.example\n', '']],
    finds: [{ code: 'CAMPAIGN.MISSING_KEY', at: 'campaigns/hello.yaml:1:1', marks: 'title', says: '`owner`' }],
  },
  {
    name: 'a required nested key is missing',
    edits: [[hello, '  within: 7d\n', '']],
    finds: [{ code: 'CAMPAIGN.MISSING_KEY', at: 'campaigns/hello.yaml:6:1', marks: 'goal', says: '`within`' }],
  },
  {
    name: 'a required key without a value',
    edits: [[hello, 'owner: crm@tiny.example', 'owner:']],
    finds: [{ code: 'CAMPAIGN.WRONG_TYPE', at: 'campaigns/hello.yaml:2:1', marks: 'owner', says: 'text' }],
  },
  {
    name: 'text where a number belongs',
    edits: [[hello, 'holdout: 20', 'holdout: 20%']],
    finds: [
      { code: 'CAMPAIGN.WRONG_TYPE', at: 'campaigns/hello.yaml:18:12', marks: '20%', says: 'a number', hint: ['20'] },
    ],
  },
  {
    name: 'a list where a map belongs',
    edits: [[hello, 'audience:\n  segment: vip', 'audience:\n  - segment: vip']],
    finds: [{ code: 'CAMPAIGN.WRONG_TYPE', at: 'campaigns/hello.yaml:12:1', marks: 'audience', says: 'a map' }],
  },
  {
    name: 'a phone number without quotes',
    edits: [[crm, '\nlifecycle:', '\n  sms: { provider: file, from: 15990000 }\nlifecycle:']],
    finds: [{ code: 'WORKSPACE.WRONG_TYPE', at: 'crm.yaml:20:32', marks: '15990000', says: 'text' }],
  },
  {
    name: 'a value that is not in the list',
    edits: [[hello, 'purpose: service', 'purpose: advertisng']],
    finds: [
      { code: 'CAMPAIGN.WRONG_VALUE', at: 'campaigns/hello.yaml:5:10', marks: 'advertisng', hint: ['advertising'] },
    ],
  },
  {
    name: 'a number that is too large',
    edits: [[hello, 'holdout: 20', 'holdout: 95']],
    finds: [{ code: 'CAMPAIGN.OUT_OF_RANGE', at: 'campaigns/hello.yaml:18:12', marks: '95', says: '90 or less' }],
  },
  {
    name: 'a length of time in words',
    edits: [[hello, 'within: 7d', 'within: 14 days']],
    finds: [{ code: 'CAMPAIGN.WRONG_FORM', at: 'campaigns/hello.yaml:8:11', marks: '14 days', hint: ['14d'] }],
  },
  {
    name: 'a length of time without a unit',
    edits: [[vip, 'within: 30d', 'within: "30"']],
    finds: [{ code: 'SEGMENT.WRONG_FORM', at: 'segments/vip.yaml:9:15', marks: '"30"', hint: ['30d'] }],
  },
  {
    name: 'an empty list',
    edits: [[crm, 'stages: [activation, retention]', 'stages: []']],
    finds: [{ code: 'WORKSPACE.OUT_OF_RANGE', at: 'crm.yaml:21:3', marks: 'stages' }],
  },
  {
    name: 'a template for a channel that does not exist',
    edits: [[copy, 'channel: email', 'channel: mail']],
    finds: [{ code: 'TEMPLATE.WRONG_VALUE', at: 'templates/hello.yaml:2:10', marks: 'mail', hint: ['email'] }],
  },
  {
    name: 'an email without a body',
    edits: [[copy, 'markdown: |', 'markdwn: |']],
    finds: [{ code: 'TEMPLATE.UNKNOWN_KEY', at: 'templates/hello.yaml:8:5', marks: 'markdwn', hint: ['markdown'] }],
  },
  {
    name: 'a variable that is not of the person',
    edits: [[copy, 'from: person.nickname', 'from: nickname']],
    finds: [
      { code: 'TEMPLATE.WRONG_FORM', at: 'templates/hello.yaml:4:17', marks: 'nickname', hint: ['person.nickname'] },
    ],
  },
  {
    name: 'a variable with a Korean name that is not of the person',
    edits: [[copy, 'from: person.nickname', 'from: 이름']],
    finds: [{ code: 'TEMPLATE.WRONG_FORM', at: 'templates/hello.yaml:4:17', marks: '이름', hint: ['person.이름'] }],
  },
  {
    name: 'a language that is no code, after Korean text',
    edits: [[copy, '  ko:\n', '  Korean:\n']],
    finds: [{ code: 'TEMPLATE.WRONG_FORM', at: 'templates/hello.yaml:6:3', marks: 'Korean' }],
  },
  {
    name: 'an unknown key after Korean text, in one line',
    edits: [[crm, 'why: 매주 오는 사람이 남는다. }', 'why: 매주 오는 사람이 남는다., owner: 김 }']],
    finds: [{ code: 'WORKSPACE.UNKNOWN_KEY', at: 'crm.yaml:24:74', marks: 'owner' }],
  },
  {
    name: 'a file name that cannot be an id',
    files: { 'segments/My VIPs.yaml': 'title: x\nwhere: { attribute: country, is: KR }\n' },
    finds: [{ code: 'SEGMENT.BAD_ID', at: 'segments/My VIPs.yaml:1:1' }],
  },
];

checkBroken('keys and values', cases);
