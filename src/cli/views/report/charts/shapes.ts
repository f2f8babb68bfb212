import type { CustomSeriesRenderItemReturn } from 'echarts';
import { paint } from './paint.ts';

export type Shape = NonNullable<CustomSeriesRenderItemReturn>;

export const fontSize = 13;

interface LineStyle {
  readonly color: string;
  readonly width?: number;
  readonly dash?: readonly number[];
}

type Line = readonly [x1: number, y1: number, x2: number, y2: number];

export const line = ([x1, y1, x2, y2]: Line, { color, width = 1, dash }: LineStyle): Shape => ({
  type: 'line',
  shape: { x1, y1, x2, y2 },
  style: { stroke: color, fill: 'none', lineWidth: width, ...(dash ? { lineDash: [...dash] } : {}) },
});

type Box = readonly [x: number, y: number, width: number, height: number];

export const bar = ([x, y, width, height]: Box, color: string): Shape => ({
  type: 'rect',
  shape: { x, y, width: Math.max(1, width), height, r: 3 },
  style: { fill: color },
});

export const dot = (x: number, y: number, color: string): Shape => ({
  type: 'circle',
  shape: { cx: x, cy: y, r: 6 },
  style: { fill: color, stroke: paint('card'), lineWidth: 2 },
});

interface TextLook {
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly bold?: boolean;
  readonly size?: number;
}

/** Words with a halo in the colour of the card, so that a line behind them does not cross them out. */
export const label = (
  text: string,
  [x, y]: readonly [number, number],
  { color = paint('ink'), align = 'left', bold = false, size = fontSize }: TextLook = {},
): Shape => ({
  type: 'text',
  style: {
    text,
    x,
    y,
    align,
    verticalAlign: 'middle',
    fill: color,
    stroke: paint('card'),
    lineWidth: 4,
    fontSize: size,
    fontWeight: bold ? 600 : 400,
    fontFamily: 'sans-serif',
  },
});

interface Whisker {
  readonly low: number | null;
  readonly high: number | null;
  /** Where the plot ends: an arrow is drawn there for a limit that does not exist. */
  readonly ends: readonly [left: number, right: number];
  readonly y: number;
  readonly color: string;
  readonly width: number;
}

/** An interval: a line with caps at its limits. */
export function whisker({ low, high, ends, y, color, width }: Whisker): Shape[] {
  const [from, to] = [low ?? ends[0], high ?? ends[1]];
  const cap = (x: number): Shape => line([x, y - 4, x, y + 4], { color, width });
  const arrow = (x: number, way: number): Shape[] => [
    line([x, y, x + 7 * way, y - 5], { color, width }),
    line([x, y, x + 7 * way, y + 5], { color, width }),
  ];
  return [
    line([from, y, to, y], { color, width }),
    ...(low === null ? arrow(from, 1) : [cap(from)]),
    ...(high === null ? arrow(to, -1) : [cap(to)]),
  ];
}
