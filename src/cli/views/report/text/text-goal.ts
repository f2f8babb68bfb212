import type { Report } from '../../../../model/report.ts';
import { cleanText } from '../clean-text.ts';
import { nameLength } from '../name-things.ts';
import { goalUnit } from '../report-facts.ts';
import { wrapText } from '../wrap-text.ts';
import { barRoom, textBar } from './text-bar.ts';
import { paintVerdict } from './text-style.ts';
import { textTable } from './text-table.ts';
import type { TextView } from './text-view.ts';

/** Baseline, goal and actual under each other, on one scale. */
export function textGoal(report: Report, { numbers, words, style, width }: TextView): string[] {
  const { goal } = report;
  const unit = goalUnit(report);
  const barColumns = barRoom(width, 48);
  const largest = Math.max(goal.baseline, goal.target, goal.actual?.value ?? 0);
  const bar = (value: number): string => style.bar(textBar(largest > 0 ? value / largest : 0, barColumns));
  const paint = paintVerdict(goal.verdict, style);
  const { actual } = goal;
  const rows = [
    [words.baseline, numbers.plain(goal.baseline, unit), '', bar(goal.baseline)],
    [words.target, numbers.plain(goal.target, unit), '', bar(goal.target)],
    actual
      ? [words.actual, paint(numbers.estimate(actual, unit)), `(${numbers.limits(actual, unit)})`, bar(actual.value)]
      : [words.actual, words.goalVerdicts['no data'], '', ''],
  ];
  return [
    style.strong(`${words.goal}: ${words.goalOf(cleanText(goal.metric), nameLength(goal.within, words))}`),
    ...wrapText(`  ${words.why}: ${cleanText(goal.why)}`, width, '    ').map(style.quiet),
    ...textTable({ head: ['', '', '', ''], rows, align: ['left', 'right', 'left', 'left'] }, width),
  ];
}
