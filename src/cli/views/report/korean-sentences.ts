import type { Comparison, Report, WithheldReason } from '../../../model/report.ts';
import { whatIsPossible } from '../../../model/what-is-possible.ts';
import { cleanText } from './clean-text.ts';
import type { NumberFormat } from './format-number.ts';
import { nameArm, nameLength } from './name-things.ts';
import { differenceUnit, goalUnit } from './report-facts.ts';
import { reportWords } from './report-words.ts';

const words = reportWords('ko');

/** The goal's verdict as a Korean sentence, from the numbers. */
export function koreanGoal(report: Report, numbers: NumberFormat): string {
  const { goal, window_elapsed: elapsed } = report;
  const unit = goalUnit(report);
  const target = `목표는 ${numbers.plain(goal.target, unit)}입니다.`;
  if (!goal.actual || goal.verdict === 'no data') return `아직 데이터가 없습니다. 배정된 사람이 없습니다. ${target}`;
  const actual = `${cleanText(goal.metric)} ${unit === 'share' ? '전환율' : '1인당 평균'}은 ${nameLength(goal.within, words)} 이내 ${numbers.estimate(goal.actual, unit)}`;
  if (goal.verdict === 'too early') {
    return `아직 판단하기 이릅니다. 측정 기간의 ${numbers.plain(Math.floor(elapsed * 100) / 100, 'share')}가 지났습니다. 지금까지 ${actual}, ${target}`;
  }
  return `${goal.verdict === 'reached' ? '목표를 달성했습니다.' : '목표에 미치지 못했습니다.'} ${actual}, ${target}`;
}

/** A comparison's verdict as a Korean sentence, from the numbers. */
export function koreanComparison(one: Comparison, { goal }: Pick<Report, 'goal'>, numbers: NumberFormat): string {
  const who = subject(one.arm);
  const than = `${one.against === 'holdout' ? '받지 않은 사람들' : `‘${cleanText(one.against)}’ 그룹`}보다`;
  const direction = one.difference.value > 0 ? '높습니다' : '낮습니다';
  const what = `${cleanText(one.metric)} ${one.kind === 'rate' ? '전환율' : '1인당 금액'}`;
  const size = numbers.signedInterval(one.difference, differenceUnit(one));
  switch (one.verdict) {
    case 'positive':
      return `${who}: 효과가 있었습니다. ${than} ${what}이 ${direction}. 차이는 ${size}입니다.`;
    case 'negative':
      return `${who}: 오히려 해가 되었습니다. ${than} ${what}이 ${direction}. 차이는 ${size}입니다.`;
    case 'no worthwhile effect':
      return `${who}: 의미 있는 차이가 없습니다. 차이는 ${size}이며, 어느 쪽이든 목표로 한 효과보다 작습니다.`;
    case 'inconclusive':
      return `${who}: 판단할 수 없습니다. 측정 기간은 끝났고, 차이 ${size}${possible[whatIsPossible(one.difference, goal)]}${tooSmall(one, numbers)}`;
    case 'withheld':
      return `${who}: 판정을 보류합니다. ${because[one.withheld_because ?? 'too_few']}.${tooSmall(one, numbers)}`;
  }
}

function subject(arm: string): string {
  if (arm === 'all') return '캠페인 전체';
  return arm === 'default' ? nameArm(arm, words) : `‘${cleanText(arm)}’ 그룹`;
}

const because: Readonly<Record<WithheldReason, string>> = {
  unequal_groups: '그룹 크기가 설계한 비율과 달라 무언가 잘못되었습니다',
  contaminated: '대조군에 속한 사람에게 메시지가 발송되었습니다',
  window_open: '아직 측정 기간이 끝나지 않은 사람들이 있습니다',
  too_few: '측정 기간은 끝났고, 판단하기에는 전환이 너무 적습니다',
};

const possible = {
  goal: '에는 효과가 없을 가능성과 목표만큼 효과가 있을 가능성이 모두 들어 있습니다.',
  harm: '에는 효과가 없을 가능성과 해가 될 가능성이 들어 있으며, 목표만큼의 효과는 들어 있지 않습니다.',
  chance: '는 여러 그룹을 비교했으므로 우연일 수 있습니다.',
} as const;

/** Nobody has to wait: how many people it takes. */
const tooSmall = ({ needed, n, n0 }: Comparison, { count }: NumberFormat): string =>
  needed
    ? ` 목표한 효과를 확인하려면 메시지 그룹 약 ${count(needed.n)}명과 대조군 약 ${count(needed.n0)}명이 필요한데, 실제로는 ${count(n)}명과 ${count(n0)}명이었습니다.`
    : '';
