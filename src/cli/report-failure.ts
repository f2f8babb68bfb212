import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { ExitName } from '../base/exit.ts';
import type { GlobalFlags, Io } from './io.ts';

interface CommandLine {
  readonly argv: readonly string[];
  readonly json: boolean;
  readonly flags: GlobalFlags;
}

/** Shows a failure like a finding, and a bug as an id; says how the command ends. A stack trace never reaches the terminal. */
export async function reportFailure(io: Io, error: unknown, { argv, json, flags }: CommandLine): Promise<ExitName> {
  const known = error instanceof CrmError ? error : (systemFailure(error) ?? bug(error, argv));
  const { diagnostics } = known;
  const ended = io.exitName();
  const exitName = ended === 'interrupted' || ended === 'terminated' ? ended : known.exitName;
  if (json) {
    const { printDocument } = await import('./print-document.ts');
    await printDocument(io, { format: 'crm.error/v1', flags, exitName, diagnostics });
  } else {
    const { diagnosticsText } = await import('./views/diagnostics-text.ts');
    io.note(diagnosticsText(diagnostics, io.findings));
  }
  return exitName;
}

const causes: Readonly<Record<string, { exit: ExitName; summary: string; next: string }>> = {
  ENOSPC: {
    exit: 'backend',
    summary: 'the disk is full',
    next: 'Free some space and run the command again; it goes on where it was.',
  },
  SQLITE_FULL: {
    exit: 'backend',
    summary: 'the disk is full',
    next: 'Free some space and run the command again; it goes on where it was.',
  },
  EACCES: {
    exit: 'backend',
    summary: 'a file or folder may not be used by this account',
    next: 'Check its owner and rights.',
  },
  EROFS: { exit: 'backend', summary: 'the file system is read-only', next: 'Use a folder that can be written.' },
  SQLITE_BUSY: { exit: 'locked', summary: 'another program holds the database', next: 'Try again when it has ended.' },
  SQLITE_READONLY: {
    exit: 'backend',
    summary: 'the database may not be written',
    next: 'Check the rights of the file and of its folder.',
  },
  SQLITE_CORRUPT: { exit: 'backend', summary: 'the database is damaged', next: 'Restore it from a backup.' },
  SQLITE_IOERR: {
    exit: 'backend',
    summary: 'the disk does not answer as it should',
    next: 'Check the disk, then run the command again.',
  },
};

function systemFailure(error: unknown): CrmError | undefined {
  const { code = '', path, message = '' } = (error ?? {}) as { code?: string; path?: string; message?: string };
  const cause = causes[code] ?? causes[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? ''];
  if (!cause) return undefined;
  const finding: Diagnostic = {
    code: `SYSTEM.${code}`,
    severity: 'error',
    summary: `${cause.summary}${path === undefined ? '' : `: ${path}`}`,
    why: message,
    next: [cause.next],
  };
  return new CrmError(cause.exit, finding);
}

function bug(error: unknown, argv: readonly string[]): CrmError {
  const id = randomBytes(4).toString('hex');
  const file = join(tmpdir(), `crm-bug-${id}.txt`);
  try {
    writeFileSync(
      file,
      `${argv.filter((word) => word.startsWith('-')).join(' ')}\n${error instanceof Error ? error.stack : String(error)}\n`,
      { mode: 0o600 },
    );
  } catch {
    // The id alone must do.
  }
  return new CrmError('internal', {
    code: 'INTERNAL.BUG',
    severity: 'error',
    summary: `something went wrong that should not be possible (report ${id})`,
    why: 'This is a bug of crm, not of your files.',
    next: [`Send us ${file}; look through it first, it may quote your data.`],
  });
}
