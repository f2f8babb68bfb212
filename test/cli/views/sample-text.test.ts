import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { sampleText } from '../../../src/cli/views/segments/segments-text.ts';

const columns = [
  '회원번호',
  '이름',
  '이메일',
  '휴대폰번호',
  '이메일_수신동의',
  '가입일',
  '언어',
  '등급',
  '도시',
  '적립금',
];
const person = (id: string): Record<string, string> => ({
  회원번호: id,
  이름: '임예준',
  이메일: 'user1@shop.example',
  휴대폰번호: '010-1001-2001',
  이메일_수신동의: '1',
});
const sample = { segment: 'vip', columns, people: [person('00001'), person('00002')] };

test('a sample is a table where it fits', () => {
  const lines = sampleText(sample, 160).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^회원번호 +이름 +이메일 .* +적립금$/);
});

test('else one line a value, one block a person', () => {
  const text = sampleText(sample, 80);
  for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  expect(text.split('\n\n')).toHaveLength(2);
  expect(text).toMatch(/^회원번호 {9}00001\n이름 {13}임예준\n이메일 {11}user1@shop\.example\n/);
  expect(text).toMatch(/적립금 {11}-$/);
});

test('control characters of the store never reach the terminal', () => {
  expect(sampleText({ ...sample, people: [person('\u001b]0;x\u0007')] }, 80)).not.toMatch(/[\u001b\u0007]/);
});
