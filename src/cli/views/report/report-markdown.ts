import type { Report } from '../../../model/report.ts';
import { hidesGoal, hidesSizes, isFew, openTotal, tellPeople, withoutFew } from './few-people.ts';
import { formatDays, formatMoment } from './format-date.ts';
import { type Language, numberFormat } from './format-number.ts';
import { type MarkdownView, markdownEffect, markdownVerdict } from './markdown/markdown-effect.ts';
import { markdownTable, markdownText } from './markdown-text.ts';
import { capital, explainArm, nameArm, nameLength, nameSkip, whyNothing } from './name-things.ts';
import { armsOf, funnelCell, goalUnit, mainComparison, skippedOf, stepsOf } from './report-facts.ts';
import { reportWords } from './report-words.ts';
import { cautionSentence, goalSentence } from './sentences.ts';
import { volumeNotes } from './volume-notes.ts';

/** A campaign's report for a pull request or a page of documentation. Counts of 1 to 4 people are not told there. */
export function reportMarkdown(report: Report, { language }: { readonly language: Language }): string {
  const view = { numbers: numberFormat(language, report.currency), words: reportWords(language) };
  const { numbers, words } = view;
  const main = mainComparison(report);
  const parts = [
    `# ${report.simulated ? `${words.report} (${words.simulated})` : words.report}: ${markdownText(report.campaign.title)}`,
    `**${markdownText(told(report, view))}**${main ? ` ${markdownText(markdownVerdict(report, main, view))}` : ''}`,
    facts(report, view),
    `## ${words.goal}: ${words.goalOf(markdownText(report.goal.metric), nameLength(report.goal.within, words))}`,
    goal(report, view),
    `## ${words.effect}`,
    markdownEffect(report, view),
    `## ${words.funnel}`,
    funnel(report, view),
    `## ${words.cautions}`,
    report.cautions.length === 0
      ? whyNothing(report, words, 'noCautions')
      : report.cautions
          .map((caution) => `- ${markdownText(withoutFew(cautionSentence(caution, numbers), hidesSizes(report)))}`)
          .join('\n'),
    `## ${words.skipped}`,
    skipped(report, view),
    `## ${words.ratio}`,
    ratio(report, view),
  ];
  return `${parts.join('\n\n')}\n`;
}

function total(
  report: Report,
  [step, count]: readonly ['assigned' | 'sent', number],
  { numbers, words }: MarkdownView,
): string {
  const open = openTotal(report, step, count);
  return open.atLeast ? words.atLeast(numbers.count(open.count)) : tellPeople(open.count, numbers);
}

const told = (report: Report, { numbers, words }: MarkdownView): string =>
  hidesGoal(report)
    ? `${capital(words.goalVerdicts[report.goal.verdict])}. ${words.fewNote}`
    : goalSentence(report, numbers);

function facts(report: Report, view: MarkdownView): string {
  const { numbers, words } = view;
  const { campaign, assigned, volume } = report;
  const days = formatDays(assigned, numbers.language, report.timezone);
  const notes = volumeNotes(report, words, (count) => tellPeople(count, numbers));
  const rows = [
    [words.campaign, markdownText(campaign.id)],
    [words.owner, markdownText(campaign.owner)],
    [words.stage, markdownText(campaign.stage)],
    [words.channel, markdownText(campaign.channel)],
    [words.revision, `${campaign.revision}${campaign.archived ? ` (${words.archived})` : ''}`],
    [words.salt, markdownText(report.experiment.salt)],
    [words.environment, words.of(markdownText(report.environment), markdownText(report.workspace))],
    [words.asOf, formatMoment(report.as_of, report.timezone)],
    [
      words.assignedCard.toLowerCase(),
      `${total(report, ['assigned', assigned.people], view)}${days === '' ? '' : ` (${days})`}`,
    ],
    [
      words.sentCard.toLowerCase(),
      `${total(report, ['sent', volume.actual], view)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`,
    ],
    [words.window, words.windowElapsed(numbers.plain(Math.floor(report.window_elapsed * 100) / 100, 'share'))],
    [words.confidence, numbers.plain(report.confidence, 'share')],
  ];
  return markdownTable(['', ''], rows, []);
}

function goal(report: Report, { numbers, words }: MarkdownView): string {
  const { baseline, target, actual, verdict, why } = report.goal;
  const unit = goalUnit(report);
  const row = [
    numbers.plain(baseline, unit),
    numbers.plain(target, unit),
    actual && !hidesGoal(report) ? numbers.interval(actual, unit) : '–',
    `**${words.goalVerdicts[verdict]}**`,
  ];
  return `${words.why}: ${markdownText(why)}\n\n${markdownTable([words.baseline, words.target, words.actual, words.verdict.toLowerCase()], [row], [0, 1, 2])}`;
}

function funnel(report: Report, { numbers, words }: MarkdownView): string {
  const arms = armsOf(report);
  if (arms.length === 0) return words.nobody;
  const rows = stepsOf(report).map((step) => [
    words.steps[step],
    ...arms.map((arm) => {
      const cell = funnelCell(report, arm, step);
      if (!cell) return '–';
      return isFew(cell.count) || step === 'assigned'
        ? tellPeople(cell.count, numbers)
        : `${numbers.count(cell.count)} · ${numbers.interval(cell.rate, 'share')}`;
    }),
  ]);
  const note = words.funnelNote(numbers.plain(report.confidence, 'share'));
  return `${note}\n\n${markdownTable(
    [words.step, ...arms.map((arm) => markdownText(explainArm(arm, words)))],
    rows,
    arms.map((_, i) => i + 1),
  )}`;
}

function skipped(report: Report, { numbers, words }: MarkdownView): string {
  const rows = skippedOf(report).map(([reason, count]) => [
    markdownText(nameSkip(reason, words)),
    tellPeople(count, numbers),
  ]);
  return rows.length === 0
    ? words.nobodySkipped
    : `${words.skippedNote}\n\n${markdownTable([words.reason, words.people], rows, [1])}`;
}

function ratio(report: Report, { numbers, words }: MarkdownView): string {
  const { srm } = report;
  if (!srm) return whyNothing(report, words, 'ratioNone');
  const said = srm.alarm ? words.ratioAlarm(numbers.p(srm.p_value)) : words.ratioOk(numbers.p(srm.p_value));
  const hidden = hidesSizes(report);
  const sentence = markdownText(withoutFew(said, hidden));
  const rows = Object.entries(srm.observed).map(([arm, count]) => [
    markdownText(nameArm(arm, words)),
    tellPeople(count, numbers),
    hidden ? '–' : numbers.count(srm.expected[arm] ?? 0),
  ]);
  return `${sentence}\n\n${markdownTable([words.group, words.observed, words.expected], rows, [1, 2])}`;
}
