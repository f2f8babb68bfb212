import { sameName } from '../base/same-name.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { DialectName } from '../model/query.ts';
import { quotedName } from './quoted-name.ts';

interface NewIndex {
  readonly table: string;
  readonly columns: readonly string[];
  /** All columns of the table. */
  readonly shapes: readonly StoreColumnShape[];
}

/** The statement that makes an index, for the database's own client. */
export function createIndex(dialect: DialectName, { table, columns, shapes }: NewIndex): string {
  const quote = (name: string): string => quotedName(dialect, name, 'own');
  const title = ['crm', table.replaceAll('.', '_'), ...columns].join('_').slice(0, 60);
  const parts = columns.map((column) => {
    const type = shapes.find(({ name }) => sameName(name, column))?.type ?? '';
    return dialect === 'mysql' && isLong(type) ? `${quote(column)}(${letters})` : quote(column);
  });
  return `create index ${quote(title)} on ${quote(table)} (${parts.join(', ')});`;
}

/** So many letters of a text are enough to tell names, ids and times apart, and few enough for three of them in an index of MySQL. */
const letters = 100;

/** What MySQL takes into an index only in part. */
const isLong = (type: string): boolean =>
  /text|blob/.test(type) || Number(/^(?:var)?(?:char|binary)\((\d+)\)/.exec(type)?.[1] ?? 0) > 191;
