import type { NumberFormat } from '../format-number.ts';
import type { ReportWords } from '../report-words.ts';
import type { TextStyle } from './text-style.ts';

/** What every part of the text report needs beside the report itself. */
export interface TextView {
  readonly numbers: NumberFormat;
  readonly words: ReportWords;
  readonly style: TextStyle;
  readonly width: number;
}
