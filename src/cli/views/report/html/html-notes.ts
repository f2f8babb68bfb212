import { formatMoment } from '../format-date.ts';
import { koreanCaution } from '../korean-cautions.ts';
import { capital, explainArm, nameSkip, whyNothing } from '../name-things.ts';
import { skippedOf } from '../report-facts.ts';
import { type Html, html } from './html.ts';
import { htmlTable } from './html-table.ts';
import type { HtmlView } from './html-view.ts';

/** What may not be concluded, and why. */
export function htmlCautions({ report, language, words }: HtmlView): Html {
  const said = report.cautions.map((caution) => {
    const korean = language === 'ko' ? koreanCaution(caution) : undefined;
    return korean?.known === false ? html`<li lang="en">${caution}</li>` : html`<li>${korean?.text ?? caution}</li>`;
  });
  const body =
    said.length === 0
      ? html`<p class="empty">${whyNothing(report, words, 'noCautions')}</p>`
      : html`<ul class="cautions">${said}</ul>`;
  return html`<section class="panel caution"><h2>${words.cautions}</h2>${body}</section>`;
}

export function htmlSkipped({ report, numbers, words }: HtmlView): Html {
  const rows = skippedOf(report).map(([reason, people]) => [nameSkip(reason, words), numbers.count(people)]);
  const body =
    rows.length === 0
      ? html`<p class="empty">${words.nobodySkipped}</p>`
      : html`<p class="lead">${words.skippedNote}</p>${htmlTable({ caption: words.skipped, head: [words.reason, words.people], rows, numeric: [1] })}`;
  return html`<section class="panel"><h2>${words.skipped}</h2>${body}</section>`;
}

/** The sample ratio check. */
export function htmlRatio({ report, numbers, words }: HtmlView): Html {
  const { srm } = report;
  if (!srm)
    return html`<section class="panel"><h2>${words.ratio}</h2><p class="empty">${whyNothing(report, words, 'ratioNone')}</p></section>`;
  const p = numbers.p(srm.p_value);
  const rows = Object.entries(srm.observed).map(([arm, people]) => [
    explainArm(arm, words),
    numbers.count(people),
    numbers.count(srm.expected[arm] ?? 0),
  ]);
  return html`<section class="panel"><h2>${words.ratio}</h2>
<p class="${srm.alarm ? 'alarm' : 'fine'}">${srm.alarm ? words.ratioAlarm(p) : words.ratioOk(p)}</p>
${htmlTable({ caption: words.ratio, head: [words.group, words.observed, words.expected], rows, numeric: [1, 2] })}</section>`;
}

export const htmlReading = ({
  words,
}: HtmlView): Html => html`<section class="panel reading"><h2>${words.howToRead}</h2>
<dl>${words.reading.map(([term, meaning]) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>`)}</dl></section>`;

/** Where the numbers come from. */
export function htmlFooter({ report, numbers, words }: HtmlView): Html {
  const facts = [
    [words.workspace, report.workspace],
    [words.environment, report.environment],
    [words.asOf, formatMoment(report.as_of, report.timezone)],
    [words.confidence, numbers.plain(report.confidence, 'share')],
  ] as const;
  return html`<footer>${facts.map(([name, value]) => html`<span>${capital(name)} <strong>${value}</strong></span>`)}${report.simulated ? html`<span class="badge">${words.simulated}</span>` : undefined}</footer>`;
}
