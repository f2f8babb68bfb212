import type { Comparison } from '../../../../model/report.ts';
import { capital, explainArm, nameArm } from '../name-things.ts';
import { armsOf, differenceUnit, funnelCell, goalUnit, incrementalUnit, stepsOf } from '../report-facts.ts';
import type { Html } from './html.ts';
import { htmlTable } from './html-table.ts';
import type { HtmlView } from './html-view.ts';

export function goalTable({ report, numbers, words }: HtmlView): Html {
  const { baseline, target, actual, verdict } = report.goal;
  const unit = goalUnit(report);
  return htmlTable({
    caption: words.goalChart,
    head: [words.outcome, words.baseline, words.target, words.actual, words.verdict].map(capital),
    rows: [
      [
        report.goal.metric,
        numbers.plain(baseline, unit),
        numbers.plain(target, unit),
        actual ? numbers.interval(actual, unit) : '–',
        capital(words.goalVerdicts[verdict]),
      ],
    ],
    numeric: [1, 2, 3],
  });
}

export function funnelTable({ report, numbers, words }: HtmlView): Html {
  const arms = armsOf(report);
  const rows = stepsOf(report).map((step) => [
    capital(words.steps[step]),
    ...arms.map((arm) => {
      const cell = funnelCell(report, arm, step);
      if (!cell) return '–';
      return step === 'assigned'
        ? numbers.count(cell.count)
        : `${numbers.count(cell.count)} · ${numbers.interval(cell.rate, 'share')}`;
    }),
  ]);
  return htmlTable({
    caption: words.funnel,
    head: [words.step, ...arms.map((arm) => explainArm(arm, words))],
    rows,
    numeric: arms.map((_, i) => i + 1),
  });
}

export function effectTable(rows: readonly Comparison[], { numbers, words }: HtmlView): Html {
  const base = (one: Comparison, x: number, n: number): string =>
    words.xOfN(one.kind === 'rate' ? numbers.count(x) : numbers.plain(x, 'money'), numbers.count(n));
  return htmlTable({
    caption: words.effect,
    head: [
      words.comparison,
      words.withMessage,
      words.without,
      words.difference,
      words.relative,
      words.incremental,
      words.p,
      words.verdict,
    ],
    rows: rows.map((one) => [
      words.groupAgainst(nameArm(one.arm, words), nameArm(one.against, words)),
      base(one, one.x, one.n),
      base(one, one.x0, one.n0),
      numbers.signedInterval(one.difference, differenceUnit(one)),
      numbers.signedInterval(one.relative, 'share'),
      numbers.signedInterval(one.incremental, incrementalUnit(one)),
      `${numbers.p(one.p_value)}${one.p_adjusted === one.p_value ? '' : ` (${numbers.p(one.p_adjusted)} ${words.holm})`}`,
      capital(words.verdicts[one.verdict]),
    ]),
    numeric: [1, 2, 3, 4, 5],
  });
}
