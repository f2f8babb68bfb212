import type { Diagnostic } from '../../base/diagnostic.ts';
import type { RawSqlProblem } from '../../base/raw-sql.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';

/** A query of one's own that a database would not take, or that would not only read. */
export const rawSqlFinding = (file: SourceFile, pointer: Pointer, { problem, next }: RawSqlProblem): Diagnostic => ({
  code: 'SEGMENT.RAW_SQL',
  severity: 'error',
  summary: `the query cannot be used: ${problem}`,
  place: file.place(pointer),
  why: 'A query of your own is one statement that reads, with one column of ids of people.',
  next: [next],
});
