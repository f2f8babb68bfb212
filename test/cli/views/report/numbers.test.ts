import { describe, expect, test } from 'vitest';
import { cleanText } from '../../../../src/cli/views/report/clean-text.ts';
import { formatDays, formatMoment } from '../../../../src/cli/views/report/format-date.ts';
import { numberFormat } from '../../../../src/cli/views/report/format-number.ts';
import { nameLength, nameSkip } from '../../../../src/cli/views/report/name-things.ts';
import { reportWords } from '../../../../src/cli/views/report/report-words.ts';
import { interval } from './report-fixtures.ts';

const en = numberFormat('en', 'KRW');
const ko = numberFormat('ko', 'KRW');

describe('numbers', () => {
  test('a difference of rates is in %p with its limits', () => {
    expect(en.signedInterval(interval(0.0409, 0.02, 0.0618), 'points')).toBe('+4.1%p (2.0 to 6.2)');
    expect(ko.signedInterval(interval(0.0409, 0.02, 0.0618), 'points')).toBe('+4.1%p (2.0~6.2)');
    expect(en.signedInterval(interval(-0.0131, -0.03, 0.004), 'points')).toBe('−1.3%p (−3.0 to 0.4)');
  });

  test('small rates keep enough digits to differ', () => {
    expect(en.interval(interval(0.0057, 0.0048, 0.0068), 'share')).toBe('0.57% (0.48 to 0.68)');
    expect(en.signedInterval(interval(0.0003, 0.0001, 0.0005), 'points')).toBe('+0.030%p (0.010 to 0.050)');
  });

  test('money carries its currency, and cents only where they matter', () => {
    expect(en.signedInterval(interval(1245, -20, 2600), 'money')).toBe('+₩1,245 (−₩20 to ₩2,600)');
    expect(numberFormat('en', 'USD').interval(interval(0.77, 0.5, 1.04), 'money')).toBe('$0.77 ($0.50 to $1.04)');
    expect(numberFormat('en', undefined).plain(1234.5, 'money')).toBe('1,235');
    expect(numberFormat('en', 'no currency').plain(12, 'money')).toBe('12.00');
  });

  test('a limit that does not exist is said', () => {
    expect(en.signedInterval(interval(1245, null, 2600), 'money')).toBe('+₩1,245 (no limit to ₩2,600)');
    expect(ko.limits(interval(0.1, null, null), 'share')).toBe('한계 없음');
    expect(en.signedInterval(interval(0, null, null), 'share')).toBe('–');
    // Two of nine against none of six: how many times as many has no value.
    expect(en.signedInterval(interval(0, -0.573, null), 'share')).toBe('– (−57.3 to no limit)');
  });

  test('nothing is nothing, without a sign', () => {
    expect(en.signedInterval(interval(0, -0.01, 0.01), 'points')).toBe('0.00%p (−1.00 to 1.00)');
    expect(en.signedInterval(interval(-0.00001, -0.03, 0.03), 'points')).toBe('0.0%p (−3.0 to 3.0)');
    expect(en.interval(interval(0, 0, 0), 'share')).toBe('0.0% (0.0 to 0.0)');
  });

  test('p has an end', () => {
    expect([en.p(1.2e-71), en.p(0.0056), en.p(0.0432), en.p(1)]).toEqual([
      'p < 0.0001',
      'p = 0.0056',
      'p = 0.043',
      'p = 1.000',
    ]);
  });

  test('a tick of an axis is short', () => {
    expect([
      en.tick(0.02, 'points'),
      en.tick(0.005, 'share'),
      en.tick(1_500_000, 'money'),
      ko.tick(120_000, 'money'),
    ]).toEqual(['+2%p', '0.5%', '₩1.5M', '₩12만']);
  });
});

describe('words', () => {
  test('days and moments are those of the workspace', () => {
    const days = (first: string, last: string): string => formatDays({ first, last }, 'en', 'Asia/Seoul');
    expect(formatMoment('2026-11-30T00:30:00Z', 'Asia/Seoul')).toBe('2026-11-30 09:30 Asia/Seoul');
    expect(formatMoment('2026-11-30T00:05:00+09:00', 'UTC')).toBe('2026-11-29 15:05 UTC');
    expect(formatMoment('someday', 'UTC')).toBe('someday');
    expect(days('2026-11-01T00:00:00Z', '2026-11-14T00:00:00Z')).toMatch(/^1\s?–\s?14 November 2026$/u);
    expect(days('2026-11-01T00:00:00Z', '2026-11-01T09:00:00Z')).toBe('1 November 2026');
    expect(days('2026-10-31T15:00:00Z', '2026-10-31T16:00:00Z')).toBe('1 November 2026');
    expect(days('', '')).toBe('');
  });

  test('lengths of time and reasons', () => {
    const words = { en: reportWords('en'), ko: reportWords('ko') };
    expect([
      nameLength('7d', words.en),
      nameLength('1mo', words.en),
      nameLength('2w', words.ko),
      nameLength('soon', words.en),
    ]).toEqual(['7 days', '1 month', '2주', 'soon']);
    expect(nameSkip('no_consent', words.en)).toBe('has not agreed to advertising');
    expect(nameSkip('copy:no_favourite', words.ko)).toBe('문구가 스스로 제외함: no_favourite');
    expect([nameSkip('mystery', words.en), nameSkip('toString', words.en)]).toEqual(['mystery', 'toString']);
  });

  test('both languages have every reason, and nothing in Korean is left in English', () => {
    const [english, korean] = [reportWords('en'), reportWords('ko')];
    expect(Object.keys(korean.skips)).toEqual(Object.keys(english.skips));
    expect(korean.reading).toHaveLength(english.reading.length);
    const same = Object.entries(english).filter(
      ([key, value]) => typeof value === 'string' && value === korean[key as keyof typeof korean],
    );
    expect(same).toEqual([]);
  });

  test('control characters and escape sequences are gone', () => {
    expect(cleanText('a\u001b[31mb\u0007\r\nc\u202ed')).toBe('ab cd');
  });
});
