import type { Comparison, Report } from '../../../model/report.ts';
import { formatDays, formatMoment } from './format-date.ts';
import { type NumberFormat, numberFormat } from './format-number.ts';
import { markdownTable, markdownText } from './markdown-text.ts';
import { explainArm, nameArm, nameLength, nameSkip, whyNothing } from './name-things.ts';
import {
  armsOf,
  comparisonsByMetric,
  differenceUnit,
  funnelCell,
  goalUnit,
  incrementalUnit,
  mainComparison,
  skippedOf,
  stepsOf,
} from './report-facts.ts';
import { reportWords } from './report-words.ts';

const words = reportWords('en');

/** A campaign's report for a pull request or a page of documentation. Counts of 1 to 4 people are not told there. */
export function reportMarkdown(report: Report): string {
  const numbers = numberFormat('en', report.currency);
  const main = mainComparison(report);
  const parts = [
    `# ${report.simulated ? `${words.report} (${words.simulated})` : words.report}: ${markdownText(report.campaign.title)}`,
    `**${markdownText(report.goal.sentence)}**${main ? ` ${markdownText(main.sentence)}` : ''}`,
    facts(report, numbers),
    `## ${words.goal}: ${words.goalOf(markdownText(report.goal.metric), nameLength(report.goal.within, words))}`,
    goal(report, numbers),
    `## ${words.effect}`,
    effect(report, numbers),
    `## ${words.funnel}`,
    funnel(report, numbers),
    `## ${words.cautions}`,
    report.cautions.length === 0
      ? whyNothing(report, words, 'noCautions')
      : report.cautions.map((caution) => `- ${markdownText(caution)}`).join('\n'),
    `## ${words.skipped}`,
    skipped(report, numbers),
    `## ${words.ratio}`,
    ratio(report, numbers),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A number of people that nobody can be picked out of. */
const people = (count: number, numbers: NumberFormat): string => (isFew(count) ? '<5' : numbers.count(count));
const isFew = (count: number): boolean => count > 0 && count < 5;

function facts(report: Report, numbers: NumberFormat): string {
  const { campaign, assigned, volume } = report;
  const days = formatDays(assigned.first, assigned.last, 'en');
  const sent = volume.expected === null ? '' : ` (${words.expectedVolume(people(volume.expected, numbers))})`;
  const rows = [
    ['campaign', markdownText(campaign.id)],
    [words.owner, markdownText(campaign.owner)],
    [words.stage, markdownText(campaign.stage)],
    [words.channel, markdownText(campaign.channel)],
    [words.revision, String(campaign.revision)],
    [words.environment, words.of(markdownText(report.environment), markdownText(report.workspace))],
    [words.asOf, formatMoment(report.as_of, 'en')],
    [words.assignedCard.toLowerCase(), `${people(assigned.people, numbers)}${days === '' ? '' : ` (${days})`}`],
    [words.sentCard.toLowerCase(), `${people(volume.actual, numbers)}${sent}`],
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
    actual ? numbers.interval(actual, unit) : '–',
    `**${words.goalVerdicts[verdict]}**`,
  ];
  return `${words.why}: ${markdownText(why)}\n\n${markdownTable([words.baseline, words.target, words.actual, words.verdict.toLowerCase()], [row], [0, 1, 2])}`;
}

function effect(report: Report, numbers: NumberFormat): string {
  const comparisons = comparisonsByMetric(report).flatMap(([, rows]) => rows);
  if (comparisons.length === 0) return whyNothing(report, words, 'noEffect');
  const head = [
    'Outcome',
    words.comparison,
    words.withMessage,
    words.without,
    words.difference,
    words.relative,
    words.incremental,
    words.p,
    words.verdict,
  ];
  const sentences = comparisons.map(({ sentence }) => `- ${markdownText(sentence)}`).join('\n');
  return `${markdownTable(
    head,
    comparisons.map((one) => effectRow(one, numbers)),
    [2, 3, 4, 5, 6],
  )}\n\n${sentences}`;
}

function effectRow(one: Comparison, numbers: NumberFormat): string[] {
  const base = (x: number, n: number): string =>
    one.kind === 'rate'
      ? words.xOfN(people(x, numbers), people(n, numbers))
      : words.sumOfN(numbers.plain(x, 'money'), people(n, numbers));
  const adjusted = one.p_adjusted === one.p_value ? '' : ` (${numbers.p(one.p_adjusted)} ${words.holm})`;
  return [
    markdownText(one.metric),
    words.groupAgainst(markdownText(nameArm(one.arm, words)), markdownText(nameArm(one.against, words))),
    base(one.x, one.n),
    base(one.x0, one.n0),
    numbers.signedInterval(one.difference, differenceUnit(one)),
    numbers.signedInterval(one.relative, 'share'),
    numbers.signedInterval(one.incremental, incrementalUnit(one)),
    markdownText(`${numbers.p(one.p_value)}${adjusted}`),
    `**${words.verdicts[one.verdict]}**`,
  ];
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
        ? people(cell.count, numbers)
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
    people(count, numbers),
  ]);
  return rows.length === 0 ? words.nobodySkipped : markdownTable([words.reason, words.people], rows, [1]);
}

function ratio(report: Report, numbers: NumberFormat): string {
  const { srm } = report;
  if (!srm) return whyNothing(report, words, 'ratioNone');
  const sentence = markdownText(
    srm.alarm ? words.ratioAlarm(numbers.p(srm.p_value)) : words.ratioOk(numbers.p(srm.p_value)),
  );
  const rows = Object.entries(srm.observed).map(([arm, count]) => [
    markdownText(nameArm(arm, words)),
    people(count, numbers),
    numbers.count(srm.expected[arm] ?? 0),
  ]);
  return `${sentence}\n\n${markdownTable([words.group, words.observed, words.expected], rows, [1, 2])}`;
}
