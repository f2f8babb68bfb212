import type { Binding, Query } from '../model/query.ts';

/** A piece of SQL with its bindings: names are quoted, values are always bindings. */
export type Fragment = Query;

export const bind = (value: Binding): Fragment => ({ sql: '?', bindings: [value] });

/** SQL text of our own; never anything a user wrote. */
export const raw = (text: string): Fragment => ({ sql: text, bindings: [] });

/** A table or column of the mapping, quoted as the standard (and SQLite and PostgreSQL) have it. */
export const name = (...parts: readonly string[]): Fragment =>
  raw(parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.'));

/** Template tag: sql`select ${name('id')} from ${name('people')}`. */
export function sql(strings: TemplateStringsArray, ...parts: readonly Fragment[]): Fragment {
  let text = strings[0] ?? '';
  const bindings: Binding[] = [];
  for (const [index, part] of parts.entries()) {
    text += part.sql + (strings[index + 1] ?? '');
    for (const binding of part.bindings) bindings.push(binding);
  }
  return { sql: text, bindings };
}

export function join(parts: readonly Fragment[], separator: string): Fragment {
  return { sql: parts.map((part) => part.sql).join(separator), bindings: parts.flatMap((part) => part.bindings) };
}

export const yes: Fragment = raw('1');
export const no: Fragment = raw('0');
