import type { Comparison } from '../../../../model/report.ts';
import { formatDays } from '../format-date.ts';
import { capital, nameArm, nameLength } from '../name-things.ts';
import { comparisonsByMetric, goalUnit, incrementalUnit, mainComparison } from '../report-facts.ts';
import { volumeNotes } from '../volume-notes.ts';
import { clipText } from '../wrap-text.ts';
import { type Html, html } from './html.ts';
import { tones } from './html-header.ts';
import type { HtmlView } from './html-view.ts';

interface Card {
  readonly title: string;
  readonly value: string;
  readonly notes: readonly string[];
  readonly tone?: string;
}

/** The four numbers that everybody asks for. */
export function htmlCards(view: HtmlView): Html {
  return html`<section class="cards">${[goalCard(view), incrementalCard(view), assignedCard(view), sentCard(view)].map(card)}</section>`;
}

const card = ({ title, value, notes, tone = '' }: Card): Html => html`<article class="card">
<h2>${title}</h2>
${value === '' ? undefined : html`<p class="figure ${tone}">${value}</p>`}
${notes.filter((note) => note !== '').map((note) => html`<p class="note">${capital(note)}</p>`)}
</article>`;

function goalCard({ report, numbers, words }: HtmlView): Card {
  const { goal } = report;
  const unit = goalUnit(report);
  const { actual } = goal;
  return {
    title: words.goalOf(goal.metric, nameLength(goal.within, words)),
    value: actual ? numbers.estimate(actual, unit) : '–',
    tone: tones[goal.verdict],
    notes: [
      actual ? numbers.limits(actual, unit) : words.goalVerdicts['no data'],
      `${words.target} ${numbers.plain(goal.target, unit)}`,
      `${words.baseline} ${numbers.plain(goal.baseline, unit)}`,
    ],
  };
}

/** What the campaign added; without one comparison for all, a line for each. */
function incrementalCard({ report, numbers, words }: HtmlView): Card {
  const main = mainComparison(report);
  const ofGoal = comparisonsByMetric(report).flatMap(([metric, rows]) => (metric === report.goal.metric ? rows : []));
  const title = goalUnit(report) === 'money' ? words.incrementalMoney : words.incrementalOutcomes;
  const lines = ofGoal.filter(({ arm }) => arm !== 'all').slice(0, 3);
  const one = ({ incremental, ...rest }: Comparison): string =>
    numbers.signedInterval(incremental, incrementalUnit({ incremental, ...rest }));
  if (report.assigned.people === 0) return { title, value: '–', notes: [words.nobody] };
  if (ofGoal.length === 0)
    return { title, value: words.noHoldoutCard, tone: 'word neutral', notes: [words.noHoldoutNote] };
  if (ofGoal.every(({ verdict }) => verdict === 'withheld'))
    return { title, value: words.withheldCard, tone: 'word warn', notes: [words.withheldNote] };
  const byArm = lines.length > 1 ? lines.map((row) => `${clipText(nameArm(row.arm, words), 24)} ${one(row)}`) : [];
  if (!main) return { title, value: '', notes: [...byArm, words.incrementalNote] };
  const value = one(main).replace(/ \(.*/, '');
  return {
    title,
    value,
    tone: tones[main.verdict],
    notes: [numbers.limits(main.incremental, incrementalUnit(main)), words.incrementalNote],
  };
}

function assignedCard({ report, language, numbers, words }: HtmlView): Card {
  const { assigned, window_elapsed: elapsed } = report;
  const passed = words.windowElapsed(numbers.plain(Math.floor(elapsed * 100) / 100, 'share'));
  return {
    title: words.assignedCard,
    value: numbers.count(assigned.people),
    notes: [formatDays(assigned, language, report.timezone), passed],
  };
}

function sentCard({ report, numbers, words }: HtmlView): Card {
  return {
    title: words.sentCard,
    value: numbers.count(report.volume.actual),
    notes: volumeNotes(report, words, numbers.count),
  };
}
