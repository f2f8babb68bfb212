import { type ChildProcess, fork } from 'node:child_process';
import { CrmError } from '../../base/crm-error.ts';
import type { Query, Row } from '../../model/query.ts';
import { sqliteFailure } from './sqlite-failure.ts';

export type Question = Pick<Query, 'sql' | 'bindings'> & { readonly path: string };

export type Answer =
  | { readonly rows: readonly Row[]; readonly last: boolean }
  | { readonly failed: { readonly code: string | undefined; readonly message: string } };

/** Beside this file, as source and as it is built. */
const program = new URL(`./query-child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/**
 * The rows of a query in pages, from a process of its own: a query of SQLite cannot be stopped within this one. Each page may take
 * `timeoutMs`; then, and when nobody wants more, the process is ended.
 */
export async function* inChild(
  path: string,
  { sql, bindings }: Query,
  timeoutMs: number,
): AsyncGenerator<readonly Row[]> {
  const child = fork(program, [], {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    for (let question: Question | 'more' = { path, sql, bindings }; ; question = 'more') {
      const answer = await answered(child, question, timeoutMs);
      if (answer === 'late') throw tooSlow(path, timeoutMs);
      if ('failed' in answer) throw sqliteFailure(path, answer.failed);
      yield answer.rows;
      if (answer.last) return;
    }
  } finally {
    child.kill('SIGKILL');
  }
}

function answered(child: ChildProcess, question: Question | 'more', timeoutMs: number): Promise<Answer | 'late'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle('late'), timeoutMs);
    const ended = (code: number | null, signal: string | null): void =>
      settle({ failed: { code: undefined, message: `its process ended (${signal ?? code})` } });
    const failed = ({ message }: Error): void => settle({ failed: { code: undefined, message } });
    const settle = (answer: Answer | 'late'): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(answer);
    };
    child.once('message', settle).once('exit', ended).once('error', failed);
    child.send(question, (error) => error && failed(error));
  });
}

const tooSlow = (path: string, timeoutMs: number): CrmError =>
  new CrmError('backend', {
    code: 'STORE.TOO_SLOW',
    severity: 'error',
    summary: `${path} did not answer within ${timeoutMs / 1000} s; the query was ended`,
    why: 'The SQL of a segment (`sql:`) may ask for more than any database can answer.',
    next: [
      'Ask for less: join tables by a column that has an index.',
      'Or give it more time: add ?timeout=30m to store.url.',
    ],
  });
