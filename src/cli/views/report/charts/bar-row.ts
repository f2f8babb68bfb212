import { clipText } from '../wrap-text.ts';
import type { Band, Frame } from './draw-chart.ts';
import { paint } from './paint.ts';
import { bar, label, type Shape, whisker } from './shapes.ts';

export interface BarRow {
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string;
  readonly color: string;
  readonly bold?: boolean;
  /** The number stands at the right edge instead of behind the bar. */
  readonly apart?: boolean;
  readonly height: number;
}

/** A bar with its name at the left, its interval as a whisker, and its number behind. */
export function barRow({ name, value, low, high, text, color, bold = false, apart = false, height }: BarRow): Band {
  const draw = ({ x, left, right, top }: Frame): Shape[] => {
    const [zero, end, middle] = [x(0), x(value), top + height / 2];
    const limits = low !== null || high !== null;
    const from = low === null ? null : x(low);
    const to = high === null ? null : x(high);
    return [
      label(clipText(name, columnsIn(left - 12)), [left - 10, middle], {
        align: 'right',
        bold,
        color: bold ? paint('ink') : paint('soft'),
      }),
      bar([zero, top + 3, end - zero, height - 6], color),
      ...(limits
        ? whisker({ low: from, high: to, ends: [zero, right], y: middle, color: paint('ink'), width: 1.5 })
        : []),
      label(text, [apart ? right + 12 : Math.max(end, to ?? (limits ? right : end)) + 8, middle], { bold }),
    ];
  };
  return { height, draw };
}

/** About how many columns of text fit. */
export const columnsIn = (pixels: number): number => Math.max(4, Math.floor(pixels / 6.9));

/** Words alone, over the bars they belong to. */
export const headingBand = (text: string, height: number): Band => ({
  height,
  draw: ({ top, bottom }) => [label(text, [0, (top + bottom) / 2 + 4], { bold: true })],
});
