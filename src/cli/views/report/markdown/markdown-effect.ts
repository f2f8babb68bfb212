import type { Comparison, Report } from '../../../../model/report.ts';
import { hidesComparison, hidesGoal, hidesSizes, tellPeople } from '../few-people.ts';
import type { NumberFormat } from '../format-number.ts';
import { markdownTable, markdownText } from '../markdown-text.ts';
import { capital, nameArm, whyNothing } from '../name-things.ts';
import { comparisonsByMetric, differenceUnit, incrementalUnit } from '../report-facts.ts';
import type { ReportWords } from '../report-words.ts';
import { comparisonSentence } from '../sentences.ts';

/** What every part of the page needs beside the report itself. */
export interface MarkdownView {
  readonly numbers: NumberFormat;
  readonly words: ReportWords;
}

/** The comparisons as a table, and under it each verdict as a sentence. */
export function markdownEffect(report: Report, view: MarkdownView): string {
  const { words } = view;
  const comparisons = comparisonsByMetric(report).flatMap(([, rows]) => rows);
  if (comparisons.length === 0) return whyNothing(report, words, 'noEffect');
  const head = [
    words.outcome,
    words.comparison,
    words.withMessage,
    words.without,
    words.difference,
    words.relative,
    words.incremental,
    words.p,
    words.verdict,
  ];
  const rows = comparisons.map((one) => row(one, report, view));
  const sentences = comparisons.map((one) => `- ${markdownText(markdownVerdict(report, one, view))}`).join('\n');
  return `${markdownTable(head, rows, [2, 3, 4, 5, 6])}\n\n${sentences}`;
}

/** The sentence of a verdict, without numbers that somebody could be picked out of; one that says why it is withheld may have none. */
export const markdownVerdict = (report: Report, one: Comparison, { numbers, words }: MarkdownView): string =>
  hidesComparison(report, one) && (one.verdict !== 'withheld' || one.needed)
    ? `${capital(nameArm(one.arm, words))}: ${words.verdicts[one.verdict]}. ${words.fewNote}`
    : comparisonSentence(one, report, numbers);

function row(one: Comparison, report: Report, { numbers, words }: MarkdownView): string[] {
  const hidden = hidesComparison(report, one);
  const told = (text: string): string => (hidden ? '–' : text);
  const adjusted = one.p_adjusted === one.p_value ? '' : ` (${numbers.p(one.p_adjusted)} ${words.holm})`;
  const group = (x: number, n: number): string => {
    if (hidden && one.kind === 'mean') return '–';
    if (one.kind === 'mean') return words.sumOfN(numbers.plain(x, 'money'), tellPeople(n, numbers));
    return words.xOfN(tellPeople(x, numbers), tellPeople(n, numbers));
  };
  return [
    markdownText(one.metric),
    words.groupAgainst(markdownText(nameArm(one.arm, words)), markdownText(nameArm(one.against, words))),
    // All arms together, less those that are told, would be the one that is not.
    one.arm === 'all' && (hidesGoal(report) || hidesSizes(report)) ? '–' : group(one.x, one.n),
    group(one.x0, one.n0),
    told(numbers.signedInterval(one.difference, differenceUnit(one))),
    told(numbers.signedInterval(one.relative, 'share')),
    told(numbers.signedInterval(one.incremental, incrementalUnit(one))),
    told(markdownText(`${numbers.p(one.p_value)}${adjusted}`)),
    `**${words.verdicts[one.verdict]}**`,
  ];
}
