import type { Comparison, Interval } from '../../../../model/report.ts';
import type { NumberFormat, Unit } from '../format-number.ts';
import { capital, explainArm, nameArm } from '../name-things.ts';
import { armsOf, differenceUnit, funnelCell, goalUnit, incrementalUnit, stepsOf } from '../report-facts.ts';
import { type Html, html } from './html.ts';
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
        actual ? estimate(actual, unit, numbers.interval) : '–',
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
        : twoLines(numbers.count(cell.count), numbers.interval(cell.rate, 'share'));
    }),
  ]);
  return htmlTable({
    caption: words.funnel,
    head: [words.step, ...arms.map((arm) => explainArm(arm, words))],
    rows,
    numeric: arms.map((_, i) => i + 1),
  });
}

export function effectTable(rows: readonly Comparison[], view: HtmlView): Html {
  const { numbers, words } = view;
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
      twoLines(nameArm(one.arm, words), words.against(nameArm(one.against, words))),
      level(one, { x: one.x, n: one.n }, view),
      level(one, { x: one.x0, n: one.n0 }, view),
      estimate(one.difference, differenceUnit(one), numbers.signedInterval),
      estimate(one.relative, 'share', numbers.signedInterval),
      estimate(one.incremental, incrementalUnit(one), numbers.signedInterval),
      twoLines(
        numbers.pAlone(one.p_value),
        one.p_adjusted === one.p_value ? '' : `${numbers.pAlone(one.p_adjusted)} ${words.holm}`,
      ),
      capital(words.verdicts[one.verdict]),
    ]),
    numeric: [1, 2, 3, 4, 5, 6],
  });
}

const twoLines = (first: string, second: string): Html =>
  html`${first}${second === '' ? undefined : html`<small>${second}</small>`}`;

/** The rate or the mean of a group, and what it was made of. */
function level(
  { kind }: Comparison,
  { x, n }: { readonly x: number; readonly n: number },
  { numbers, words }: HtmlView,
): Html {
  const value = n > 0 ? x / n : 0;
  if (kind === 'mean')
    return twoLines(numbers.plain(value, 'money'), words.sumOfN(numbers.plain(x, 'money'), numbers.count(n)));
  return twoLines(
    numbers.estimate({ value, low: value, high: value }, 'share'),
    words.xOfN(numbers.count(x), numbers.count(n)),
  );
}

/** The estimate above its limits; without any, a dash. */
function estimate(interval: Interval, unit: Unit, write: NumberFormat['interval']): Html {
  const whole = write(interval, unit);
  const [, value = whole, limits = ''] = /^(.*) \((.*)\)$/.exec(whole) ?? [];
  return twoLines(value, limits);
}
