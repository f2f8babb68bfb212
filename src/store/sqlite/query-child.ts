import { Worker } from 'node:worker_threads';
import type { Row } from '../../model/query.ts';
import { exactRow } from './exact-row.ts';
import type { Answer, Question } from './in-child.ts';
import { openDatabase, prepareReading } from './open-database.ts';

// The program of a process that answers one query, page by page as it is asked to, and can be ended whatever the database is at.

/** So many rows go over at once. */
const page = 1000;

let rows: Iterator<Record<string, unknown>> | undefined;

/** While a query runs, nothing else does in this thread: whether the parent is gone is looked at in another. */
const watch = `const alive = () => { try { return process.kill(${process.ppid}, 0); } catch { return false; } };
setInterval(() => alive() || process.kill(process.pid, 'SIGKILL'), 200);`;
new Worker(watch, { eval: true }).unref();

// Ctrl-C reaches this process, too; the parent decides.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (question: Question | 'more') => {
  let answer: Answer;
  try {
    rows ??= question === 'more' ? undefined : begin(question);
    answer = nextPage();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    answer = { failed: { code, message } };
  }
  process.send?.(answer);
});

function begin({ path, sql, bindings }: Question): Iterator<Record<string, unknown>> {
  return prepareReading(openDatabase(path), sql).iterate(...bindings) as Iterator<Record<string, unknown>>;
}

function nextPage(): Answer {
  const found: Row[] = [];
  while (found.length < page) {
    const next = rows?.next();
    if (!next || next.done) return { rows: found, last: true };
    found.push(exactRow(next.value));
  }
  return { rows: found, last: false };
}
