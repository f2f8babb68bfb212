import type { Binding, Query } from '../model/query.ts';

/**
 * A piece of SQL with its bindings: names are quoted, values are always bindings. The place of a binding is a mark that no
 * text of a user can hold, and becomes the placeholder of the database only in a whole query.
 */
export interface Fragment {
  readonly sql: string;
  readonly bindings: readonly Binding[];
  /** Of a test: what must hold besides and costs less, to be asked before anything that stands beside it. */
  readonly first?: Fragment;
}

/** Where a binding goes. Names and reviewed SQL with this character are refused. */
const mark = '\u0001';

export const bind = (value: Binding): Fragment => ({ sql: mark, bindings: [value] });

/** SQL text of our own; never anything a user wrote. */
export const raw = (text: string): Fragment => ({ sql: text, bindings: [] });

/** A table or column of the mapping, quoted as the standard has it; MySQL is told to read it so. */
export const name = (...parts: readonly string[]): Fragment =>
  raw(parts.map((part) => `"${part.replaceAll('"', '""').replaceAll(mark, '')}"`).join('.'));

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

/** A whole query: every mark is the placeholder that the database wants, counted from 1. */
export function finish(query: Fragment, placeholder: (index: number, value: Binding) => string): Query {
  const [first = '', ...rest] = query.sql.split(mark);
  const sql = rest.reduce((text, part, i) => `${text}${placeholder(i + 1, query.bindings[i] ?? null)}${part}`, first);
  return { sql, bindings: query.bindings };
}

export const yes: Fragment = raw('true');
export const no: Fragment = raw('false');
/** A value that is missing, where the text of a query needs one. */
export const nothing: Fragment = raw('null');
