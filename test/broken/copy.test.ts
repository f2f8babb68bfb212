import { type Broken, checkBroken } from './check-broken.ts';

const copy = 'templates/hello.yaml';
const crm = 'crm.yaml';
const subject = '"(광고) {{name}}님, 안녕하세요"';
const at = 'templates/hello.yaml:7:14';
const subjectCase = (name: string, text: string, expected: Omit<Broken['finds'][number], 'at' | 'marks'>): Broken => ({
  name,
  edits: [[copy, subject, `"${text}"`]],
  finds: [{ at, marks: `"${text}"`, ...expected }],
});

const templates: readonly Broken[] = [
  subjectCase('a variable that is not declared', '(광고) {{nmae}}님 {{name}}', {
    code: 'TEMPLATE.UNKNOWN_VARIABLE',
    hint: ['name'],
  }),
  subjectCase('a helper that does not exist', '{{truncat name 12}}님', {
    code: 'TEMPLATE.UNKNOWN_HELPER',
    hint: ['truncate'],
  }),
  subjectCase('braces that are not closed', '{{name}님', { code: 'TEMPLATE.SYNTAX' }),
  subjectCase('a block that is not closed', '{{#if name}}{{name}}님', { code: 'TEMPLATE.SYNTAX' }),
  subjectCase('three braces', '{{{name}}}님', { code: 'TEMPLATE.UNESCAPED' }),
  subjectCase('a part of another template', '{{> footer}} {{name}}', { code: 'TEMPLATE.SYNTAX' }),
  {
    name: 'a template for the wrong channel',
    files: {
      [copy]: 'title: x\nchannel: push\nlocales:\n  ko: { title: 안녕, body: 반가워요 }\n',
    },
    finds: [{ code: 'CAMPAIGN.WRONG_CHANNEL', at: 'campaigns/hello.yaml:20:44', marks: 'hello', says: 'is for push' }],
  },
  {
    name: 'two mistakes in the copy and one in the campaign, all in one run',
    edits: [
      [copy, subject, '"{{nme}}"'],
      [copy, '{{name}}님, 다시', '{{upper name}}님, 다시'],
      ['campaigns/hello.yaml', 'segment: vip', 'segment: vop'],
    ],
    finds: [
      { code: 'CAMPAIGN.UNKNOWN_SEGMENT', at: 'campaigns/hello.yaml:13:12', marks: 'vop', hint: ['vip'] },
      { code: 'TEMPLATE.UNKNOWN_VARIABLE', at, marks: '"{{nme}}"', hint: ['name'] },
      { code: 'TEMPLATE.UNKNOWN_HELPER', at: 'templates/hello.yaml:9:9', marks: 'upper' },
    ],
  },
];

const block = (name: string, markdown: string, expected: Broken['finds'][number]): Broken => ({
  name: `${name}, in a text of several lines`,
  edits: [[copy, '      {{name}}님, 다시 만나요.\n', `      {{name}}님, 다시 만나요.\n\n${markdown}\n`]],
  finds: [expected],
});

const blocks: readonly Broken[] = [
  block('a brace is missing', '      더 보기: {{name}님', {
    code: 'TEMPLATE.SYNTAX',
    at: 'templates/hello.yaml:11:7',
    marks: '더 보기: {{name}님',
    says: 'a brace or a quote is missing',
  }),
  block('a block that is never closed', '      {{#if name}}\n      더 보기\n\n      끝', {
    code: 'TEMPLATE.SYNTAX',
    at: 'templates/hello.yaml:11:7',
    marks: '{{#if name}}',
    says: '`{{#if name}}` is never closed',
  }),
  block('a block that another word closes', '      {{#if name}}\n      더 보기{{/unless}}', {
    code: 'TEMPLATE.SYNTAX',
    at: 'templates/hello.yaml:11:7',
    marks: '{{#if name}}',
    says: '`{{#if}}` is closed by `{{/unless}}`',
  }),
  block('a block that was never opened', '      더 보기{{/if}}', {
    code: 'TEMPLATE.SYNTAX',
    at: 'templates/hello.yaml:11:7',
    marks: '더 보기{{/if}}',
    says: 'a block is closed that was never opened',
  }),
  block('a variable that is not declared', '      - 더 보기 {{default nmae "고객"}}', {
    code: 'TEMPLATE.UNKNOWN_VARIABLE',
    at: 'templates/hello.yaml:11:24',
    marks: 'nmae',
    hint: ['name'],
  }),
  block('braces with nothing between them', '        {{}}', {
    code: 'TEMPLATE.SYNTAX',
    at: 'templates/hello.yaml:11:9',
    marks: '{{}}',
    says: 'something is missing between the braces',
  }),
];

