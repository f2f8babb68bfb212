import { describe, expect, test } from 'vitest';
import { numberFormat } from '../../../../src/cli/views/report/format-number.ts';
import { koreanCaution } from '../../../../src/cli/views/report/korean-cautions.ts';
import { koreanComparison, koreanGoal } from '../../../../src/cli/views/report/korean-sentences.ts';
import { reportHtml } from '../../../../src/cli/views/report/report-html.ts';
import type { Comparison, Verdict, WithheldReason } from '../../../../src/model/report.ts';
import { cautionsOf } from '../../../../src/report/cautions.ts';
import { whichNumbers } from '../../../../src/report/which-numbers.ts';
import { empty, full, withheld, withoutHoldout } from './report-fixtures.ts';

const numbers = numberFormat('ko', 'KRW');
const friendly = full.comparisons.find(({ arm }) => arm === 'friendly') as Comparison;
const says = (verdict: Verdict): string => koreanComparison({ ...friendly, verdict }, full, numbers);

describe('Korean sentences', () => {
  test('the goal, from the numbers', () => {
    expect(koreanGoal(full, numbers)).toBe(
      '목표를 달성했습니다. first_order 전환율은 7일 이내 23.2%, 목표는 23%입니다.',
    );
    expect(koreanGoal(withoutHoldout, numbers)).toMatch(/^목표에 미치지 못했습니다\. .*15\.0%/);
    expect(koreanGoal(withheld, numbers)).toBe(
      '아직 판단하기 이릅니다. 측정 기간의 64%가 지났습니다. 지금까지 revenue 1인당 평균은 7일 이내 ₩12,345, 목표는 ₩13,000입니다.',
    );
    expect(koreanGoal(empty, numbers)).toContain('아직 데이터가 없습니다');
  });

  test('every verdict of a comparison', () => {
    expect(says('positive')).toBe(
      '‘friendly’ 그룹: 효과가 있었습니다. 받지 않은 사람들보다 first_order 전환율이 높습니다. 차이는 +4.1%p (1.3~6.8)입니다.',
    );
    expect(says('negative')).toContain('해가 되었습니다');
    expect(says('no worthwhile effect')).toContain('의미 있는 차이가 없습니다');
    expect(says('inconclusive')).toContain('판단할 수 없습니다. 측정 기간은 끝났고');
    expect(says('withheld')).toContain('전환이 너무 적습니다');
  });

  test('why a verdict is withheld', () => {
    const because = (reason: WithheldReason): string =>
      koreanComparison({ ...friendly, verdict: 'withheld', withheld_because: reason }, full, numbers);
    expect(because('unequal_groups')).toContain('그룹 크기');
    expect(because('contaminated')).toContain('대조군에 속한 사람');
    expect(because('window_open')).toContain('측정 기간');
    expect(because('too_few')).toContain('전환이 너무 적습니다');
  });

  test('every caution that the report step can write has Korean words', () => {
    const input = {
      comparisons: [...full.comparisons, { ...friendly, withheld_because: 'too_few' as const }],
      elapsed: 0.64,
      srm: withheld.srm,
      contaminated: 12,
      messagedBefore: 31,
      unknown: 5,
      holdout: 'none' as const,
      treated: 20,
      clicks: 3,
    };
    const other = { salt: 'welcome, 2025', first: '2025-11-01T01:00:00Z', last: '2025-11-03T01:00:00Z', people: 900 };
    const all = [
      ...cautionsOf(input),
      ...cautionsOf({ ...input, holdout: 'empty', contaminated: 1, messagedBefore: 1, unknown: 1 }),
      ...[other.salt, 'w2'].flatMap((now, i) =>
        whichNumbers({
          campaign: 'welcome',
          experiment: {
            salt: 'welcome-1',
            current: false,
            campaign_salt: now,
            others: [other, { ...other, last: other.first, people: 1 }],
          },
          asOf: new Date('2026-11-30T00:00:00Z'),
          askedFor: new Date('2026-12-01T00:00:00Z'),
          assignedLater: i + 1,
          timezone: 'Asia/Seoul',
        }),
      ),
    ];
    expect(all.length).toBeGreaterThanOrEqual(16);
    expect(all.filter((caution) => !koreanCaution(caution).known)).toEqual([]);
    expect(all.map((caution) => koreanCaution(caution).text).filter((text) => /\$|undefined/.test(text))).toEqual([]);
    expect(koreanCaution('12 people of the holdout were messaged while measured').text).toContain('대조군 12명');
  });

  test('a caution that is not known stays in English, marked as such', async () => {
    const page = await reportHtml({ ...full, cautions: ['Something <new>.'] }, { language: 'ko' });
    expect(page).toContain('<li lang="en">Something &lt;new&gt;.</li>');
  });

  test('the page has Korean verdicts and no English sentence of the model', async () => {
    const page = await reportHtml(full, { language: 'ko' });
    expect(page).toContain('<p class="sentence">목표를 달성했습니다.');
    expect(page).not.toMatch(/Goal reached|worked:|cannot be judged|Inconclusive is not/);
  });
});
