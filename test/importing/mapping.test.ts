import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workspaceMapping, writeMapping } from '../../src/importing/index.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';
import { infer, inferEvents } from './support.ts';
import { expectValid, full, storeUrl } from './workspace-support.ts';

const mappingOf = async (content: string): Promise<StoreMapping['people']> =>
  workspaceMapping({ people: await infer(content), storeUrl }).people;

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
    expectValid(writeMapping(undefined, mapping, { id: 'shop', timezone: 'Asia/Seoul' }));
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
    const text = writeMapping(undefined, full, { id, timezone: 'Asia/Seoul' });
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
    const text = writeMapping(undefined, full, { id: 'sori', timezone: 'Asia/Seoul' }).replace(
      /^# (metrics:| {2}\w.*)$/gm,
      '$1',
    );
    expect(parse(text)).toHaveProperty('metrics.revenue.sum', 'amount');
    expectValid(text);
  });

  test('it follows what an empty file says', () => {
    const text = writeMapping('# ours', full, { id: 'sori', timezone: 'Asia/Seoul' });
    expect(text.startsWith('# ours\n')).toBe(true);
    expectValid(text);
  });
});
