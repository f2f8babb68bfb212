import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCrm, tempDir } from '../support/run-crm.ts';
import { type Broken, checkBroken, needsRoot, nobody } from './check-broken.ts';
import { tinyFiles, writeFiles, writeTiny } from './tiny-workspace.ts';

const vip = 'segments/vip.yaml';
const valid = tinyFiles[vip] ?? '';
const bomb = [
  'title: x',
  'a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]',
  ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
].join('\n');
const isRoot = needsRoot === undefined;

const contents: readonly Broken[] = [
  {
    name: 'two documents',
    edits: [[vip, 'owner:', '---\nowner:']],
    finds: [{ code: 'FILE.SEVERAL_DOCUMENTS', at: 'segments/vip.yaml:2:1', marks: '---' }],
  },
  {
    name: 'a tab as indentation',
    edits: [[vip, '  all:', '\tall:']],
    finds: [{ code: 'FILE.SYNTAX', at: 'segments/vip.yaml:5:1', marks: '\t', says: 'a tab' }],
  },
  {
    name: 'lines out of column are told once',
    files: { [vip]: 'title: VIP\nwhere:\n    attribute: plan\n   is: a\n  in: [b]\n empty: true\n' },
    finds: [{ code: 'FILE.SYNTAX', at: 'segments/vip.yaml:4:1', marks: ' ', says: 'another column' }],
  },
  {
    name: 'three lines with the same mistake of their own are told three times',
    files: { [vip]: 'title: "a" b\nowner: "x" y\nstage: "z" t\n' },
    finds: [1, 2, 3].map((line) => ({
      code: 'FILE.SYNTAX',
      at: `segments/vip.yaml:${line}:12`,
      marks: 'byt'[line - 1] ?? '',
    })),
  },
  {
    name: 'an item of a list in another column',
    files: { [vip]: 'title: VIP\nwhere:\n  all:\n    - attribute: plan\n      is: a\n  - event: x\n  - event: y\n' },
    finds: [{ code: 'FILE.SYNTAX', at: 'segments/vip.yaml:6:1', marks: ' ', says: 'item of a list' }],
  },
  {
    name: 'an empty file, and one of comments only',
    files: { [vip]: '', 'segments/notes.yaml': '# later\n' },
    finds: [
      { code: 'FILE.EMPTY', at: 'segments/notes.yaml:1:1', marks: '#' },
      { code: 'FILE.EMPTY', at: 'segments/vip.yaml:1:1' },
    ],
  },
  {
    name: 'a file of one word',
    files: { [vip]: '단골\n' },
    finds: [{ code: 'SEGMENT.WRONG_TYPE', at: 'segments/vip.yaml:1:1', marks: '단골' }],
  },
  {
    name: 'a binary file',
    files: { [vip]: Buffer.concat([Buffer.from('title: 단골\n이름'), Buffer.from([0, 1, 2])]) },
    finds: [{ code: 'FILE.NOT_TEXT', at: 'segments/vip.yaml:2:3', says: 'binary' }],
  },
  {
    name: 'a file in UTF-16',
    files: { [vip]: Buffer.from(`\ufeff${valid}`, 'utf16le') },
    finds: [{ code: 'FILE.NOT_TEXT', at: 'segments/vip.yaml:1:1', says: 'UTF-16' }],
  },
  {
    name: 'a file in EUC-KR',
    files: { [vip]: Buffer.concat([Buffer.from('owner: x\ntitle: '), Buffer.from([0xb4, 0xdc, 0xb0, 0xf1, 10])]) },
    finds: [{ code: 'FILE.NOT_TEXT', at: 'segments/vip.yaml:2:8', says: 'not UTF-8' }],
  },
  {
    name: 'a file of 300 KB',
    files: { [vip]: `${valid}# ${'x'.repeat(300_000)}\n` },
    finds: [{ code: 'FILE.TOO_LARGE', at: 'segments/vip.yaml:1:1' }],
  },
  {
    name: '10,000 nested brackets',
    files: { [vip]: `title: x\nwhere: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n` },
    finds: [{ code: 'FILE.TOO_DEEP', at: 'segments/vip.yaml:2:1' }],
  },
  {
    name: '10,000 nested list items, and keys in question marks',
    files: { [vip]: `title: x\nwhere:\n  ${'- '.repeat(10_000)}1\n`, 'segments/why.yaml': `${'? '.repeat(10_000)}1\n` },
    finds: [
      { code: 'FILE.TOO_DEEP', at: 'segments/vip.yaml:3:1' },
      { code: 'FILE.TOO_DEEP', at: 'segments/why.yaml:1:1' },
    ],
  },
  {
    name: 'a key that stands twice',
    edits: [[vip, 'stage: retention', 'stage: retention\ntitle: 또']],
    finds: [{ code: 'FILE.DUPLICATE_KEY', at: 'segments/vip.yaml:4:1', marks: 'title' }],
  },
  {
    name: 'aliases that multiply',
    files: { [vip]: bomb },
    finds: [{ code: 'FILE.ALIASES', at: 'segments/vip.yaml:3:8', marks: '*a' }],
  },
  {
    name: 'an alias to nothing',
    edits: [[vip, 'stage: retention', 'stage: *stage']],
    finds: [{ code: 'FILE.UNKNOWN_ALIAS', at: 'segments/vip.yaml:3:8', marks: '*stage' }],
  },
  {
    name: 'an alias that leads back to itself',
    edits: [[vip, '  all:', '  all: &all\n    - all: *all']],
    finds: [{ code: 'FILE.ALIASES', at: 'segments/vip.yaml:6:12', marks: '*all' }],
  },
  {
    name: 'a tag of its own',
    edits: [[vip, 'is: KR', 'is: !country KR']],
    finds: [{ code: 'FILE.SYNTAX', at: 'segments/vip.yaml:7:11', marks: '!country' }],
  },
  {
    name: 'a quote that is never closed, after Korean text',
    edits: [[vip, 'title: 단골 손님', 'title: 단골\nowner2: "김']],
    finds: [{ code: 'FILE.SYNTAX', at: 'segments/vip.yaml:2:9', marks: '"김', says: 'a quote is opened here' }],
  },
  {
    name: 'a colon in text without quotes',
    edits: [[vip, 'title: 단골 손님', 'title: 단골: 손님']],
    finds: [{ code: 'FILE.SYNTAX', at: 'segments/vip.yaml:1:8', marks: '단', says: 'a colon and a space' }],
  },
  {
    name: 'copy that begins with braces, without quotes',
    edits: [['templates/hello.yaml', '"(광고) {{name}}님, 안녕하세요"', '{{name}}님, 안녕하세요']],
    finds: [
      {
        code: 'FILE.SYNTAX',
        at: 'templates/hello.yaml:7:22',
        marks: '님, 안녕하세요',
        says: 'begins with `{{` needs quotes',
      },
    ],
  },
  {
    name: 'copy of braces alone, without quotes',
    edits: [['templates/hello.yaml', '"(광고) {{name}}님, 안녕하세요"', '{{name}}']],
    finds: [{ code: 'TEMPLATE.WRONG_TYPE', at: 'templates/hello.yaml:7:5', marks: 'subject', says: 'needs quotes' }],
  },
  {
    name: 'a list item that lost its dash',
    edits: [[vip, '    - event: app_opened\n      within', '    - event: app_opened\n     within']],
    finds: [{ code: 'FILE.SYNTAX', at: 'segments/vip.yaml:9:1', marks: ' ', says: 'begins with' }],
  },
  {
    name: 'a bracket that is not closed, and a line in the wrong column',
    edits: [
      ['crm.yaml', 'stages: [activation, retention]', 'stages: [activation, retention'],
      ['campaigns/hello.yaml', '  within: 7d', '   within: 7d'],
    ],
    finds: [
      { code: 'FILE.SYNTAX', at: 'campaigns/hello.yaml:7:11', marks: 'c', says: 'the line below is indented' },
      { code: 'FILE.SYNTAX', at: 'crm.yaml:22:1', marks: 's', says: 'a bracket is open' },
    ],
  },
  {
    name: 'a key without its colon',
    edits: [[vip, 'owner: crm@tiny.example', 'owner crm@tiny.example']],
    finds: [
      { code: 'FILE.SYNTAX', at: 'segments/vip.yaml:2:1', marks: 'owner crm@tiny.example', says: 'a colon is missing' },
    ],
  },
];

