import type { Binding, Query } from '../model/query.ts';
import type { RecordedQuestion } from '../model/recorded.ts';

/**
 * A piece of SQL with its bindings: names are quoted, values are always bindings. The place of a binding is a mark that no
 * text of a user can hold, and becomes the placeholder of the database only in a whole query.
 */
export interface Fragment {
  readonly sql: string;
  /** A question stands for the ids of those for whom it holds, which are known later. */
  readonly bindings: readonly (Binding | RecordedQuestion)[];
  /** Of a test: what must hold besides and costs less, to be asked before anything that stands beside it. */
  readonly first?: Fragment;
}

/** Where a binding goes. Names and reviewed SQL with this character are refused. */
const mark = '\u0001';
/** Where a query says which slice of the people it is about, if it is asked slice by slice. */
const sliceMark = '\u0002';

export const bind = (value: Binding | RecordedQuestion): Fragment => ({ sql: mark, bindings: [value] });

/** SQL text of our own; never anything a user wrote. */
export const raw = (text: string): Fragment => ({ sql: text, bindings: [] });

/** A table or column of the mapping, quoted as the standard has it; MySQL is told to read it so. */
export const name = (...parts: readonly string[]): Fragment =>
  raw(parts.map((part) => `"${part.replaceAll('"', '""').replaceAll(marks, '')}"`).join('.'));

/** Template tag: sql`select ${name('id')} from ${name('people')}`. */
export function sql(strings: TemplateStringsArray, ...parts: readonly Fragment[]): Fragment {
  let text = strings[0] ?? '';
  const bindings: Fragment['bindings'][number][] = [];
  for (const [index, part] of parts.entries()) {
    text += part.sql + (strings[index + 1] ?? '');
    for (const binding of part.bindings) bindings.push(binding);
  }
  return { sql: text, bindings };
}

export function join(parts: readonly Fragment[], separator: string): Fragment {
  return { sql: parts.map((part) => part.sql).join(separator), bindings: parts.flatMap((part) => part.bindings) };
}

/** Right after a test on people (alias p) that must hold anyway. */
export const ofSlice: Fragment = { sql: sliceMark, bindings: [] };

const marks = new RegExp(`[${mark}${sliceMark}]`, 'g');

export const questionsOf = ({ bindings }: Fragment): readonly RecordedQuestion[] => [
  ...new Set(bindings.filter((one) => isQuestion(one))),
];

const isQuestion = (binding: Binding | RecordedQuestion): binding is RecordedQuestion =>
  typeof binding === 'object' && binding !== null && !(binding instanceof Date);

/** The query about a slice of the people, with what was answered about them. */
export function answered(
  query: Fragment,
  { slice, answer }: { slice: Fragment; answer: (question: RecordedQuestion) => Binding },
): Fragment {
  let at = 0;
  const parts = query.sql.split(/([\u0001\u0002])/).map((text) => {
    if (text === sliceMark) return slice;
    if (text !== mark) return raw(text);
    const binding = query.bindings[at++] ?? null;
    return bind(isQuestion(binding) ? answer(binding) : binding);
  });
  return join(parts, '');
}

/** A whole query: every mark is the placeholder that the database wants, counted from 1. */
export function finish(query: Fragment, placeholder: (index: number, value: Binding) => string): Query {
  const [first = '', ...rest] = query.sql.replaceAll(sliceMark, '').split(mark);
  const bindings = query.bindings.map((one) => (isQuestion(one) ? null : one));
  const sql = rest.reduce((text, part, i) => `${text}${placeholder(i + 1, bindings[i] ?? null)}${part}`, first);
  return { sql, bindings };
}

export const yes: Fragment = raw('true');
export const no: Fragment = raw('false');
/** A value that is missing, where the text of a query needs one. */
export const nothing: Fragment = raw('null');
