import { describe, expect, test } from 'vitest';
import { consentMedium } from '../../src/importing/consent-names.ts';
import { mappingFindings, workspaceMapping } from '../../src/importing/index.ts';
import { infer, valuesOf } from './support.ts';
import { storeUrl } from './workspace-support.ts';

async function consentOf(content: string) {
  const people = await infer(content);
  const { consent } = workspaceMapping({ people, storeUrl }).people;
  return { people, consent, findings: mappingFindings(people) };
}

describe('consent columns', () => {
  test.each([
    ['이메일수신동의', 'email'],
    ['이메일 수신 동의 여부', 'email'],
    ['메일수신여부', 'email'],
    ['E-mail 수신동의', 'email'],
    ['EMAIL_RECV_YN', 'email'],
    ['email_marketing_consent', 'email'],
    ['수신동의(이메일)', 'email'],
    ['メール配信希望', 'email'],
    ['문자수신', 'sms'],
    ['문자 수신동의', 'sms'],
    ['SMS수신여부', 'sms'],
    ['sms_agree_yn', 'sms'],
    ['앱푸시 수신동의', 'push'],
    ['push_yn', 'push'],
    ['마케팅 동의', 'any'],
    ['마케팅수신동의여부', 'any'],
    ['광고성 정보 수신동의', 'any'],
    ['marketing_consent', 'any'],
    ['accepts_marketing', 'any'],
    ['이메일수신거부', undefined],
    ['email_opt_out', undefined],
    ['수신번호', undefined],
    ['이용약관동의', undefined],
    ['개인정보 마케팅 활용 동의', undefined],
    ['이메일수신동의일', undefined],
    ['sms_marketing_count', undefined],
    ['email', undefined],
    ['이메일', undefined],
    ['mail_verified', undefined],
  ])('%s: %s', async (header, medium) => {
    const { safeName } = await import('../../src/importing/names.ts');
    expect(consentMedium(safeName(header))).toBe(medium);
  });

  test.each([
    ['Y', 'N'],
    ['y', 'n'],
    ['예', '아니오'],
    ['네', '아니요'],
    ['O', 'X'],
    ['○', '×'],
    ['동의', '거부'],
    ['동의함', '동의 안함'],
    ['수신', '수신거부'],
    ['TRUE', 'FALSE'],
    ['1', '0'],
    ['はい', 'いいえ'],
  ])('%s is yes, %s is no', async (yes, no) => {
    const { people, consent, findings } = await consentOf(
      `회원번호,이메일,이메일수신동의\n1,a@b.kr,${yes}\n2,c@d.kr,${no}\n3,e@f.kr,\n`,
    );
    expect(consent).toEqual({ columns: { email: '이메일수신동의' } });
    expect(findings).toEqual([]);
    expect(await valuesOf(people, '이메일수신동의')).toEqual([1, 0, null]);
  });

  test('what is not clear is no consent, and its lines are said', async () => {
    const { people, consent, findings } = await consentOf('id,문자수신\n1,Y\n2,?\n3,N\n4, Y \n5,미확인\n6,NULL\n');
    expect(consent).toEqual({ columns: { sms: '문자수신' } });
    expect(await valuesOf(people, '문자수신')).toEqual([1, 0, 0, 1, 0, null]);
    expect(findings).toMatchObject([
      { code: 'IMPORT.UNCLEAR_CONSENT', severity: 'warning', place: { file: 'people.csv', line: 3 } },
    ]);
    expect(findings[0]?.summary).toContain('2 values');
    expect(findings[0]?.summary).toContain('lines 3 and 6');
  });

  test('a number among 0 and 1 does not unmap the column', async () => {
    const { people, consent, findings } = await consentOf('id,email_consent\n1,1\n2,0\n3,2\n');
    expect(consent).toEqual({ columns: { email: 'email_consent' } });
    expect(await valuesOf(people, 'email_consent')).toEqual([1, 0, 0]);
    expect(findings).toMatchObject([{ code: 'IMPORT.UNCLEAR_CONSENT' }]);
  });

  test('consent without a medium counts for the media with addresses, and that is said', async () => {
    const { consent, findings } = await consentOf('id,이메일,휴대폰,마케팅 동의\n1,a@b.kr,010-1234-5678,Y\n2,,,N\n');
    expect(consent).toEqual({ columns: { email: '마케팅_동의', sms: '마케팅_동의' } });
    expect(findings).toMatchObject([{ code: 'IMPORT.GENERAL_CONSENT', severity: 'warning' }]);
  });

  test('consent without a medium does not add to consent for one', async () => {
    const { consent, findings } = await consentOf(
      'id,이메일,휴대폰,마케팅 동의,이메일수신동의\n1,a@b.kr,010-1234-5678,Y,N\n2,c@d.kr,,N,Y\n',
    );
    expect(consent).toEqual({ columns: { email: '이메일수신동의' } });
    expect(findings).toMatchObject([{ code: 'IMPORT.CONSENT_NOT_MAPPED' }]);
    expect(findings[0]?.summary).toContain('`마케팅_동의`');
  });

  test.each([
    ['a refusal', 'id,이메일수신거부\n1,Y\n2,N\n'],
    ['an opt-out', 'id,email_opt_out\n1,1\n2,0\n'],
    ['other words', 'id,email_consent\n1,gold\n2,silver\n'],
    ['counts', 'id,email_consent\n1,3\n2,7\n'],
    ['a time', 'id,email_consent\n1,2026-01-01\n'],
    ['no medium, no addresses', 'id,마케팅 동의\n1,Y\n'],
    ['another purpose', 'id,개인정보 마케팅 활용 동의\n1,Y\n'],
  ])('is not mapped, and that is said: %s', async (_, content) => {
    const { consent, findings } = await consentOf(content);
    expect(consent).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'IMPORT.CONSENT_NOT_MAPPED', severity: 'warning' }]);
  });

  test('a refusal is never proposed as consent', async () => {
    const { findings } = await consentOf('id,이메일수신거부\n1,Y\n2,N\n');
    expect(JSON.stringify(findings)).not.toContain('consent.columns');
  });

  test('the date beside a flag needs no word', async () => {
    const { findings } = await consentOf('id,이메일수신동의,이메일수신동의일\n1,Y,2026-01-01\n2,N,\n');
    expect(findings).toEqual([]);
  });
});
