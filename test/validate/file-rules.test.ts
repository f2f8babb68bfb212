// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written like that
import { describe, expect, it } from 'vitest';
import { validate } from '../../src/validate/index.ts';
import { literalSecret } from '../../src/validate/rules/literal-secret.ts';
import { personalData } from '../../src/validate/rules/personal-data.ts';
import { sourceFile, tree } from './check.ts';

describe('personalData', () => {
  const found = (value: string, key = 'a'): string[] =>
    personalData(sourceFile('personas/x.yaml', `title: x\nattributes:\n  ${key}: ${value}\n`)).map(
      ({ summary }) => summary,
    );

  it.each([
    ['minsu.kim@naver.com', 'an e-mail address'],
    ['"쓰기: minsu@gmail.com."', 'an e-mail address'],
    ['"a@sori.example, b@gmail.com"', 'an e-mail address'],
    ['a@example.com.kr', 'an e-mail address'],
    ['010-1234-5678', 'a mobile number'],
    ['"010 1234 5678"', 'a mobile number'],
    ['"01012345678"', 'a mobile number'],
    ['01012345678', 'a mobile number'],
    ['+82 10-1234-5678', 'a mobile number'],
    ['011-234-5678', 'a mobile number'],
    ['"820415-1234567"', 'a resident number'],
    ['[x, { y: 820415-2234567 }]', 'a resident number'],
  ])('%s is %s', (value, what) => {
    expect(found(value)).toEqual([`this looks like ${what} of a real person`]);
  });

  it.each([
    'kim@example.com',
    'kim@mail.example.org',
    'kim@sori.example',
    '"write to kim@example.com."',
    'kim@x.test',
    'help@sori.kr',
    'no-reply@sori.kr',
    '080-123-4567',
    '02-123-4567',
    '15990000',
    '1012345678',
    '2026-11-01',
    '2026-11-01T00:00:00Z',
    '3.01012345678',
    '"@kim"',
    '"광고 (무료거부 080-000-0000)"',
    '20260415-1234567',
  ])('%s is nobody', (value) => {
    expect(found(value)).toEqual([]);
  });

  it('the team may be named under its own keys', () => {
    expect(found('minsu@sori.kr', 'owner')).toEqual([]);
    expect(found('minsu@sori.kr', 'owners')).toHaveLength(1);
  });

  it('a long text takes no longer', () => {
    const started = performance.now();
    for (const letter of ['a', 'a.', '1', '1-', '+82 1', '@', 'a@a.'])
      found(`"${letter.repeat(100_000 / letter.length)}"`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('literalSecret', () => {
  const found = (url: string, path = 'crm.yaml'): string[] =>
    literalSecret(sourceFile(path, `store:\n  url: ${url}\n`)).map(
      ({ code, place }) => `${code} ${place?.line}:${place?.column} ${place?.source}`,
    );

  it.each([
    'smtp://user:secret@host',
    'smtps://user:secret@host:465',
    'smtp://:secret@host',
    '"postgres://u:p@ss@host/db"',
    '"postgres://u:p/w@host/db"',
    '"postgres://${env:USER}:secret@host/db"',
    '"postgres://u:${env:A}x@host/db"',
    '"mysql://host/db?user=a&password=secret"',
  ])('%s', (url) => {
    expect(found(url)).toEqual(['WORKSPACE.LITERAL_SECRET 2:8 ']);
  });

  it.each([
    '"${env:CRM_STORE_URL}"',
    'sqlite:data/store.db',
    'sqlite:C:\\data\\store.db',
    'smtp://127.0.0.1:2525',
    'smtp://user@host',
    '"smtp://user:${env:SMTP_PASSWORD}@host"',
    '"smtp://${env:U}:${env:P}@host:587"',
    '"mysql://host/db?password=${env:P}"',
  ])('%s is fine', (url) => {
    expect(found(url)).toEqual([]);
  });

  it('only crm.yaml has such addresses', () => {
    expect(found('smtp://user:secret@host', 'segments/a.yaml')).toEqual([]);
  });

  it('is found whatever else is wrong, and no finding of its line shows it', () => {
    const { diagnostics } = validate(
      tree([
        [
          'crm.yaml',
          'ledger:\n  url: sqlite:.crm/ledger.db',
          'ledger: { url: "x://u:hunter2@h", ulr: 1, old: [x://u:hunter2@h] }',
        ],
      ]),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'WORKSPACE.UNKNOWN_KEY',
      'WORKSPACE.UNKNOWN_KEY',
      'WORKSPACE.LITERAL_SECRET',
    ]);
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });

  it('says what to write', () => {
    const [finding] = literalSecret(sourceFile('crm.yaml', 'channels: { email: { url: smtp://a:b@c } }'));
    expect(finding?.next?.[0]).toContain('url: "${env:SMTP_URL}"');
  });
});
