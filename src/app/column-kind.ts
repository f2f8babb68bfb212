import type { DialectName } from '../model/query.ts';

/** What the values of a column are, as far as its type says so. `unknown`: each row may hold something else, or nobody asks. */
export type ColumnKind = 'text' | 'number' | 'time' | 'date' | 'boolean' | 'json' | 'unknown';

/** The kind of a type as the database names it (`numeric(12,2)`, `character varying(20)`, `tinyint(1)`). */
export function columnKind(type: string | undefined, dialect: DialectName): ColumnKind {
  const name = type?.toLowerCase().trim() ?? '';
  if (name === '') return 'unknown';
  return kinds[dialect].find(([form]) => form.test(name))?.[1] ?? 'unknown';
}

type Kinds = readonly (readonly [RegExp, ColumnKind])[];

const kinds: Readonly<Record<DialectName, Kinds>> = {
  // A declared time says nothing there: SQLite has none.
  sqlite: [
    [/json/, 'json'],
    [/char|clob|text/, 'text'],
    [/int|real|floa|doub|numeric|decimal/, 'number'],
  ],
  postgres: [
    [/\[\]$|^jsonb?$/, 'json'],
    [/^(smallint|integer|bigint|numeric|decimal|real|double precision|oid)\b/, 'number'],
    [/^(text|character varying|character|citext|name|uuid)\b/, 'text'],
    [/^timestamp\b/, 'time'],
    [/^date$/, 'date'],
    [/^boolean$/, 'boolean'],
  ],
  mysql: [
    [/^json$/, 'json'],
    [/text|char|^enum|^set/, 'text'],
    [/^(datetime|timestamp)\b/, 'time'],
    [/^date$/, 'date'],
    [/int|decimal|numeric|float|double|real|^bit|^year/, 'number'],
  ],
};
