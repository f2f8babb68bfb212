import type { Comparison, Report } from '../../../model/report.ts';
import { cleanText } from './clean-text.ts';
import type { NumberFormat } from './format-number.ts';
import { koreanCaution } from './korean-cautions.ts';
import { koreanComparison, koreanGoal } from './korean-sentences.ts';

/** The sentences of a report in the language of its numbers. The report itself has them in English. */
export const goalSentence = (report: Report, numbers: NumberFormat): string =>
  numbers.language === 'ko' ? koreanGoal(report, numbers) : cleanText(report.goal.sentence);

export const comparisonSentence = (one: Comparison, report: Report, numbers: NumberFormat): string =>
  numbers.language === 'ko' ? koreanComparison(one, report, numbers) : cleanText(one.sentence);

export const cautionSentence = (caution: string, { language }: NumberFormat): string =>
  cleanText(language === 'ko' ? koreanCaution(caution).text : caution);
