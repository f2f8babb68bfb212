import type { Diagnostic } from '../base/diagnostic.ts';
import type { ColumnScan } from './column-scan.ts';
import { hasAmbiguousDates } from './column-typing.ts';
import type { Findings } from './findings.ts';
import { noteOddValues } from './odd-values.ts';
import { listNames } from './people-ids.ts';
import type { InferredColumn } from './types.ts';

export interface Typed {
  readonly scan: ColumnScan;
  readonly column: InferredColumn;
}

type Kinds = Parameters<ColumnScan['firstOther']>[0];

interface Note {
  readonly code: string;
  readonly severity?: Diagnostic['severity'];
  readonly holds: (typed: Typed) => boolean;
  /** The kinds of cells of which the first line is shown. */
  readonly kinds: Kinds;
  readonly say: (typed: readonly Typed[]) => string;
  readonly why: string;
  readonly next?: readonly string[];
}

/** What was decided about values and is not obvious from the file. */
export function noteTypes(typed: readonly Typed[], findings: Findings, eventTime: string | undefined): void {
  for (const { code, severity = 'info', holds, kinds, say, why, next } of notes) {
    const found = typed.filter(holds);
    if (found.length === 0) continue;
    const summary = say(found);
    findings.add({ code, severity, summary, line: firstLine(found, kinds), why, ...(next ? { next } : {}) });
  }
  noteOddValues(
    typed.filter(({ column }) => column.name !== eventTime),
    findings,
  );
}

const notes: readonly Note[] = [
  {
    code: 'IMPORT.NO_ZONE',
    holds: ({ scan, column }) =>
      column.type === 'instant' && column.zone === undefined && scan.firstOther(['instant']) !== undefined,
    kinds: ['local_instant', 'date', 'digits_date'],
    say: (found) => `times without a zone are read as UTC: ${named(found)}`,
    why: 'A clock time is an instant only together with a zone. In Seoul, UTC is nine hours earlier.',
    next: [
      'If they are local times, import again with their zone: --zone Asia/Seoul --replace',
      'Or export them with it: 2026-11-01T10:00:00+09:00',
    ],
  },
  {
    code: 'IMPORT.NULL_WORD',
    holds: ({ column }) => column.nullWords,
    kinds: ['null_word'],
    say: (found) => {
      const count = found.reduce((sum, { scan }) => sum + scan.count('null_word'), 0);
      const one = count === 1;
      return `${one ? '1 cell that says' : `${count.toLocaleString('en')} cells that say`} NULL, NaN, N/A or \\N ${one ? 'counts' : 'count'} as missing: ${named(found)}`;
    },
    why: 'All other values of these columns are numbers, dates or yes and no. In text columns such words stay as they are.',
  },
  {
    code: 'IMPORT.DIGITS_DATE',
    holds: ({ scan, column }) => (column.type === 'date' || column.type === 'instant') && scan.count('digits_date') > 0,
    kinds: ['digits_date'],
    say: (found) => `eight digits are read as a date, 20261101 as 2026-11-01: ${named(found)}`,
    why: 'The names of these columns say that they hold dates, and every value is a day that exists.',
  },
  {
    code: 'IMPORT.GROUPED_NUMBER',
    holds: ({ scan, column }) => (column.type === 'integer' || column.type === 'number') && scan.count('grouped') > 0,
    kinds: ['grouped'],
    say: (found) => `numbers lose their commas and currency signs, 1,234 becomes 1234: ${named(found)}`,
    why: 'Segments compare numbers with numbers. Every value of these columns is one.',
  },
  {
    code: 'IMPORT.AMBIGUOUS_DATE',
    holds: ({ scan, column }) => column.type === 'text' && !column.key && hasAmbiguousDates(scan),
    kinds: ['either_day', 'day_first', 'month_first'],
    say: (found) => `dates that may be day/month or month/day stay text: ${named(found)}`,
    why: '01/02/2026 is January 2 in one country and February 1 in another; a wrong guess would not be noticed.',
    next: ['Export dates as 2026-02-01.'],
  },
];

const named = (typed: readonly Typed[]): string => listNames(typed.map(({ column }) => column.name));

function firstLine(typed: readonly Typed[], kinds: Kinds): number {
  const lines = typed.flatMap(({ scan }) =>
    kinds.map((kind) => scan.seen.get(kind)?.firstLine ?? Number.POSITIVE_INFINITY),
  );
  const first = Math.min(...lines);
  return Number.isFinite(first) ? first : 1;
}
