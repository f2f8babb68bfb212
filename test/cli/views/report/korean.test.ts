import { describe, expect, test } from 'vitest';
import { numberFormat } from '../../../../src/cli/views/report/format-number.ts';
import { koreanCaution, koreanComparison, koreanGoal } from '../../../../src/cli/views/report/korean-sentences.ts';
import { reportHtml } from '../../../../src/cli/views/report/report-html.ts';
import type { Comparison, Verdict } from '../../../../src/model/report.ts';
import { cautionsOf } from '../../../../src/report/cautions.ts';
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
    expect(says('inconclusive')).toContain('아직 판단할 수 없습니다');
    expect(says('withheld')).toContain('전환이 너무 적습니다');
  });

  test('why a verdict is withheld', () => {
    const because = (change: object): string =>
      koreanComparison({ ...friendly, verdict: 'withheld' }, { ...full, ...change }, numbers);
    expect(because({ srm: withheld.srm })).toContain('그룹 크기');
    expect(because({ contaminated: 3 })).toContain('대조군에 속한 사람');
    expect(because({ window_elapsed: 0.5 })).toContain('측정 기간');
  });

  test('every caution that the report step can write has Korean words', () => {
    const all = cautionsOf({
      comparisons: full.comparisons,
      elapsed: 0.64,
      srm: withheld.srm,
      contaminated: 12,
      unknown: 5,
      hasHoldout: false,
      treated: 20,
      clicks: 3,
    });
    expect(all.length).toBeGreaterThanOrEqual(8);
    expect(all.filter((caution) => !koreanCaution(caution).known)).toEqual([]);
    expect(koreanCaution('12 people of the holdout were messaged: the comparison is spoiled.').text).toContain(
      '대조군 12명',
    );
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
