import type { ColumnScan } from './column-scan.ts';
import { columnTyping, timeKinds } from './column-typing.ts';
import type { Findings } from './findings.ts';

/** Every event needs a time that can be read. */
export function checkEventTime(at: ColumnScan, findings: Findings): void {
  const { type, dayOrder } = columnTyping(at);
  const words = at.seen.get('null_word');
  const readable = type === 'instant' || type === 'date';
  if (at.filled === 0 || (readable && !words)) return;
  const line = at.firstOther(dayOrder ? [dayOrder, 'same_day'] : timeKinds);
  findings.add({
    code: 'IMPORT.NOT_A_TIME',
    severity: 'error',
    summary: `the column \`${at.name}\` holds a value that is not a time`,
    ...(line === undefined ? {} : { line }),
    why: 'Every event needs a time. Instants and dates that begin with the year are read; bare numbers are not, since days as Excel counts them, Unix seconds and milliseconds cannot be told apart for certain.',
    next: [
      'Export times as 2026-11-01T10:00:00+09:00 or 2026-11-01 10:00:00.',
      'If another column holds the time, name it: --event-at COLUMN',
    ],
  });
}
