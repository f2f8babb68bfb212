import type { Report } from '../../../model/report.ts';
import { fewNote, hidesGoal, hidesSizes, isFew, openTotal, tellPeople, withoutFew } from './few-people.ts';
import { formatDays, formatMoment } from './format-date.ts';
import { type NumberFormat, numberFormat } from './format-number.ts';
import { markdownEffect, markdownVerdict } from './markdown/markdown-effect.ts';
import { markdownTable, markdownText } from './markdown-text.ts';
import { capital, explainArm, nameArm, nameLength, nameSkip, whyNothing } from './name-things.ts';
import { armsOf, funnelCell, goalUnit, mainComparison, skippedOf, stepsOf } from './report-facts.ts';
import { reportWords } from './report-words.ts';
import { volumeNotes } from './volume-notes.ts';

const words = reportWords('en');

/** A campaign's report for a pull request or a page of documentation. Counts of 1 to 4 people are not told there. */
export function reportMarkdown(report: Report): string {
  const numbers = numberFormat('en', report.currency);
  const main = mainComparison(report);
  const parts = [
    `# ${report.simulated ? `${words.report} (${words.simulated})` : words.report}: ${markdownText(report.campaign.title)}`,
    `**${markdownText(goalSentence(report))}**${main ? ` ${markdownText(markdownVerdict(report, main))}` : ''}`,
    facts(report, numbers),
    `## ${words.goal}: ${words.goalOf(markdownText(report.goal.metric), nameLength(report.goal.within, words))}`,
    goal(report, numbers),
    `## ${words.effect}`,
    markdownEffect(report, numbers),
    `## ${words.funnel}`,
    funnel(report, numbers),
    `## ${words.cautions}`,
    report.cautions.length === 0
      ? whyNothing(report, words, 'noCautions')
      : report.cautions.map((caution) => `- ${markdownText(withoutFew(caution, hidesSizes(report)))}`).join('\n'),
    `## ${words.skipped}`,
    skipped(report, numbers),
    `## ${words.ratio}`,
    ratio(report, numbers),
  ];
  return `${parts.join('\n\n')}\n`;
}

function total(report: Report, [step, count]: readonly ['assigned' | 'sent', number], numbers: NumberFormat): string {
  const open = openTotal(report, step, count);
  return open.atLeast ? words.atLeast(numbers.count(open.count)) : tellPeople(open.count, numbers);
}

const goalSentence = (report: Report): string =>
  hidesGoal(report) ? `${capital(words.goalVerdicts[report.goal.verdict])}. ${fewNote}` : report.goal.sentence;

function facts(report: Report, numbers: NumberFormat): string {
  const { campaign, assigned, volume } = report;
  const days = formatDays(assigned.first, assigned.last, 'en');
  const notes = volumeNotes(report, words, (count) => tellPeople(count, numbers));
  const rows = [
    ['campaign', markdownText(campaign.id)],
    [words.owner, markdownText(campaign.owner)],
    [words.stage, markdownText(campaign.stage)],
    [words.channel, markdownText(campaign.channel)],
    [words.revision, `${campaign.revision}${campaign.archived ? ` (${words.archived})` : ''}`],
    [words.salt, markdownText(report.experiment.salt)],
    [words.environment, words.of(markdownText(report.environment), markdownText(report.workspace))],
    [words.asOf, formatMoment(report.as_of, 'en')],
    [
      words.assignedCard.toLowerCase(),
      `${total(report, ['assigned', assigned.people], numbers)}${days === '' ? '' : ` (${days})`}`,
    ],
    [
      words.sentCard.toLowerCase(),
      `${total(report, ['sent', volume.actual], numbers)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`,
    ],
    ['window', words.windowElapsed(numbers.plain(Math.floor(report.window_elapsed * 100) / 100, 'share'))],
    [words.confidence, numbers.plain(report.confidence, 'share')],
  ];
  return markdownTable(['', ''], rows, []);
}

function goal(report: Report, numbers: NumberFormat): string {
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

function funnel(report: Report, numbers: NumberFormat): string {
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

function skipped(report: Report, numbers: NumberFormat): string {
  const rows = skippedOf(report).map(([reason, count]) => [
    markdownText(nameSkip(reason, words)),
    tellPeople(count, numbers),
  ]);
  return rows.length === 0
    ? words.nobodySkipped
    : `${words.skippedNote}\n\n${markdownTable([words.reason, words.people], rows, [1])}`;
}

function ratio(report: Report, numbers: NumberFormat): string {
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
