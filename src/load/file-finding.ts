import type { Diagnostic } from '../base/diagnostic.ts';

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'it is a link to something that does not exist',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
  EISDIR: 'it is a folder, a file was expected',
  ENOTDIR: 'it is a file, a folder was expected',
  ELOOP: 'it is a link that leads back to itself',
  ENOTFILE: 'it is a pipe or a device, a file was expected',
};

const nextSteps: Readonly<Record<string, string>> = {
  ENOENT: 'Remove the link, or put the file there.',
  EISDIR: 'Rename the folder: only files end in .yaml.',
  ENOTDIR: 'Rename the file, or remove it.',
  ELOOP: 'Replace the link by the file.',
  ENOTFILE: 'Remove it.',
};

/** A file or folder that cannot be read, as a finding. */
export function fileFinding(path: string, error: unknown): Diagnostic {
  const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
  return unreadable(path, code);
}

export function unreadable(path: string, code: string): Diagnostic {
  return {
    code: 'FILE.UNREADABLE',
    severity: 'error',
    summary: `${path} cannot be read: ${causes[code] ?? code}`,
    place: { file: path, line: 1, column: 1 },
    why: 'Nothing is planned or sent from a workspace that is read in part.',
    next: [nextSteps[code] ?? `Look at its owner and rights: ls -ld ${path}`],
  };
}

/** There is no crm.yaml; `wrong` is a file that was probably meant to be it. */
export const noWorkspace = (wrong: string | undefined): Diagnostic => ({
  code: 'WORKSPACE.NOT_FOUND',
  severity: 'error',
  summary: 'there is no crm.yaml in this folder',
  place: { file: 'crm.yaml', line: 1, column: 1 },
  why: 'A workspace is a folder with a crm.yaml.',
  next: [
    ...(wrong === undefined ? [] : [`Rename ${wrong} to crm.yaml.`]),
    'Go to the folder of the workspace, or name it: crm -C DIR ..',
    'Start a new one: crm init',
  ],
});

export const outside = (path: string): Diagnostic => ({
  code: 'FILE.OUTSIDE_WORKSPACE',
  severity: 'error',
  summary: `${path} is a link that leads out of the workspace`,
  place: { file: path, line: 1, column: 1 },
  why: 'What a pull request shows must be what is applied; a file elsewhere is not in git.',
  next: ['Copy the file into the workspace.'],
});

export const linkedFolder = (path: string): Diagnostic => ({
  code: 'FILE.LINKED_FOLDER',
  severity: 'error',
  summary: `${path} is a link to a folder; linked folders are not read`,
  place: { file: path, line: 1, column: 1 },
  why: 'Its files would be missing from every plan without a word.',
  next: ['Move the folder itself here.'],
});

export const folderTooDeep = (path: string, levels: number): Diagnostic => ({
  code: 'FILE.FOLDER_TOO_DEEP',
  severity: 'error',
  summary: `${path} lies more than ${levels} folders deep and is not read`,
  place: { file: path, line: 1, column: 1 },
  why: 'Its files would be missing from every plan without a word.',
  next: ['Move it further up.'],
});