const persona = 'personas/kim.yaml';
const smtp = (url: string): readonly [string, string, string] => [
  crm,
  'email: { provider: file, from: "Tiny <hello@tiny.example>" }',
  `email:\n    provider: smtp\n    url: ${url}\n    from: hello@tiny.example`,
];

const secrets: readonly Broken[] = [
  {
    name: 'an e-mail address of a real person',
    files: { [persona]: 'title: 김\nattributes:\n  nickname: minsu.kim82@naver.com\n' },
    finds: [{ code: 'PERSONA.PERSONAL_DATA', at: 'personas/kim.yaml:3:13', says: 'an e-mail address' }],
    hides: 'minsu.kim82',
  },
  {
    name: 'a mobile number, with and without quotes',
    files: { [persona]: 'title: 김\nattributes:\n  a: "010-2345-6789"\n  b: 01023456789\n' },
    finds: [
      { code: 'PERSONA.PERSONAL_DATA', at: 'personas/kim.yaml:3:6', says: 'a mobile number' },
      { code: 'PERSONA.PERSONAL_DATA', at: 'personas/kim.yaml:4:6', says: 'a mobile number' },
    ],
    hides: '6789',
  },
  {
    name: 'a resident number in a file that has other mistakes',
    files: { [persona]: '{ titel: 김, attributes: { a: 820415-1234567 } }\n' },
    finds: [
      { code: 'PERSONA.UNKNOWN_KEY', at: 'personas/kim.yaml:1:3', hint: ['title'] },
      { code: 'PERSONA.PERSONAL_DATA', at: 'personas/kim.yaml:1:30', says: 'a resident number' },
    ],
    hides: '1234567',
  },
  {
    name: 'a list of customers in a segment',
    edits: [['segments/vip.yaml', 'is: KR', 'in: [a@gmail.com, b@gmail.com]']],
    finds: [
      { code: 'SEGMENT.PERSONAL_DATA', at: 'segments/vip.yaml:7:12' },
      { code: 'SEGMENT.PERSONAL_DATA', at: 'segments/vip.yaml:7:25' },
    ],
    hides: 'gmail.com',
  },
  {
    name: 'a password in the address of the mail server',
    edits: [smtp('smtp://mailer:hunter2hunter2@mail.tiny.example:587')],
    finds: [{ code: 'WORKSPACE.LITERAL_SECRET', at: 'crm.yaml:21:10', says: 'channels.email' }],
    hides: 'hunter2hunter2',
  },
  {
    name: 'a password in the address of the store, in a line with another mistake',
    edits: [
      [
        crm,
        'channels:',
        'environments:\n  staging: { stroe: {}, store: { url: "postgres://u:p@ss/hunter2@h/db" } }\nchannels:',
      ],
    ],
    finds: [
      { code: 'WORKSPACE.UNKNOWN_KEY', at: 'crm.yaml:19:14', hint: ['store'] },
      { code: 'WORKSPACE.LITERAL_SECRET', at: 'crm.yaml:19:39', says: 'environments.staging.store' },
    ],
    hides: 'hunter2',
  },
  {
    name: 'a password in a line that is no YAML',
    edits: [smtp('smtp://mailer:hunter2hunter2@mail.tiny.example:587 : x')],
    finds: [{ code: 'FILE.SYNTAX', at: 'crm.yaml:21:10', shows: 'smtp://mailer:**************@mail' }],
    hides: 'hunter2hunter2',
  },
];

checkBroken('copy', [...templates, ...blocks]);
checkBroken('secrets and personal data', secrets);
