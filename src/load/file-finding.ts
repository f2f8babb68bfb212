import type { Diagnostic } from '../base/diagnostic.ts';

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
  EISDIR: 'it is a folder, a file was expected',
  ENOTDIR: 'it is a file, a folder was expected',
  ELOOP: 'it is a link that leads to itself',
};

/** A file or folder that cannot be read, as a finding. */
export function fileFinding(path: string, error: unknown): Diagnostic {
  const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  const missing = path === 'crm.yaml' && code === 'ENOENT';
  return {
    code: missing ? 'WORKSPACE.NOT_FOUND' : 'FILE.UNREADABLE',
    severity: 'error',
    summary: `${path} cannot be read: ${causes[code] ?? code}`,
    place: { file: path, line: 1, column: 1 },
    why: missing
      ? 'A workspace is a folder with a crm.yaml.'
      : 'Nothing is planned or sent from a workspace that is read in part.',
    next: missing
      ? ['Go to the folder of the workspace, or name it: crm -C DIR ..', 'Start a new one: crm init']
      : [`Look at it: ls -ld ${path}`],
  };
}
