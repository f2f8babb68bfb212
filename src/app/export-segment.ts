import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { AppContext } from './context.ts';
import { withStore } from './segments.ts';

export interface Exported {
  readonly segment: string;
  readonly count: number;
  readonly file: string;
  readonly sha256: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Wanted {
  readonly id: string;
  readonly to: string;
  /** Whether a file that is there may be written over. */
  readonly force: boolean;
}

/** Writes the ids of a segment's people into a CSV file that its owner alone may read; the whole file, or none. */
export async function exportSegment(context: AppContext, { id, to, force }: Wanted): Promise<Exported> {
  const path = resolve(to);
  if (existsSync(path) && !force) throw alreadyThere(to);
  return withStore(context, [id], async ({ asked: [segment], mapping, store, program }) => {
    const draft = openDraft(path, { to, force });
    try {
      draft.write(cell(mapping.people.id));
      let last: string | undefined;
      let count = 0;
      const people = segment ? program.segment(segment.value) : program.nobody;
      for await (const row of store.stream(program.ids(people))) {
        const person = String(row.id);
        // A store may have a person in several rows, which follow each other.
        if (person === last) continue;
        if (context.stop.aborted) throw stopped(to);
        draft.write(cell(unrunnable(person)));
        last = person;
        count += 1;
        // A database in this process leaves no room for a signal otherwise.
        if (count % 10_000 === 0) await setImmediate();
        if (count % 100_000 === 0) context.progress(`${count.toLocaleString('en')} ids written`);
      }
      const sha256 = draft.finish();
      return { segment: id, count, file: to, sha256, diagnostics: inGit(path, to) };
    } finally {
      draft.discard();
    }
  });
}

/** An id that a spreadsheet would run as a formula gets an apostrophe, which is taken off again when the file is read as a list. */
const unrunnable = (id: string): string => (/^'*[=+\-@\t\r]/.test(id) ? `'${id}` : id);

const cell = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

interface Draft {
  write(line: string): void;
  /** Gives the file its name; its sha256. */
  finish(): string;
  discard(): void;
}

const chunk = 64 * 1024;

function openDraft(path: string, { to, force }: Pick<Wanted, 'to' | 'force'>): Draft {
  const draft = `${dirname(path)}/.${basename(path)}.${process.pid}.tmp`;
  let file: number;
  try {
    file = openSync(draft, 'wx', 0o600);
  } catch (error) {
    throw cannotWrite(to, error as Error);
  }
  const hash = createHash('sha256');
  let open = true;
  let waiting = '';
  const flush = (): void => {
    try {
      const bytes = Buffer.from(waiting);
      hash.update(bytes);
      // A disk that is nearly full takes a part, and says so only by its number.
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } catch (error) {
      throw cannotWrite(to, error as Error);
    }
    waiting = '';
  };
  const close = (): void => {
    if (open) closeSync(file);
    open = false;
  };
  return {
    write: (line) => {
      waiting += `${line}\n`;
      if (waiting.length > chunk) flush();
    },
    finish: () => {
      flush();
      try {
        fsyncSync(file);
        close();
        // A link fails when somebody else has written the file meanwhile; a rename would take its place.
        if (force) renameSync(draft, path);
        else linkSync(draft, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(to);
        throw cannotWrite(to, error as Error);
      }
      return hash.digest('hex');
    },
    discard: () => {
      close();
      rmSync(draft, { force: true });
    },
  };
}

/** Ids are personal data: a file of them does not belong into a repository. */
function inGit(path: string, to: string): Diagnostic[] {
  const git = (...args: string[]): number | null => spawnSync('git', ['-C', dirname(path), ...args]).status;
  if (git('rev-parse', '--is-inside-work-tree') !== 0 || git('check-ignore', '-q', path) === 0) return [];
  return [
    {
      code: 'SEGMENT.EXPORT_IN_GIT',
      severity: 'warning',
      summary: `${to} lies in a git repository that does not ignore it`,
      why: 'The ids of people are personal data, and git forgets nothing.',
      next: ['Move it out of the repository, or add it to .gitignore.'],
    },
  ];
}

const stopped = (to: string): CrmError =>
  new CrmError('usage', {
    code: 'SEGMENT.EXPORT_STOPPED',
    severity: 'error',
    summary: `${to} was not written: a signal ended the export`,
    why: 'Half of a segment is no segment.',
    next: ['Run it again.'],
  });

const alreadyThere = (to: string): CrmError =>
  new CrmError('usage', {
    code: 'SEGMENT.EXPORT_EXISTS',
    severity: 'error',
    summary: `${to} is there already`,
    why: 'An export writes over nothing unless it is told to.',
    next: ['Name another file, or add --force.'],
  });

const cannotWrite = (to: string, { message }: Error): CrmError =>
  new CrmError('usage', {
    code: 'SEGMENT.EXPORT_FAILED',
    severity: 'error',
    summary: `${to} cannot be written: ${message}`,
    why: 'The folder must exist, be writable and have room.',
    next: ['Name another file.'],
  });
