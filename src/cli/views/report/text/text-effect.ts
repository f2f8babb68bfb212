import type { Comparison, Report } from '../../../../model/report.ts';
import { cleanText } from '../clean-text.ts';
import { nameArm, whyNothing } from '../name-things.ts';
import { comparisonsByMetric, differenceUnit, incrementalUnit } from '../report-facts.ts';
import { comparisonSentence } from '../sentences.ts';
import { wrapText } from '../wrap-text.ts';
import { paintVerdict } from './text-style.ts';
import { textTable } from './text-table.ts';
import type { TextView } from './text-view.ts';

/** For each metric a table of its comparisons, and under it each verdict as a sentence. */
export function textEffect(report: Report, view: TextView): string[] {
  const groups = comparisonsByMetric(report);
  if (groups.length === 0) return wrapText(`  ${whyNothing(report, view.words, 'noEffect')}`, view.width, '  ');
  return groups.flatMap(([metric, rows], i) => [...(i === 0 ? [] : ['']), ...ofMetric([metric, rows], report, view)]);
}

function ofMetric([metric, rows]: readonly [string, readonly Comparison[]], report: Report, view: TextView): string[] {
  const { numbers, words, style, width } = view;
  const [first] = rows;
  const same = rows.every(({ against }) => against === first?.against) ? first?.against : undefined;
  const adjusted = rows.some(({ p_value, p_adjusted }) => p_value !== p_adjusted);
  const cells = rows.map((one) => [
    same === undefined
      ? words.groupAgainst(nameArm(one.arm, words), nameArm(one.against, words))
      : nameArm(one.arm, words),
    ...estimates(one, view),
    numbers.pAlone(one.p_value),
    ...(adjusted ? [numbers.pAlone(one.p_adjusted)] : []),
    paintVerdict(one.verdict, style)(words.verdicts[one.verdict]),
  ]);
  const names = [
    words.difference,
    words.relative,
    words.incremental,
    words.p,
    ...(adjusted ? [words.holm] : []),
    words.verdict,
  ];
  const head = ['', ...names.map((name) => name.toLowerCase())];
  const title = same === undefined ? cleanText(metric) : words.groupAgainst(cleanText(metric), nameArm(same, words));
  return [
    ...wrapText(`  ${title}`, width, '  '),
    ...textTable(
      {
        head,
        rows: cells,
        align: ['left', 'right', 'right', 'right', 'right', ...(adjusted ? (['right'] as const) : []), 'left'],
      },
      width,
    ),
    ...rows.flatMap((one) =>
      wrapText(`  ${comparisonSentence(one, report, numbers)}`, width, '    ').map(paintVerdict(one.verdict, style)),
    ),
  ];
}

const estimates = (one: Comparison, { numbers, style }: TextView): string[] => [
  paintVerdict(one.verdict, style)(numbers.signedInterval(one.difference, differenceUnit(one))),
  numbers.signedInterval(one.relative, 'share'),
  numbers.signedInterval(one.incremental, incrementalUnit(one)),
];
