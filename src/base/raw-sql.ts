import type { DialectName } from './dialect-name.ts';
import { writingIn } from './refuse-writing.ts';
import { type SqlToken, sqlTokens } from './sql-tokens.ts';

/** Why a reviewed query cannot stand inside of another one, and what to do about it. */
export interface RawSqlProblem {
  readonly problem: string;
  readonly next: string;
}

/**
 * What speaks against a query that is put, as it is written, between the parentheses of another one: it must be one statement
 * that only reads, and nothing in it may end those parentheses or stand for a value. Undefined when nothing does.
 */
export function rawSqlProblem(sql: string, dialect: DialectName): RawSqlProblem | undefined {
  if (/[^\P{Cc}\t\n\r]/u.test(sql))
    return { problem: 'it has a control character', next: 'Remove it; line breaks and tabs may stay.' };
  const tokens = sqlTokens(sql, dialect);
  if (!tokens)
    return { problem: 'it has a text or a comment that does not end', next: 'Close it: \'..\', "..", /* .. */.' };
  return notAQuery(tokens) ?? reads(sql, dialect) ?? closing(tokens) ?? placeholder(tokens, dialect);
}

function notAQuery(tokens: readonly SqlToken[]): RawSqlProblem | undefined {
  const first = tokens.find(({ text }) => text !== '(');
  if (!first || !['select', 'with', 'values'].includes(first.text))
    return {
      problem: 'it does not begin with select, with or values',
      next: 'Write one query: select user_id from ..',
    };
  if (tokens.at(-1)?.text === ';' && tokens.filter(({ text }) => text === ';').length === 1)
    return { problem: 'it ends with a ;', next: 'Leave the ; out: the query becomes a part of a larger one.' };
  return tokens.some(({ kind, text }) => kind === 'sign' && text === ';')
    ? { problem: 'it is more than one statement', next: 'Keep one query, and write several conditions for several.' }
    : undefined;
}

function reads(sql: string, dialect: DialectName): RawSqlProblem | undefined {
  const problem = writingIn(sql, dialect);
  return problem === undefined ? undefined : { problem, next: 'Write a query that only reads: select user_id from ..' };
}

function closing(tokens: readonly SqlToken[]): RawSqlProblem | undefined {
  let open = 0;
  for (const { kind, text } of tokens) {
    if (kind !== 'sign') continue;
    if (text === '(') open += 1;
    if (text === ')') open -= 1;
    if (open < 0) return { problem: 'it closes a parenthesis that it did not open', next: 'Remove the ) too many.' };
  }
  return open === 0
    ? undefined
    : { problem: 'it opens a parenthesis and does not close it', next: 'Add the ) that is missing.' };
}

/** Signs that stand for a value from outside; PostgreSQL casts with `::`, MySQL has variables with `@`. */
const marks: Readonly<Record<DialectName, RegExp>> = {
  sqlite: /^[?:@$]$/,
  postgres: /^(\?|\$\d+)$/,
  mysql: /^\?$/,
};

function placeholder(tokens: readonly SqlToken[], dialect: DialectName): RawSqlProblem | undefined {
  const found = tokens.find(({ kind, text }) => kind === 'sign' && marks[dialect].test(text));
  if (!found) return undefined;
  return {
    problem: `it has a placeholder (${found.text}), and nothing is filled in`,
    next:
      dialect === 'postgres' && found.text === '?'
        ? 'Write the value itself; for JSON, write jsonb_exists(..) in place of the operator ?.'
        : 'Write the value itself.',
  };
}
