import type { Comparison, Report } from '../../../../model/report.ts';
import { cleanText } from '../clean-text.ts';
import { nameArm } from '../name-things.ts';
import { comparisonsByMetric, differenceUnit, incrementalUnit } from '../report-facts.ts';
import { wrapText } from '../wrap-text.ts';
import { paintVerdict } from './text-style.ts';
import { textTable } from './text-table.ts';
import type { TextView } from './text-view.ts';

/** The comparisons as one table, and under it each verdict as a sentence. */
export function textEffect(report: Report, view: TextView): string[] {
  const { words, width, style } = view;
  const comparisons = comparisonsByMetric(report).flatMap(([, rows]) => rows);
  if (comparisons.length === 0) return wrapText(`  ${words.noEffect}`, width, '  ');
  const metrics = new Set(comparisons.map(({ metric }) => metric)).size;
  const rows = comparisons.map((one) => row(one, view, metrics > 1));
  const head = [words.comparison, words.difference, words.relative, words.incremental, words.p, words.verdict].map(
    (title) => title.toLowerCase(),
  );
  const sentences = comparisons.flatMap((one) =>
    wrapText(`  ${cleanText(one.sentence)}`, width, '    ').map(paintVerdict(one.verdict, style)),
  );
  return [
    ...textTable({ head, rows, align: ['left', 'right', 'right', 'right', 'left', 'left'] }, width),
    ...sentences,
  ];
}

function row(one: Comparison, { numbers, words, style }: TextView, named: boolean): string[] {
  const paint = paintVerdict(one.verdict, style);
  const who = words.groupAgainst(nameArm(one.arm, words), nameArm(one.against, words));
  const adjusted = one.p_adjusted === one.p_value ? '' : `, ${numbers.p(one.p_adjusted)} ${words.holm}`;
  return [
    named ? `${cleanText(one.metric)}: ${who}` : who,
    paint(numbers.signedInterval(one.difference, differenceUnit(one))),
    numbers.signedInterval(one.relative, 'share'),
    numbers.signedInterval(one.incremental, incrementalUnit(one)),
    `${numbers.p(one.p_value)}${adjusted}`,
    paint(words.verdicts[one.verdict]),
  ];
}
