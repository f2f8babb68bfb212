import type { Report } from '../../../../model/report.ts';
import type { NumberFormat } from '../format-number.ts';
import { capital, nameArm } from '../name-things.ts';
import { armsOf, funnelCell, stepsOf } from '../report-facts.ts';
import type { ReportWords } from '../report-words.ts';
import { barRow, headingBand } from './bar-row.ts';
import type { Band, Chart } from './draw-chart.ts';
import { paintArm } from './paint.ts';

export interface ChartView {
  readonly numbers: NumberFormat;
  readonly words: ReportWords;
  readonly width: number;
}

/** Under each step the arms, as shares of those assigned. Undefined when nobody has come further than being assigned. */
export function funnelChart(report: Report, { numbers, words, width }: ChartView): Chart | undefined {
  const arms = armsOf(report);
  const wide = width >= 500;
  let largest = 0;
  const bands = stepsOf(report).flatMap((step): Band[] => {
    if (step === 'assigned') return [];
    const rows = arms.flatMap((arm): Band[] => {
      const cell = funnelCell(report, arm, step);
      if (!cell) return [];
      const { value, low, high } = cell.rate;
      largest = Math.max(largest, value, high ?? 0);
      const rate = numbers.estimate(cell.rate, 'share');
      const text = wide ? `${rate}  ·  ${numbers.count(cell.count)}` : rate;
      return [barRow({ name: nameArm(arm, words), value, low, high, text, color: paintArm(arms, arm), height: 22 })];
    });
    return rows.length === 0 ? [] : [headingBand(capital(words.steps[step]), 26), ...rows];
  });
  if (largest === 0) return undefined;
  const full = largest > 0.75;
  return {
    width,
    margins: wide ? [150, 130] : [96, 62],
    bands,
    range: [0, full ? 1 : largest],
    exact: full,
    tick: (value) => numbers.tick(value, 'share'),
  };
}
