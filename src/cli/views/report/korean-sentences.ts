import type { Comparison, Report } from '../../../model/report.ts';
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
export function koreanComparison(one: Comparison, report: Report, numbers: NumberFormat): string {
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
      return `${who}: 아직 판단할 수 없습니다. 차이 ${size}에는 효과가 없을 가능성과 목표만큼 효과가 있을 가능성이 모두 들어 있습니다.`;
    case 'withheld':
      return `${who}: 판정을 보류합니다. ${because(report)}.`;
  }
}

function subject(arm: string): string {
  if (arm === 'all') return '캠페인 전체';
  return arm === 'default' ? nameArm(arm, words) : `‘${cleanText(arm)}’ 그룹`;
}

function because({ srm, contaminated, window_elapsed: elapsed }: Report): string {
  if (srm?.alarm) return '그룹 크기가 설계한 비율과 달라 무언가 잘못되었습니다';
  if (contaminated > 0) return '대조군에 속한 사람에게 메시지가 발송되었습니다';
  if (elapsed < 1) return '아직 측정 기간이 끝나지 않은 사람들이 있습니다';
  return '판단하기에는 전환이 너무 적습니다';
}

/** Each caution that the report step writes, and the same in Korean; `$1` is its number. */
const cautions: readonly (readonly [RegExp, string])[] = [
  [
    /^There is no holdout\b/,
    '대조군이 없습니다. 메시지가 없었어도 같은 행동을 했을 사람이 얼마나 되는지 알 수 없습니다. experiment.holdout을 추가하세요.',
  ],
  [
    /^Only (\d+) ?% of the measuring window/,
    '측정 기간이 모두에게는 아직 $1%만 지났습니다. 더 빨리 행동했다고 해서 더 많이 행동한 것은 아닙니다.',
  ],
  [
    /^The groups are not as large as they were drawn \((p = [^)]+)\)/,
    '그룹 크기가 설계한 비율과 다릅니다($1). 원인을 찾기 전에는 이 리포트의 숫자를 믿지 마세요.',
  ],
  [/^(\d+) people of the holdout were messaged/, '대조군 $1명에게 메시지가 발송되어 비교가 훼손되었습니다.'],
  [/^For (\d+) messages it is not known/, '메시지 $1건은 도착했는지 알 수 없습니다. 배정된 것으로 계산합니다.'],
  [
    /^Inconclusive is not the same/,
    '‘판단 불가’는 ‘효과 없음’이 아닙니다. 무엇이 아직 가능한지는 신뢰구간이 말해 줍니다.',
  ],
  [
    /^Only (\d+) people were assigned to a message/,
    '메시지에 배정된 사람이 $1명뿐이므로 실제 값은 대략적인 추정입니다.',
  ],
  [/^Clicks are not the effect/, '클릭은 효과가 아닙니다. 대조군과의 차이만이 효과입니다.'],
];

/** A caution in Korean; one that is not known here stays in English rather than vanish. */
export function koreanCaution(caution: string): { readonly text: string; readonly known: boolean } {
  for (const [pattern, korean] of cautions) {
    const match = pattern.exec(caution);
    if (match) return { text: korean.replace('$1', match[1] ?? ''), known: true };
  }
  return { text: caution, known: false };
}
