import { describe, expect, test } from 'vitest';
import { columnRoles, mappingFindings, workspaceMapping } from '../../src/importing/index.ts';
import { infer, inferEvents, valuesOf } from './support.ts';
import { storeUrl } from './workspace-support.ts';

describe('columns with addresses', () => {
  test('bad ones do not unmap the column, and their lines are said', async () => {
    const people = await infer('id,email,phone\n1,kim,none\n2,a@b.kr,12\n3,lee,010-1234-5678\n');
    expect(workspaceMapping({ people, storeUrl }).people.addresses).toEqual({ email: 'email', sms: 'phone' });
    const findings = mappingFindings(people);
    expect(findings).toMatchObject([
      { code: 'IMPORT.BAD_ADDRESS', severity: 'warning', place: { line: 2 } },
      { code: 'IMPORT.BAD_ADDRESS', severity: 'warning', place: { line: 2 } },
    ]);
    expect(findings[0]?.summary).toContain('2 of 3 values of `email` do not');
    expect(findings[0]?.summary).toContain('lines 2 and 4');
    expect(findings[1]?.summary).toContain('lines 2 and 3');
  });

  test('many bad ones: how many, and the first lines', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `${row},${row % 3 === 0 ? 'x' : `p${row}@shop.example`}\n`);
    const [finding] = mappingFindings(await infer(`id,email\n${rows.join('')}`));
    expect(finding?.summary).toContain('10 of 30 values');
    expect(finding?.summary).toContain('lines 2, 5, 8, 11, 14, ..');
  });

  test('blanks around addresses go; the bad ones stay as they are', async () => {
    const people = await infer('id,이메일,휴대폰\n1, a@b.kr ,01012345678 \n2, kim,  \n');
    expect(await valuesOf(people, '이메일')).toEqual(['a@b.kr', 'kim']);
    expect(await valuesOf(people, '휴대폰')).toEqual(['01012345678', null]);
  });

  test('a column that only says so is not taken, and that is said', async () => {
    const people = await infer('id,email,phone\n1,yes,iPhone\n2,no,Pixel\n');
    expect(workspaceMapping({ people, storeUrl }).people.addresses).toBeUndefined();
    expect(mappingFindings(people)).toMatchObject([{ code: 'IMPORT.NO_ADDRESS' }, { code: 'IMPORT.NO_ADDRESS' }]);
  });

  test('the better of two columns', async () => {
    const people = await infer('id,email,mail\n1,x,a@b.kr\n2,y,c@d.kr\n3,e@f.kr,\n');
    expect(workspaceMapping({ people, storeUrl }).people.addresses).toEqual({ email: 'mail' });
  });

  test('addresses are never shown', async () => {
    const people = await infer('id,email,문자수신\n1,secret@x.example,Y\n2,secret,secret\n');
    expect(JSON.stringify(mappingFindings(people))).not.toContain('secret');
  });
});

test('the role of every column', async () => {
  const people = await infer(
    '회원번호,이름,이메일,휴대폰,가입일,시간대,언어,마케팅 동의\n1,a,a@b.kr,010-1234-5678,2026. 1. 2.,Asia/Seoul,ko,Y\n',
  );
  const events = await inferEvents('회원번호,이벤트명,발생일시,금액,event_id\n1,구매,2026-11-01,"9,900",e\n');
  const mapping = workspaceMapping({ people, events, storeUrl });
  expect(Object.fromEntries(columnRoles(mapping, 'people'))).toEqual({
    회원번호: 'id',
    이메일: 'address: email',
    휴대폰: 'address: sms',
    가입일: 'created_at',
    시간대: 'timezone',
    언어: 'locale',
    마케팅_동의: 'consent: email, consent: sms',
  });
  expect(Object.fromEntries(columnRoles(mapping, 'events'))).toEqual({
    회원번호: 'person',
    이벤트명: 'event name',
    발생일시: 'time',
    event_id: 'event id',
  });
});
