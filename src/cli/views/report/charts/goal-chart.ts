import type { GoalResult, Report } from '../../../../model/report.ts';
import { goalUnit } from '../report-facts.ts';
import { type BarRow, barRow } from './bar-row.ts';
import type { Band, Chart } from './draw-chart.ts';
import type { ChartView } from './funnel-chart.ts';
import { type PaintName, paint } from './paint.ts';
import { line } from './shapes.ts';

const colors: Readonly<Record<GoalResult['verdict'], PaintName>> = {
  reached: 'good',
  'not reached': 'bad',
  'too early': 'warn',
  'no data': 'neutral',
};

/** Baseline, goal and actual as bars on one scale; the goal goes on as a line through the others. */
export function goalChart(report: Report, { numbers, words, width }: ChartView): Chart {
  const { baseline, target, actual, verdict } = report.goal;
  const unit = goalUnit(report);
  const wide = width >= 500;
  const plain = (name: string, value: number, color: PaintName): BarRow => ({
    name,
    value,
    low: null,
    high: null,
    text: numbers.plain(value, unit),
    color: paint(color),
    apart: true,
    height: 30,
  });
  const rows: Band[] = [
    barRow(plain(words.baseline, baseline, 'neutral')),
    barRow(plain(words.target, target, 'holdout')),
  ];
  if (actual) {
    const text = numbers.estimate(actual, unit);
    rows.push(
      barRow({
        name: words.actual,
        ...actual,
        text,
        color: paint(colors[verdict]),
        bold: true,
        apart: true,
        height: 34,
      }),
    );
  }
  const goalLine: Band = {
    height: 0,
    draw: ({ x, end }) => [line([x(target), 0, x(target), end], { color: paint('ink'), width: 1.5, dash: [4, 4] })],
  };
  const largest = Math.max(baseline, target, actual?.value ?? 0, actual?.high ?? 0);
  return {
    width,
    margins: wide ? [110, 90] : [76, 76],
    bands: [goalLine, ...rows],
    range: [0, largest > 0 ? largest : 1],
    tick: (value) => numbers.tick(value, unit),
  };
}
