import type { Report } from '../../../../model/report.ts';
import type { Language, NumberFormat } from '../format-number.ts';
import type { ReportWords } from '../report-words.ts';

/** What every part of the page needs. */
export interface HtmlView {
  readonly report: Report;
  readonly language: Language;
  readonly numbers: NumberFormat;
  readonly words: ReportWords;
}
