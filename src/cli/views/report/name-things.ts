import { parseDuration } from '../../../base/duration.ts';
import type { Report } from '../../../model/report.ts';
import { cleanText } from './clean-text.ts';
import type { ReportWords } from './report-words.ts';

const own = (record: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** `holdout`, `default` and `all` in the reader's words; a variant by its name. */
export const nameArm = (arm: string, words: ReportWords): string => own(words.arms, arm) ?? cleanText(arm);

/** The arm, and what it means where that is not plain. */
export function explainArm(arm: string, words: ReportWords): string {
  const note = own(words.armNotes, arm);
  return note ? `${nameArm(arm, words)} (${note})` : nameArm(arm, words);
}

/** Why somebody was skipped, in a person's words. */
export function nameSkip(reason: string, words: ReportWords): string {
  const known = own(words.skips, reason);
  if (known !== undefined) return known;
  return reason.startsWith('copy:') ? words.skippedByCopy(cleanText(reason.slice('copy:'.length))) : cleanText(reason);
}

/** `7d` as `7 days`. */
export function nameLength(length: string, words: ReportWords): string {
  const duration = parseDuration(length);
  return duration ? words.length(duration.amount, words.units[duration.unit]) : cleanText(length);
}

/** For the beginning of a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why a part of the report is empty: because nobody is in the campaign yet, or for a reason of its own. */
export const whyNothing = (
  { assigned }: Report,
  words: ReportWords,
  otherwise: 'noEffect' | 'ratioNone' | 'noCautions',
): string => (assigned.people === 0 ? words.nobody : words[otherwise]);
