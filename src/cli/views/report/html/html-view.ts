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

export const goalSentence = ({ report, language, numbers }: HtmlView): string =>
  language === 'ko' ? koreanGoal(report, numbers) : report.goal.sentence;

export const comparisonSentence = (one: Comparison, { language, numbers }: HtmlView): string =>
  language === 'ko' ? koreanComparison(one, numbers) : one.sentence;
