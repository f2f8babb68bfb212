import type { Report } from '../../../model/report.ts';
import { type Language, numberFormat } from './format-number.ts';
import { type Html, html, trusted } from './html/html.ts';
import { htmlCards } from './html/html-cards.ts';
import { effectFigure, funnelFigure, goalFigure } from './html/html-figures.ts';
import { htmlHeader, htmlVerdict } from './html/html-header.ts';
import { htmlCautions, htmlFooter, htmlRatio, htmlReading, htmlSkipped } from './html/html-notes.ts';
import { htmlStyle } from './html/html-style.ts';
import type { HtmlView } from './html/html-view.ts';
import { reportWords } from './report-words.ts';

/** A campaign's report as one file that needs nothing else: to forward, to print, to read on a phone. */
export async function reportHtml(report: Report, { language }: { readonly language: Language }): Promise<string> {
  const view: HtmlView = {
    report,
    language,
    numbers: numberFormat(language, report.currency),
    words: reportWords(language),
  };
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${report.campaign.title} · ${view.words.report}${report.simulated ? html` (${view.words.simulated})` : undefined}</title>
<style>${trusted(htmlStyle)}</style>
</head>
<body>
${await body(view)}
</body>
</html>
`;
  return page.html;
}

async function body(view: HtmlView): Promise<Html> {
  return html`${htmlHeader(view)}
<main>
${htmlVerdict(view)}
${htmlCards(view)}
${await goalFigure(view)}
${await effectFigure(view)}
${htmlCautions(view)}
${await funnelFigure(view)}
<div class="pair">${htmlSkipped(view)}${htmlRatio(view)}</div>
${htmlReading(view)}
</main>
${htmlFooter(view)}`;
}
