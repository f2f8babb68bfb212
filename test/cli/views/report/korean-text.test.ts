import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { reportMarkdown } from '../../../../src/cli/views/report/report-markdown.ts';
import { reportText } from '../../../../src/cli/views/report/report-text.ts';
import type { Comparison, Report } from '../../../../src/model/report.ts';
import { arm, everyReport, full, withheld } from './report-fixtures.ts';

const text = (report: Report, width = 80): string => reportText(report, { color: false, width, language: 'ko' });
const markdown = (report: Report): string => reportMarkdown(report, { language: 'ko' });
const english =
  /\b(Goal|reached|campaign report|owner|stage|revision|as of|people|assigned|sent|converted|holdout|interval|difference|relative|positive|confidence|window|worked|expected|Reason)\b/;

describe('the report for a terminal and as markdown, in Korean', () => {
  test.each(Object.entries(everyReport))('%s: no English of ours', (_, report) => {
    for (const page of [text(report), markdown(report)]) {
      const said = page
        .replaceAll(/salt|experiment\.holdout|Holm|simulated/g, '')
        .replaceAll(report.goal.why, '')
        .replaceAll(report.goal.metric, '');
      expect(said).not.toMatch(english);
      expect(page).not.toMatch(/undefined|NaN/);
    }
  });

  test('the verdict is that of the numbers', () => {
    expect(text(full, 200)).toContain(
      '\n목표를 달성했습니다. first_order 전환율은 7일 이내 23.2%, 목표는 23%입니다.\n',
    );
    expect(markdown(full)).toContain('**목표를 달성했습니다. first\\_order 전환율은');
    expect(text(withheld, 200)).toContain('아직 판단하기 이릅니다.');
  });

  test.each([60, 80, 120])('no line is wider than %d columns, and columns stand under each other', (width) => {
    for (const report of Object.values(everyReport))
      for (const line of text(report, width).split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
    const counts = text(full, width)
      .split('\n')
      .filter((line) => /^ {4}(배정|발송|전환) /.test(line));
    const ends = counts.map((line) => stringWidth(/^ {4}\S+ +[\d,]+/.exec(line)?.[0] ?? ''));
    expect(counts.length).toBeGreaterThan(5);
    expect(new Set(ends).size).toBe(1);
  });

  test('one to four people are not told in markdown', () => {
    const [together] = full.comparisons as [Comparison];
    const page = markdown({
      ...full,
      funnel: [
        ...arm('default', [
          ['assigned', 40],
          ['converted', 3],
        ]),
        ...arm('holdout', [['assigned', 3]]),
      ],
      comparisons: [
        {
          ...together,
          arm: 'default',
          x: 3,
          n: 40,
          x0: 0,
          n0: 3,
          verdict: 'withheld',
          withheld_because: 'too_few',
          needed: { n: 900, n0: 68 },
        },
      ],
      cautions: [
        '3 people of the holdout were messaged while measured, whatever',
        'For 1 message it is not known whether',
      ],
    });
    expect(page).toContain('대조군 5명 미만에게 메시지가');
    expect(page).toContain('메시지 5건 미만은');
    expect(page).not.toMatch(/[^\d,.][1-4]명|900명/);
  });
});

describe('how many people it takes', () => {
  const [together] = full.comparisons as [Comparison];
  const small: Comparison = {
    ...together,
    arm: 'default',
    verdict: 'inconclusive',
    n: 900,
    n0: 100,
    difference: { value: 0.01, low: -0.05, high: 0.07 },
    needed: { n: 9100, n0: 1100 },
  };

  test('is said in Korean too', () => {
    const said = text({ ...full, comparisons: [small] }, 300);
    expect(said).toContain('측정 기간은 끝났고');
    expect(said).toContain('메시지 그룹 약 9,100명과 대조군 약 1,100명이 필요한데, 실제로는 900명과 100명이었습니다.');
    expect(said).not.toContain('아직');
  });
});