const places: readonly Broken[] = [
  {
    name: 'a file that is a folder',
    prepare: (dir) => {
      rmSync(join(dir, vip));
      mkdirSync(join(dir, vip));
    },
    finds: [
      { code: 'CAMPAIGN.UNKNOWN_SEGMENT', at: 'campaigns/hello.yaml:13:12', marks: 'vip' },
      { code: 'FILE.UNREADABLE', at: 'segments/vip.yaml:1:1', says: 'it is a folder' },
    ],
  },
  {
    name: 'crm.yaml is a folder',
    prepare: (dir) => {
      rmSync(join(dir, 'crm.yaml'));
      mkdirSync(join(dir, 'crm.yaml'));
    },
    finds: [{ code: 'FILE.UNREADABLE', at: 'crm.yaml:1:1', says: 'it is a folder' }],
  },
  {
    name: 'a folder that is a file',
    files: { personas: 'nobody\n' },
    finds: [{ code: 'FILE.UNREADABLE', at: 'personas:1:1', says: 'it is a file, a folder was expected' }],
  },
  {
    name: 'a pipe that nobody writes to',
    skip: process.platform === 'win32' ? 'no pipes with names' : undefined,
    prepare: (dir) => {
      execFileSync('mkfifo', [join(dir, 'segments/pipe.yaml')]);
    },
    finds: [{ code: 'FILE.UNREADABLE', at: 'segments/pipe.yaml:1:1', says: 'pipe' }],
  },
  {
    name: 'a folder that may not be read',
    skip: needsRoot,
    uid: nobody,
    prepare: (dir) => {
      mkdirSync(join(dir, 'personas'));
      if (isRoot) chmodSync(join(dir, 'personas'), 0);
    },
    finds: [{ code: 'FILE.UNREADABLE', at: 'personas:1:1', says: 'this account may not read it' }],
  },
  {
    name: 'a file that may not be read',
    skip: needsRoot,
    uid: nobody,
    prepare: (dir) => chmodSync(join(dir, vip), 0),
    finds: [{ code: 'FILE.UNREADABLE', at: 'segments/vip.yaml:1:1', says: 'this account may not read it' }],
  },
  {
    name: 'a link to a file outside',
    prepare: (dir) => symlinkSync('/etc/passwd', join(dir, 'segments/staff.yaml')),
    finds: [{ code: 'FILE.OUTSIDE_WORKSPACE', at: 'segments/staff.yaml:1:1' }],
    hides: 'root:',
  },
  {
    name: 'crm.yaml is a link to a file outside',
    prepare: (dir) => {
      rmSync(join(dir, 'crm.yaml'));
      symlinkSync('/etc/passwd', join(dir, 'crm.yaml'));
    },
    finds: [{ code: 'FILE.OUTSIDE_WORKSPACE', at: 'crm.yaml:1:1' }],
    hides: 'root:',
  },
  {
    name: 'a folder that is a link to one outside, and one that is a link at all',
    prepare: (dir) => {
      symlinkSync('/etc', join(dir, 'personas'));
      symlinkSync('..', join(dir, 'segments/all'));
    },
    finds: [
      { code: 'FILE.OUTSIDE_WORKSPACE', at: 'personas:1:1' },
      { code: 'FILE.LINKED_FOLDER', at: 'segments/all:1:1' },
    ],
  },
  {
    name: 'links in a circle, and a link to nothing',
    prepare: (dir) => {
      symlinkSync('b.yaml', join(dir, 'segments/a.yaml'));
      symlinkSync('a.yaml', join(dir, 'segments/b.yaml'));
      symlinkSync('gone.yaml', join(dir, 'segments/c.yaml'));
    },
    finds: [
      { code: 'FILE.UNREADABLE', at: 'segments/a.yaml:1:1', says: 'leads back to itself' },
      { code: 'FILE.UNREADABLE', at: 'segments/b.yaml:1:1', says: 'leads back to itself' },
      { code: 'FILE.UNREADABLE', at: 'segments/c.yaml:1:1', says: 'link to something that does not exist' },
    ],
  },
  {
    name: 'no crm.yaml, but a crm.yml',
    files: { 'crm.yml': 'workspace: tiny\n' },
    prepare: (dir) => rmSync(join(dir, 'crm.yaml')),
    finds: [{ code: 'WORKSPACE.NOT_FOUND', at: 'crm.yaml:1:1' }],
  },
  {
    name: 'a folder that does not exist',
    args: ['-C', 'nowhere', 'validate'],
    finds: [{ code: 'WORKSPACE.NOT_FOUND', at: 'crm.yaml:1:1' }],
  },
];

checkBroken('contents of files', contents);
checkBroken('files and folders', places);

/** Too many findings for a table: what counts is that the command ends, soon, and says that there are more. */
it('40,000 keys that nobody knows', async () => {
  const dir = tempDir();
  writeTiny(dir);
  const keys = Array.from({ length: 40_000 }, (_, i) => `q${i.toString(36)}:`).join('\n');
  writeFiles(dir, { [vip]: valid + keys });
  const started = performance.now();
  const { code, stderr } = await runCrm(['validate'], { cwd: dir });
  expect(performance.now() - started).toBeLessThan(30_000);
  expect(code).toBe(3);
  expect(stderr).toContain('segments/vip.yaml:10:1 error SEGMENT.UNKNOWN_KEY');
  expect(stderr).toContain('39,951 more mistakes');
});
