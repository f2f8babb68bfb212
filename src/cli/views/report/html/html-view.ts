import type { Comparison, Report } from '../../../../model/report.ts';
import type { Language, NumberFormat } from '../format-number.ts';
import { koreanComparison, koreanGoal } from '../korean-sentences.ts';
import type { ReportWords } from '../report-words.ts';

/** What every part of the page needs. */
export interface HtmlView {
  readonly report: Report;
  readonly language: Language;
  readonly numbers: NumberFormat;
  readonly words: ReportWords;
}

/** A number and its % stay on one line. */
const together = (sentence: string): string => sentence.replace(/(\d) (%p?)/g, '$1\u00a0$2');

export const goalSentence = ({ report, language, numbers }: HtmlView): string =>
  together(language === 'ko' ? koreanGoal(report, numbers) : report.goal.sentence);

export const comparisonSentence = (one: Comparison, { language, numbers }: HtmlView): string =>
  together(language === 'ko' ? koreanComparison(one, numbers) : one.sentence);
