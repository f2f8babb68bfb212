import type { Report } from '../../../model/report.ts';
import { cleanText } from './clean-text.ts';
import { formatDays, formatMoment } from './format-date.ts';
import { type Language, numberFormat } from './format-number.ts';
import { nameArm, nameSkip, whyNothing } from './name-things.ts';
import { mainComparison, skippedOf } from './report-facts.ts';
import { reportWords } from './report-words.ts';
import { cautionSentence, comparisonSentence, goalSentence } from './sentences.ts';
import { textEffect } from './text/text-effect.ts';
import { textFunnel } from './text/text-funnel.ts';
import { textGoal } from './text/text-goal.ts';
import { paintVerdict, textStyle } from './text/text-style.ts';
import { textTable } from './text/text-table.ts';
import type { TextView } from './text/text-view.ts';
import { volumeNotes } from './volume-notes.ts';
import { wrapText } from './wrap-text.ts';

/** A campaign's report for a terminal: what came of it first, then the numbers behind it. */
export function reportText(
  report: Report,
  { color, width, language }: { readonly color: boolean; readonly width: number; readonly language: Language },
): string {
  const view: TextView = {
    numbers: numberFormat(language, report.currency),
    words: reportWords(language),
    style: textStyle(color),
    width: Math.max(20, width),
  };
  const { words, style } = view;
  const confidence = view.numbers.plain(report.confidence, 'share');
  const parts = [
    [...title(report, view), ...verdict(report, view)],
    facts(report, view),
    textGoal(report, view),
    [
      style.strong(words.funnel),
      ...wrapText(`  ${words.funnelNote(confidence)}`, view.width, '  ').map(style.quiet),
      ...textFunnel(report, view),
    ],
    [style.strong(words.effect), ...textEffect(report, view)],
    [style.strong(words.cautions), ...cautions(report, view)],
    [style.strong(words.skipped), ...skipped(report, view)],
    [...wrapText(words.ratio, view.width).map(style.strong), ...ratio(report, view)],
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function title({ campaign, simulated }: Report, { words, style, width }: TextView): string[] {
  const kind = simulated ? `${words.report} (${words.simulated})` : words.report;
  return wrapText(`${kind}: ${cleanText(campaign.title)} (${cleanText(campaign.id)})`, width).map(style.strong);
}

/** The goal's sentence, then the main comparison's: whether the campaign was the cause. */
function verdict(report: Report, { numbers, style, width }: TextView): string[] {
  const main = mainComparison(report);
  return [
    ...wrapText(goalSentence(report, numbers), width).map(paintVerdict(report.goal.verdict, style)),
    ...(main ? wrapText(comparisonSentence(main, report, numbers), width).map(paintVerdict(main.verdict, style)) : []),
  ];
}

function facts(report: Report, { numbers, words, style, width }: TextView): string[] {
  const { campaign, assigned, volume } = report;
  const days = formatDays(assigned, numbers.language, report.timezone);
  const notes = volumeNotes(report, words, numbers.count);
  const sent = `${words.sentCard.toLowerCase()} ${numbers.count(volume.actual)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  const lines = [
    `${words.owner} ${cleanText(campaign.owner)} · ${words.stage} ${cleanText(campaign.stage)} · ${words.channel} ${cleanText(campaign.channel)} · ${words.revision} ${campaign.revision}${campaign.archived ? ` (${words.archived})` : ''}`,
    `${words.of(cleanText(report.environment), cleanText(report.workspace))} · ${words.asOf} ${formatMoment(report.as_of, report.timezone)} · ${words.confidence} ${numbers.plain(report.confidence, 'share')}`,
    `${words.assignedCard.toLowerCase()} ${numbers.count(assigned.people)}${days === '' ? '' : ` (${days})`} · ${sent} · ${words.windowElapsed(numbers.plain(Math.floor(report.window_elapsed * 100) / 100, 'share'))}`,
  ];
  return lines.flatMap((line) => wrapText(line, width)).map(style.quiet);
}

function cautions(report: Report, { numbers, words, style, width }: TextView): string[] {
  if (report.cautions.length === 0) return [`  ${whyNothing(report, words, 'noCautions')}`];
  return report.cautions
    .flatMap((caution) => wrapText(`  ! ${cautionSentence(caution, numbers)}`, width, '    '))
    .map(style.caution);
}

function skipped(report: Report, { numbers, words, style, width }: TextView): string[] {
  const rows = skippedOf(report).map(([reason, people]) => [numbers.count(people), nameSkip(reason, words)]);
  return rows.length === 0
    ? [`  ${words.nobodySkipped}`]
    : [
        ...wrapText(`  ${words.skippedNote}`, width, '  ').map(style.quiet),
        ...textTable({ head: ['', ''], rows, align: ['right', 'left'] }, width),
      ];
}

function ratio(report: Report, { numbers, words, style, width }: TextView): string[] {
  const { srm } = report;
  if (!srm) return [`  ${whyNothing(report, words, 'ratioNone')}`];
  const sentence = srm.alarm ? words.ratioAlarm(numbers.p(srm.p_value)) : words.ratioOk(numbers.p(srm.p_value));
  const rows = Object.entries(srm.observed).map(([arm, people]) => [
    nameArm(arm, words),
    numbers.count(people),
    numbers.count(srm.expected[arm] ?? 0),
  ]);
  return [
    ...wrapText(`  ${sentence}`, width, '  ').map(srm.alarm ? style.bad : style.good),
    ...textTable(
      {
        head: ['', words.observed.toLowerCase(), words.expected.toLowerCase()],
        rows,
        align: ['left', 'right', 'right'],
      },
      width,
    ),
  ];
}
