import type { Report } from '../../../../model/report.ts';
import { explainArm } from '../name-things.ts';
import { armsOf, funnelCell, stepsOf } from '../report-facts.ts';
import { barRoom, textBar } from './text-bar.ts';
import { textTable } from './text-table.ts';
import type { TextView } from './text-view.ts';

/** One table: under each arm its steps, with the columns of all arms in line. */
export function textFunnel(report: Report, { numbers, words, style, width }: TextView): string[] {
  const barColumns = barRoom(width, 48);
  const rows = armsOf(report).flatMap((arm) => [
    [style.strong(explainArm(arm, words))],
    ...stepsOf(report).flatMap((step) => {
      const cell = funnelCell(report, arm, step);
      if (!cell) return [];
      const share = cell.count === 0 && step === 'assigned' ? '' : numbers.estimate(cell.rate, 'share');
      const limits = step === 'assigned' || width < 48 ? '' : `(${numbers.limits(cell.rate, 'share')})`;
      return [
        [
          `  ${words.steps[step]}`,
          numbers.count(cell.count),
          share,
          limits,
          style.bar(textBar(cell.rate.value, barColumns)),
        ],
      ];
    }),
  ]);
  if (rows.length === 0) return [`  ${words.nobody}`];
  return textTable({ head: ['', '', '', '', ''], rows, align: ['left', 'right', 'right', 'left', 'left'] }, width);
}
