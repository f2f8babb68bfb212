import type { GoalResult, Verdict } from '../../../../model/report.ts';
import { formatMoment } from '../format-date.ts';
import { capital } from '../name-things.ts';
import { mainComparison } from '../report-facts.ts';
import { comparisonSentence, goalSentence } from '../sentences.ts';
import { type Html, html } from './html.ts';
import type { HtmlView } from './html-view.ts';

type Tone = 'good' | 'bad' | 'warn' | 'neutral';

export const tones: Readonly<Record<Verdict | GoalResult['verdict'], Tone>> = {
  reached: 'good',
  'not reached': 'bad',
  'too early': 'warn',
  'no data': 'neutral',
  positive: 'good',
  negative: 'bad',
  'no worthwhile effect': 'neutral',
  inconclusive: 'neutral',
  withheld: 'warn',
};

const signs: Readonly<Record<Tone, string>> = { good: '✓', bad: '✕', warn: '!', neutral: '–' };

/** A verdict as a coloured word; the sign and the word say it without the colour. */
export const pill = (verdict: Verdict | GoalResult['verdict'], text: string): Html =>
  html`<span class="pill ${tones[verdict]}"><span aria-hidden="true">${signs[tones[verdict]]}</span> ${capital(text)}</span>`;

/** Which campaign this is, and as of when. */
export function htmlHeader({ report, words }: HtmlView): Html {
  const { campaign } = report;
  const facts: [string, string | Html][] = [
    [words.owner, campaign.owner],
    [words.stage, campaign.stage],
    [words.channel, campaign.channel],
    [words.revision, `${campaign.revision}${campaign.archived ? ` (${words.archived})` : ''}`],
    [words.asOf, html`<time datetime="${report.as_of}">${formatMoment(report.as_of, report.timezone)}</time>`],
  ];
  return html`<header>
<p class="eyebrow">${words.report} · <code>${campaign.id}</code>${report.simulated ? html` <span class="badge">${words.simulated}</span>` : undefined}</p>
<h1>${campaign.title}</h1>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${capital(name)}</dt><dd>${value}</dd></div>`)}</dl>
${report.simulated ? html`<p class="simulated">${words.simulatedNote}</p>` : undefined}
</header>`;
}

/** The verdict as one large plain sentence; below it, whether the campaign was the cause. */
export function htmlVerdict(view: HtmlView): Html {
  const { report, numbers, words } = view;
  const { verdict } = report.goal;
  const main = mainComparison(report);
  return html`<section class="verdict ${tones[verdict]}">
<p class="pills">${pill(verdict, words.goalVerdicts[verdict])}${main ? pill(main.verdict, `${words.effectWord}: ${words.verdicts[main.verdict]}`) : undefined}</p>
<p class="sentence">${goalSentence(report, numbers)}</p>
${main ? html`<p class="cause">${comparisonSentence(main, report, numbers)}</p>` : undefined}
</section>`;
}
