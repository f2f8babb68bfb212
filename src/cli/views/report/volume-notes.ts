import type { Report } from '../../../model/report.ts';
import type { ReportWords } from './report-words.ts';

/** What stands beside the number of messages sent: what was expected, in how many runs, and what went wrong. */
export function volumeNotes(
  { volume: { expected, actual, failed, unknown, runs } }: Report,
  words: ReportWords,
  count: (messages: number) => string,
): string[] {
  return [
    expected === null ? '' : words.expectedVolume(count(expected)),
    words.inRuns(runs, actual),
    failed > 0 ? words.failed(count(failed)) : '',
    unknown > 0 ? words.unknownFate(count(unknown)) : '',
  ].filter((note) => note !== '');
}
