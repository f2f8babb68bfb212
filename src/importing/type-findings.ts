import type { ColumnScan } from './column-scan.ts';
import type { Findings } from './findings.ts';
import { listNames } from './people-ids.ts';
import type { InferredColumn } from './types.ts';

interface Typed {
  readonly scan: ColumnScan;
  readonly column: InferredColumn;
}

/** What was decided about values and is not obvious from the file. */
export function noteTypes(typed: readonly Typed[], findings: Findings): void {
  noteZones(typed, findings);
  noteNullWords(typed, findings);
  const ambiguous = typed.filter(({ scan, column }) => column.type === 'text' && !column.key && scan.ambiguousDates);
  if (ambiguous.length === 0) return;
  findings.add({
    code: 'IMPORT.AMBIGUOUS_DATE',
    severity: 'info',
    summary: `dates that may be day/month or month/day stay text: ${named(ambiguous)}`,
    line: firstLine(ambiguous, ['either_day', 'day_first', 'month_first']),
    why: '01/02/2026 is January 2 in one country and February 1 in another; a wrong guess would not be noticed.',
    next: ['Export dates as 2026-02-01.'],
  });
}

function noteZones(typed: readonly Typed[], findings: Findings): void {
  const zoneless = typed.filter(
    ({ scan, column }) => column.type === 'instant' && scan.firstOther(['instant']) !== undefined,
  );
  if (zoneless.length === 0) return;
  findings.add({
    code: 'IMPORT.NO_ZONE',
    severity: 'info',
    summary: `times without a zone are read as UTC: ${named(zoneless)}`,
    line: firstLine(zoneless, ['local_instant', 'date']),
    why: 'A clock time is an instant only together with a zone. In Seoul, UTC is nine hours earlier.',
    next: ['If they are local times, export them with the zone: 2026-11-01T10:00:00+09:00'],
  });
}

function noteNullWords(typed: readonly Typed[], findings: Findings): void {
  const replaced = typed.filter(({ column }) => column.nullWords);
  if (replaced.length === 0) return;
  const count = replaced.reduce((sum, { scan }) => sum + (scan.seen.get('null_word')?.count ?? 0), 0);
  findings.add({
    code: 'IMPORT.NULL_WORD',
    severity: 'info',
    summary: `${count === 1 ? '1 cell that says' : `${count.toLocaleString('en')} cells that say`} NULL, NaN, N/A or \\N ${count === 1 ? 'counts' : 'count'} as missing: ${named(replaced)}`,
    line: firstLine(replaced, ['null_word']),
    why: 'All other values of these columns are numbers or dates. In text columns such words stay as they are.',
  });
}

const named = (typed: readonly Typed[]): string => listNames(typed.map(({ column }) => column.name));

type Kinds = Parameters<ColumnScan['firstOther']>[0];

function firstLine(typed: readonly Typed[], kinds: Kinds): number {
  const lines = typed.flatMap(({ scan }) =>
    kinds.map((kind) => scan.seen.get(kind)?.firstLine ?? Number.POSITIVE_INFINITY),
  );
  const first = Math.min(...lines);
  return Number.isFinite(first) ? first : 1;
}
