import type { Comparison, FunnelStep, Report } from '../../../model/report.ts';
import type { NumberFormat } from './format-number.ts';

/** One to four people: in shared text somebody could be picked out of them. */
export const isFew = (count: number): boolean => count > 0 && count < 5;

/** A number of people that nobody can be picked out of. */
export const tellPeople = (count: number, numbers: NumberFormat): string =>
  isFew(count) ? '<5' : numbers.count(count);

const cells = ({ funnel }: Report, step: FunnelStep) => funnel.filter((cell) => cell.step === step);

const fewIn = (report: Report, arm: string): boolean =>
  arm === 'all'
    ? cells(report, 'converted').some((cell) => cell.arm !== 'holdout' && isFew(cell.count))
    : cells(report, 'converted').some((cell) => cell.arm === arm && isFew(cell.count));

/** A rate with its number of people tells how many; a total tells what is left when the other parts are known. */
export const hidesGoal = (report: Report): boolean => fewIn(report, 'all');

export const hidesComparison = (report: Report, { arm, against, kind, x, x0 }: Comparison): boolean =>
  fewIn(report, arm) || fewIn(report, against) || (kind === 'rate' && (isFew(x) || isFew(x0)));

/** Whether an arm is so small that sizes, what was expected of them and their p value tell how small. */
export const hidesSizes = (report: Report): boolean => cells(report, 'assigned').some(({ count }) => isFew(count));

/** A total as it may be told: at least what is known of its other parts. */
export function openTotal(
  report: Report,
  step: FunnelStep,
  total: number,
): { readonly atLeast: boolean; count: number } {
  const parts = cells(report, step).map(({ count }) => count);
  if (!parts.some(isFew)) return { atLeast: false, count: total };
  return { atLeast: true, count: parts.reduce((sum, count) => sum + (isFew(count) ? 1 : count), 0) };
}

/** A sentence of the report step without small numbers of people or messages; its verb must not tell 1 from 4 either. */
export const withoutFew = (sentence: string, sizesHidden: boolean): string =>
  sentence
    .replace(/(?<![\d.,])[1-4] (?:people|person)\b/g, '<5 people')
    .replace(/(?<![\d.,])[1-4] messages?\b/g, '<5 messages')
    .replace(/^(<5 people.*?) was\b/, '$1 were')
    .replace(/(?<![\d.,])[1-4](명|건)/g, '5$1 미만')
    .replace(sizesHidden ? / ?\(p [=<] [^)]+\)/ : /(?!)/, '');
