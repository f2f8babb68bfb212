import type { Diagnostic } from '../../base/diagnostic.ts';
import type { At } from './finding.ts';

export interface NumberTest {
  readonly is?: number;
  readonly at_least?: number;
  readonly more_than?: number;
  readonly at_most?: number;
  readonly less_than?: number;
}

const operators = ['is', 'at_least', 'more_than', 'at_most', 'less_than'] as const;

/** A map of operators that no number passes; `whole`: a number of things, 0 or more. */
export function numberForm(
  { file, pointer }: At,
  test: NumberTest | undefined,
  { whole }: { whole: boolean },
): Diagnostic[] {
  if (!test || candidates(test, whole).some((number) => passes(test, number))) return [];
  const asked = operators.flatMap((name) => (test[name] === undefined ? [] : `${name} ${test[name]}`));
  return [
    {
      code: `${file.noun.toUpperCase()}.EMPTY_RANGE`,
      severity: 'warning',
      summary: `no number is ${asked.map((one) => one.replace('_', ' ')).join(' and ')}`,
      place: file.place(pointer, 'key'),
      why: whole ? 'All that is written must hold, of a number that is 0 or more.' : 'All that is written must hold.',
      next: ['Correct the numbers, or leave one of them out.'],
    },
  ];
}

/** When any number passes, one of these does: a limit, or what lies beside or between two of them. */
function candidates(test: NumberTest, whole: boolean): number[] {
  const limits = operators.flatMap((name) => test[name] ?? []);
  if (whole) return [0, ...limits.flatMap((limit) => [limit - 1, limit, limit + 1])].filter((number) => number >= 0);
  const sorted = [...limits].sort((a, b) => a - b);
  const between = sorted.map((limit, i) => (limit + (sorted[i + 1] ?? limit)) / 2);
  return [(sorted[0] ?? 0) - 1, ...sorted, ...between, (sorted.at(-1) ?? 0) + 1];
}

const passes = ({ is, at_least, more_than, at_most, less_than }: NumberTest, number: number): boolean =>
  (is === undefined || number === is) &&
  (at_least === undefined || number >= at_least) &&
  (more_than === undefined || number > more_than) &&
  (at_most === undefined || number <= at_most) &&
  (less_than === undefined || number < less_than);
