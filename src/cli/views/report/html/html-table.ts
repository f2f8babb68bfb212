import { type Html, html } from './html.ts';

export interface HtmlTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | Html)[])[];
  /** Columns of numbers. */
  readonly numeric: readonly number[];
}

/** A table in a box of its own, so that on a phone it scrolls and the page does not. The first cell of a row names it. */
export function htmlTable({ caption, head, rows, numeric }: HtmlTable): Html {
  const kind = (column: number): Html => (numeric.includes(column) ? html` class="number"` : html``);
  const cell = (value: string | Html, column: number): Html =>
    column === 0 ? html`<th scope="row"${kind(0)}>${value}</th>` : html`<td${kind(column)}>${value}</td>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((title, column) => html`<th scope="col"${kind(column)}>${title}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}
</tbody>
</table></div>`;
}
