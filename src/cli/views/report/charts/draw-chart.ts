import type { EChartsOption } from 'echarts';
import { escapeHtml } from '../html/html.ts';
import { paint, toVariables } from './paint.ts';
import { fontSize, type Shape } from './shapes.ts';

/** Where a band may draw: x of a value, the edges of the plot, its own top and bottom, the end of the last band. */
export interface Frame {
  readonly x: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly end: number;
}

export interface Band {
  readonly height: number;
  draw(frame: Frame): readonly Shape[];
}

/** Bands under each other over one axis of values. */
export interface Chart {
  readonly width: number;
  /** Room left and right of the plot, for words. */
  readonly margins: readonly [left: number, right: number];
  readonly bands: readonly Band[];
  /** The smallest and the largest value that must be seen. */
  readonly range: readonly [number, number];
  /** The axis ends exactly at the range instead of at the next round value. */
  readonly exact?: boolean;
  /** Lines at the ticks, unless false. */
  readonly grid?: boolean;
  readonly tick: (value: number) => string;
}

const axisRoom = 30;

/** A chart as SVG text that can stand inside a page: no fixed size, no ids, colours as CSS variables. */
export async function drawChart(chart: Chart, name: string): Promise<string> {
  const { init } = await import('echarts');
  const height = chart.bands.reduce((sum, band) => sum + band.height, 0) + axisRoom;
  const instance = init(null, null, { renderer: 'svg', ssr: true, width: chart.width, height });
  instance.setOption(optionOf(chart, height));
  const svg = instance.renderToSVGString();
  instance.dispose();
  return inlineSvg(svg, name);
}

function optionOf({ width, margins, bands, range, exact, grid = true, tick }: Chart, height: number): EChartsOption {
  const [left, right] = margins;
  const [min, max] = range;
  return {
    animation: false,
    backgroundColor: 'transparent',
    grid: { left, right, top: 0, bottom: axisRoom, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      splitNumber: width < 500 ? 3 : 5,
      ...(exact ? { min, max, interval: (max - min) / (width < 500 ? 2 : 5) } : {}),
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: grid, lineStyle: { color: paint('line') } },
      axisLabel: {
        color: paint('soft'),
        fontSize: fontSize - 1,
        fontFamily: 'sans-serif',
        hideOverlap: true,
        formatter: (value: number) => tick(value),
      },
    },
    yAxis: { type: 'value', min: 0, max: 1, show: false },
    series: {
      type: 'custom',
      silent: true,
      clip: false,
      data: [[min, max, 0]],
      encode: { x: [0, 1], y: 2 },
      renderItem: (_, api) => {
        const x = (value: number): number => api.coord([value, 0])[0] ?? 0;
        return { type: 'group', children: drawBands(bands, { x, left, right: width - right, end: height - axisRoom }) };
      },
    },
  };
}

function drawBands(bands: readonly Band[], frame: Omit<Frame, 'top' | 'bottom'>): Shape[] {
  let top = 0;
  return bands.flatMap((band) => {
    const shapes = band.draw({ ...frame, top, bottom: top + band.height });
    top += band.height;
    return [...shapes];
  });
}

/** Without what ECharts needs for its own script in a browser, and with a name for those who cannot see it. */
function inlineSvg(svg: string, name: string): string {
  const body = svg
    .replace(/<style ?>[\s\S]*?<\/style>/g, '')
    .replace(/ (ecmeta_[a-z_]+|class|pointer-events|xml:space)="[^"]*"/g, '')
    .replace(/font-family:sans-serif;?/g, '')
    .replace(/\n+/g, '\n');
  const box = /viewBox="([^"]*)"/.exec(body)?.[1] ?? '0 0 0 0';
  return toVariables(
    body.replace(/^\s*<svg[^>]*>/, () => `<svg viewBox="${box}" role="img" aria-label="${escapeHtml(name)}">`),
  ).trim();
}
