import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workspaceMapping, writeMapping } from '../../src/importing/index.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';
import { infer, inferEvents } from './support.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/workspace.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ strict: false }).compile(schema);
const storeUrl = 'sqlite:data/store.db';

function expectValid(text: string): void {
  const valid = validate(parse(text));
  expect(validate.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
}

const mappingOf = async (content: string): Promise<StoreMapping['people']> =>
  workspaceMapping({ people: await infer(content), storeUrl }).people;

const full: StoreMapping = {
  url: storeUrl,
  people: {
    table: 'people',
    id: 'id',
    created_at: 'signed_up_at',
    addresses: { email: 'email', sms: 'phone' },
    consent: { columns: { email: 'email_opt_in' } },
  },
  events: [{ table: 'events', person: 'user_id', name: 'event', at: 'time', properties: 'props' }],
};

describe('the mapping of imported tables', () => {
  test('everything that has a known name and fitting values', async () => {
    const people = await infer(
      'id,E-Mail,Mobile,fcm_token,signed_up_at,tz,lang,email_opt_in,sms_consent,marketing_push\n' +
        '1,a@b.kr,010-1234-5678,t1,2026-01-01,Asia/Seoul,ko,1,yes,true\n' +
        '2,c@d.kr,01012345678,,2026-01-02,,,0,no,false\n' +
        '3,unknown,,,,,,0,no,false\n',
    );
    const events = await inferEvents('user_id,event,time\n1,buy,2026-01-01T00:00:00Z\n');
    const mapping = workspaceMapping({ people, events, storeUrl });
    expect(mapping).toEqual({
      url: storeUrl,
      people: {
        table: 'people',
        id: 'id',
        created_at: 'signed_up_at',
        timezone: 'tz',
        locale: 'lang',
        addresses: { email: 'E-Mail', sms: 'Mobile', push: 'fcm_token' },
        consent: { columns: { email: 'email_opt_in', sms: 'sms_consent', push: 'marketing_push' } },
      },
      events: [{ table: 'events', person: 'user_id', name: 'event', at: 'time', properties: 'props' }],
    });
    expectValid(writeMapping(undefined, mapping, 'shop'));
  });

  test('Korean names', async () => {
    expect(
      await mappingOf('회원번호,이메일,휴대폰,가입일,이메일_수신동의\n1,a@b.kr,01012345678,2026.01.01,1\n'),
    ).toEqual({
      table: 'people',
      id: '회원번호',
      created_at: '가입일',
      addresses: { email: '이메일', sms: '휴대폰' },
      consent: { columns: { email: '이메일_수신동의' } },
    });
  });

  test.each([
    ['an e-mail column without addresses', 'id,email\n1,yes\n2,no\n'],
    ['a phone column without numbers', 'id,phone\n1,iPhone\n2,Pixel\n'],
    ['a sign-up column that is no time', 'id,signed_up_at\n1,1793527200\n'],
    ['an opt-out is no consent', 'id,email_opt_out,unsubscribed\n1,0,1\n'],
    ['a count is no consent', 'id,sms_marketing_count,email_consent\n1,0,3\n'],
    ['a time of consent is no flag', 'id,email_consent\n1,2026-01-01\n'],
  ])('left out: %s', async (_, content) => {
    expect(await mappingOf(content)).toEqual({ table: 'people', id: 'id' });
  });

  test('the id of events', async () => {
    const people = await infer('id\n1\n');
    const events = await inferEvents('id,uid,type,at\ne,1,buy,2026-01-01T00:00:00Z\n');
    expect(workspaceMapping({ people, events, storeUrl }).events).toEqual([
      { table: 'events', id: 'id', person: 'uid', name: 'type', at: 'at', properties: 'props' },
    ]);
  });
});

describe('a new crm.yaml', () => {
  test.each(['sori', 'My Shop!', '가게', '007', 'true', '-x-', ''])('is valid for the workspace %j', (id) => {
    const text = writeMapping(undefined, full, id);
    expectValid(text);
    expect(parse(text)).toMatchObject({
      timezone: 'Asia/Seoul',
      locale: 'ko',
      store: full,
      ledger: { url: 'sqlite:.crm/ledger.db' },
      channels: { in_app: { provider: 'file' } },
    });
    expect(text).toContain('# metrics:');
  });

  test('the commented example is valid too', () => {
    const text = writeMapping(undefined, full, 'sori').replace(/^# (metrics:| {2}\w.*)$/gm, '$1');
    expect(parse(text)).toHaveProperty('metrics.revenue.sum', 'amount');
    expectValid(text);
  });

  test('it follows what an empty file says', () => {
    const text = writeMapping('# ours', full, 'sori');
    expect(text.startsWith('# ours\n')).toBe(true);
    expectValid(text);
  });
});

const around = (store: string, end = ''): string => `# the top
workspace:   sori        # aligned   comments
timezone: "Asia/Seoul"
locale: ko

# where people are
${store}# what was sent

ledger: {url: 'sqlite:.crm/ledger.db'}   # flow
lifecycle:
    stages: [ a,b ]
${end}# the end
`;

const stores: Readonly<Record<string, string>> = {
  none: '',
  'the usual': 'store:\n  url: old\n  people:\n    table: t\n    id: id\n\n',
  flow: 'store: { url: old, people: { table: t, id: id } }\n',
  'flow over lines': 'store: {\n  url: old, # pg\n  people: { table: t, id: id }\n}\n',
  'comments everywhere':
    'store:   # the store\n    # the url\n    url: old   # or postgres\n    people:\n      # a table\n      table: t # t\n      id: id\n      attributes: # a\n        # city\n        city: profile.city # in json\n    # end of the store\n',
  'comments at the margin': 'store:\n# url\n  url: old\n# people\n  people: { table: t, id: id }\n',
  'events with comments':
    'store:\n  url: old\n  people: { table: t, id: id }\n  events:\n    # the app\n    - { table: e, person: p, name: n, at: a } # v1\n',
  null: 'store:\n',
  'a text with a hash': 'store:\n  url: "a # b" # c\n  people: { table: "#t", id: id }\n',
};

const commentsIn = (text: string): string[] =>
  [...text.matchAll(/(?<=^|\s)#(?![t]")(?! b" ).*$/gm)].map(([found]) => found.trim()).sort();

describe('an existing crm.yaml', () => {
  describe.each(['\n', '\r\n'])('with line ends %j', (lineEnd) => {
    test.each(Object.entries(stores))('store: %s', (_, store) => {
      const before = around(store).replaceAll('\n', lineEnd);
      const after = writeMapping(before, full, 'ignored');
      expect(parse(after)).toEqual({ ...(parse(before) as object), store: full });
      expectValid(after);
      expect(commentsIn(after)).toEqual(commentsIn(before));
      const [top, end] = around(store ? '\0' : '')
        .replaceAll('\n', lineEnd)
        .split('\0');
      expect(after.startsWith(top ?? '')).toBe(true);
      if (end) expect(after.endsWith(end)).toBe(true);
      expect(after.replaceAll('\r\n', '').includes('\r')).toBe(false);
      expect(writeMapping(after, full, 'ignored')).toBe(after);
    });
  });

  test.each(Object.entries(stores).filter(([, store]) => store !== ''))('as the last part: %s', (_, store) => {
    for (const end of ['', '\n', '\n# the end\n', '# the end', '\n# a\n\n# b\n']) {
      const before = `workspace: sori\ntimezone: Asia/Seoul\nlocale: ko\nlifecycle: { stages: [a] }\n${store.trimEnd()}\n${end}`;
      const after = writeMapping(before, full, 'ignored');
      expect(parse(after)).toEqual({ ...(parse(before) as object), store: full });
      expect(commentsIn(after)).toEqual(commentsIn(before));
      expect(writeMapping(after, full, 'ignored')).toBe(after);
    }
  });

  test('comments stay at their keys', () => {
    const before = around(
      'store:\n  url: old # or postgres\n  people:\n    # one row a person\n    table: t\n    id: id\n',
    );
    const after = writeMapping(before, full, 'ignored');
    expect(after).toContain('url: sqlite:data/store.db # or postgres\n');
    expect(after).toContain('    # one row a person\n    table: people\n');
  });

  test.each([
    ['not YAML', 'store: [\n'],
    ['a list', '- a\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['a duplicate key', 'store: {}\nstore: {}\n'],
    ['flow style', '{ workspace: a }\n'],
    ['an anchor that others use', 'store: &s { url: a }\nother: *s\n'],
  ])('refused: %s', (_, text) => {
    expect(() => writeMapping(text, full, 'a')).toThrow(
      expect.objectContaining({
        exitName: 'invalid',
        diagnostics: [expect.objectContaining({ code: 'IMPORT.WORKSPACE_FILE' })],
      }),
    );
  });
});
