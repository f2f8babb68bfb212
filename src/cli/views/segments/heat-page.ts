import { type Html, html, trusted } from '../report/html/html.ts';
import { htmlStyle } from '../report/html/html-style.ts';

const heat = `
.heat td, .heat th[scope=col] { text-align: right; } .heat td { padding: 7px 8px; white-space: nowrap; }
.heat td.cell { background: color-mix(in srgb, var(--arm-0) calc(var(--heat) * 70%), var(--card)); }
.heat td.none { color: var(--soft); }
.heat tbody th { position: sticky; left: 0; background: var(--card); min-width: 120px; max-width: 260px; } .heat code { white-space: nowrap; }
.heat th small { white-space: normal; }
.bar { display: inline-block; height: 10px; border-radius: 3px; background: var(--tone, var(--arm-0)); vertical-align: middle; }
td.wide { width: 45%; }
@media (max-width: 640px) { td.wide { display: none; } .heat tbody th { min-width: 0; max-width: 150px; } .heat code { white-space: normal; } }
@media print { .heat tbody th { position: static; } }`;

interface Page {
  readonly title: string;
  readonly lead: string;
  readonly asOf: string;
  readonly panels: readonly Html[];
}

/** A page of its own that needs nothing else: to forward, to print, to read on a phone. */
export const heatPage = ({ title, lead, asOf, panels }: Page): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(htmlStyle)}${trusted(heat)}</style>
</head>
<body>
<header><p class="eyebrow">${asOf}</p><h1>${title}</h1><p class="lead">${lead}</p></header>
<main>
${panels}
</main>
</body>
</html>
`.html;

export const panel = (title: string, lead: string, body: Html): Html =>
  html`<section class="panel"><h2>${title}</h2><p class="lead">${lead}</p>${body}</section>`;

/** A table whose cells are the darker, the larger their share. */
export function heatTable(head: readonly string[], rows: readonly HeatRow[]): Html {
  const cell = ({ text, heat: share }: HeatCell): Html =>
    share === undefined || share === 0
      ? html`<td class="none">${text}</td>`
      : html`<td class="cell" style="--heat: ${share.toFixed(3)}">${text}</td>`;
  return html`<div class="scroll heat" role="region" tabindex="0" aria-label="${head[0] ?? ''}"><table>
<thead><tr>${head.map((title, i) => (i === 0 ? html`<th scope="col" style="text-align: left">${title}</th>` : html`<th scope="col">${title}</th>`))}</tr></thead>
<tbody>
${rows.map(({ id, title, cells }) => html`<tr><th scope="row"><code>${id}</code>${title === '' ? undefined : html`<small>${title}</small>`}</th>${cells.map(cell)}</tr>`)}
</tbody>
</table></div>`;
}

export interface HeatCell {
  readonly text: string;
  /** 0..1; undefined has no colour. */
  readonly heat?: number;
}

export interface HeatRow {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly HeatCell[];
}

interface Bar {
  readonly words: string;
  readonly text: string;
  readonly share: number;
  readonly tone: 'good' | 'warn' | 'arm-0';
}

/** Numbers with a bar each. */
export const bars = (rows: readonly Bar[]): Html =>
  html`<div class="scroll"><table><tbody>
${rows.map(({ words, text, share, tone }) => html`<tr><th scope="row">${words}</th><td class="number">${text}</td><td class="wide"><span class="bar" style="width: ${(share * 100).toFixed(1)}%; --tone: var(--${tone})"></span></td></tr>`)}
</tbody></table></div>`;
