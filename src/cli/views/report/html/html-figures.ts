import { type Chart, drawChart } from '../charts/draw-chart.ts';
import { type ChartView, funnelChart } from '../charts/funnel-chart.ts';
import { goalChart } from '../charts/goal-chart.ts';
import { upliftChart } from '../charts/uplift-chart.ts';
import { nameLength, whyNothing } from '../name-things.ts';
import { comparisonsByMetric } from '../report-facts.ts';
import { comparisonSentence } from '../sentences.ts';
import { type Html, html, trusted } from './html.ts';
import { pill } from './html-header.ts';
import { effectTable, funnelTable, goalTable } from './html-tables.ts';
import type { HtmlView } from './html-view.ts';

const widths = { wide: 880, narrow: 330 };

/** A drawing for wide pages and one for phones, of which the style sheet shows one. */
async function drawing(name: string, chartOf: (width: number) => Chart | undefined): Promise<Html | undefined> {
  const [wide, narrow] = [chartOf(widths.wide), chartOf(widths.narrow)];
  if (!wide || !narrow) return undefined;
  const [large, small] = [await drawChart(wide, name), await drawChart(narrow, name)];
  return html`<div class="chart wide">${trusted(large)}</div><div class="chart narrow">${trusted(small)}</div>`;
}

const details = (view: HtmlView, table: Html): Html =>
  html`<details><summary>${view.words.numbers}</summary>${table}</details>`;

const chartView = ({ numbers, words }: HtmlView, width: number): ChartView => ({ numbers, words, width });

export async function goalFigure(view: HtmlView): Promise<Html> {
  const { report, words } = view;
  const { goal } = report;
  const drawn = await drawing(words.goalChart, (width) => goalChart(report, chartView(view, width)));
  return html`<section class="panel"><h2>${words.goalChart}</h2>
<p class="lead">${words.goalOf(goal.metric, nameLength(goal.within, words))}</p>
<figure>${drawn}</figure>
<p class="why"><strong>${words.why}:</strong> ${goal.why}</p>
${details(view, goalTable(view))}</section>`;
}

/** One forest plot a metric, the goal's first, each with its verdicts as sentences and its table. */
export async function effectFigure(view: HtmlView): Promise<Html> {
  const { report, numbers, words } = view;
  const groups = comparisonsByMetric(report);
  if (groups.length === 0)
    return html`<section class="panel"><h2>${words.effect}</h2><p class="empty">${whyNothing(report, words, 'noEffect')}</p></section>`;
  const figures: Html[] = [];
  for (const [metric, rows] of groups) {
    const drawn = await drawing(`${words.effect}: ${metric}`, (width) =>
      upliftChart(rows, report, chartView(view, width)),
    );
    figures.push(html`<h3>${metric}</h3><figure>${drawn}</figure>
<ul class="verdicts">${rows.map((one) => html`<li>${pill(one.verdict, words.verdicts[one.verdict])} <span>${comparisonSentence(one, report, numbers)}</span></li>`)}</ul>
${details(view, effectTable(rows, view))}`);
  }
  const note = words.effectNote(numbers.plain(report.confidence, 'share'));
  return html`<section class="panel"><h2>${words.effect}</h2><p class="lead">${note}</p>${figures}</section>`;
}

export async function funnelFigure(view: HtmlView): Promise<Html> {
  const { report, numbers, words } = view;
  const drawn = await drawing(words.funnel, (width) => funnelChart(report, chartView(view, width)));
  const note = words.funnelNote(numbers.plain(report.confidence, 'share'));
  const body = drawn ? html`<p class="lead">${note}</p><figure>${drawn}</figure>` : undefined;
  const table =
    report.funnel.length > 0 ? details(view, funnelTable(view)) : html`<p class="empty">${words.nobody}</p>`;
  return html`<section class="panel"><h2>${words.funnel}</h2>${body}${table}</section>`;
}
