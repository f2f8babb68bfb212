import stringWidth from 'string-width';
import type { Comparison, Interval, Report, Verdict } from '../../../../model/report.ts';
import { nameArm } from '../name-things.ts';
import { differenceUnit } from '../report-facts.ts';
import { clipText } from '../wrap-text.ts';
import { columnsIn } from './bar-row.ts';
import type { Band, Chart, Frame } from './draw-chart.ts';
import type { ChartView } from './funnel-chart.ts';
import { type PaintName, paint } from './paint.ts';
import { dot, fontSize, label, line, type Shape, whisker } from './shapes.ts';

const colors: Readonly<Record<Verdict, PaintName>> = {
  positive: 'good',
  negative: 'bad',
  'no worthwhile effect': 'neutral',
  inconclusive: 'neutral',
  withheld: 'warn',
};

/** A forest plot of one metric's comparisons: a line at no difference and, for the goal's metric, one at the effect that was wanted. */
export function upliftChart(rows: readonly Comparison[], report: Report, view: ChartView): Chart {
  const { goal } = report;
  const [first] = rows;
  const unit = first ? differenceUnit(first) : 'points';
  const wanted = first?.metric === goal.metric ? goal.target - goal.baseline : undefined;
  const values = rows.flatMap(({ difference }) => seen(difference));
  const [min, max] = [Math.min(0, wanted ?? 0, ...values), Math.max(0, wanted ?? 0, ...values)];
  const range: [number, number] = max > min ? [min, max] : [-0.01, 0.01];
  const widest = Math.max(...rows.map((one) => stringWidth(view.numbers.signedInterval(one.difference, unit))));
  const wide = view.width >= 500;
  return {
    width: view.width,
    margins: wide ? [190, Math.min(330, widest * 7.6 + 24)] : [24, 24],
    bands: [guideNames(wanted, view), ...rows.map((one) => (wide ? wideRow : narrowRow)({ one, wanted }, view))],
    range,
    grid: wide,
    tick: (value) => view.numbers.tick(value, unit),
  };
}

/** What the axis must reach: where a limit does not exist, as far as the other one is away. */
function seen({ value, low, high }: Interval): number[] {
  const reach = Math.abs((high ?? low ?? value * 2) - value);
  return [value, low ?? value - reach, high ?? value + reach];
}

/** The names of the two lines, each on its own side so that they never meet. */
function guideNames(wanted: number | undefined, { words, width }: ChartView): Band {
  const draw = ({ x, top, bottom }: Frame): Shape[] => {
    const y = (top + bottom) / 2;
    const wide = width >= 500;
    const right = wanted === undefined || wanted >= 0;
    const name = (text: string, at: number, toRight: boolean): Shape =>
      label(text, [at + (toRight ? 6 : -6), y], {
        align: toRight ? 'left' : 'right',
        color: paint('soft'),
        size: fontSize - 1,
      });
    const zero = wide ? [name(words.noDifference, x(0), !right)] : [];
    if (wanted === undefined || wanted === 0) return zero;
    const crowded = !wide && (right ? x(wanted) > width * 0.7 : x(wanted) < width * 0.3);
    return [...zero, name(words.wanted, x(wanted), right !== crowded)];
  };
  return { height: 26, draw };
}

/** The line at no difference, and the one at the effect that was wanted, between two heights. */
function guides(wanted: number | undefined, { x }: Frame, [from, to]: readonly [number, number]): Shape[] {
  const zero = line([x(0), from, x(0), to], { color: paint('ink'), width: 1.5 });
  return wanted === undefined || wanted === 0
    ? [zero]
    : [zero, line([x(wanted), from, x(wanted), to], { color: paint('ink'), width: 1.5, dash: [4, 4] })];
}

function interval({ difference, verdict }: Comparison, { x, left, right }: Frame, y: number): Shape[] {
  const color = paint(colors[verdict]);
  const [low, high] = [
    difference.low === null ? null : x(difference.low),
    difference.high === null ? null : x(difference.high),
  ];
  return [...whisker({ low, high, ends: [left, right], y, color, width: 2.5 }), dot(x(difference.value), y, color)];
}

interface Row {
  readonly one: Comparison;
  /** The effect that the goal asks for. */
  readonly wanted: number | undefined;
}

function wideRow({ one, wanted }: Row, { numbers, words, width }: ChartView): Band {
  const draw = (frame: Frame): Shape[] => {
    const y = (frame.top + frame.bottom) / 2;
    return [
      label(clipText(nameArm(one.arm, words), columnsIn(frame.left - 34)), [0, y - 9], { bold: true }),
      label(clipText(words.against(nameArm(one.against, words)), columnsIn(frame.left - 34)), [0, y + 9], {
        color: paint('soft'),
        size: fontSize - 1,
      }),
      ...guides(wanted, frame, [frame.top, frame.bottom]),
      ...interval(one, frame, y),
      label(numbers.signedInterval(one.difference, differenceUnit(one)), [width, y - 9], {
        align: 'right',
        bold: true,
      }),
      label(words.verdicts[one.verdict], [width, y + 9], {
        align: 'right',
        color: paint(colors[one.verdict]),
        size: fontSize - 1,
      }),
    ];
  };
  return { height: 52, draw };
}

function narrowRow({ one, wanted }: Row, { numbers, words, width }: ChartView): Band {
  const draw = (frame: Frame): Shape[] => {
    const y = frame.top + 12;
    const verdict = words.verdicts[one.verdict];
    return [
      label(clipText(nameArm(one.arm, words), columnsIn(width / 2)), [0, y], { bold: true }),
      label(verdict, [width, y], { align: 'right', color: paint(colors[one.verdict]), size: fontSize - 1 }),
      label(numbers.signedInterval(one.difference, differenceUnit(one)), [0, y + 19], {}),
      ...guides(wanted, frame, [y + 31, y + 55]),
      ...interval(one, frame, y + 43),
    ];
  };
  return { height: 76, draw };
}
