import type { ColumnScan } from './column-scan.ts';
import { numberKinds, timeKinds } from './column-typing.ts';
import type { Findings } from './findings.ts';
import { isNeverNumber } from './names.ts';
import { listLines } from './tally.ts';
import type { InferredColumn } from './types.ts';

interface Typed {
  readonly scan: ColumnScan;
  readonly column: InferredColumn;
}

/** Columns that are nearly numbers or dates, and numbers where dates were to be expected: said, never guessed. */
export function noteOddValues(typed: readonly Typed[], findings: Findings): void {
  for (const { scan, column } of typed) {
    if (column.key || column.reading !== undefined) continue;
    if (column.type === 'text') nearly(scan, findings);
    else if ((column.type === 'integer' || column.type === 'number') && scan.serials.count * 2 > scan.values)
      serials(scan, findings);
  }
}

function nearly(scan: ColumnScan, findings: Findings): void {
  const odd = scan.seen.get('text');
  if (!odd || scan.codes || isNeverNumber(scan.name)) return;
  const fits = (kinds: typeof numberKinds | typeof timeKinds): boolean => scan.count(...kinds) * 2 > scan.values;
  const what = fits(timeKinds) ? 'time' : fits(numberKinds) ? 'number' : undefined;
  if (what === undefined) return;
  findings.add({
    code: 'IMPORT.ODD_VALUE',
    severity: 'warning',
    summary: `\`${scan.name}\` stays text: ${odd.count.toLocaleString('en')} of ${scan.values.toLocaleString('en')} values ${odd.count === 1 ? 'is' : 'are'} no ${what}, ${listLines(odd)}`,
    line: odd.firstLine,
    why:
      what === 'time'
        ? 'Segments find a date or a time only where the whole column holds them.'
        : 'Segments compare numbers only where the whole column holds them.',
    next: ['Correct these rows, or leave the cells empty; then import again.'],
  });
}

function serials(scan: ColumnScan, findings: Findings): void {
  findings.add({
    code: 'IMPORT.BARE_NUMBER',
    severity: 'warning',
    summary: `\`${scan.name}\` holds numbers, not dates, and they stay numbers: ${listLines(scan.serials)}`,
    line: scan.serials.firstLine,
    why: 'They may be days as Excel counts them, Unix seconds or milliseconds; a wrong guess would not be noticed.',
    next: ['Give the column a date format in the spreadsheet and export it again, as 2026-11-01.'],
  });
}
