import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import { commitOf, gitFailed, printed } from './ask-git.ts';

/** What a workspace is made of, in the order in which it is asked for. */
const parts = ['crm.yaml', 'campaigns', 'segments', 'templates', 'personas', 'lists'];

export interface GitFiles {
  /** The commit that the name stands for, short. */
  readonly commit: string;
  /** A folder with the workspace's files as they were; gone after `work`. */
  readonly root: string;
}

/** Runs some work with the files of a workspace as they were at a commit, a branch or a tag. Nothing of the repository is touched. */
export async function withGitFiles<T>(root: string, ref: string, work: (files: GitFiles) => Promise<T>): Promise<T> {
  const id = commitOf(root, ref);
  // Names are relative to the workspace, which may lie deep in the repository.
  const listed = printed(root, ['ls-tree', '-r', '-z', id, '--', ...parts]).toString();
  const entries = listed.split('\0').flatMap((line) => {
    const [, mode, hash, path] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    // A link would lead out of the folder.
    return mode === undefined || mode === '120000' || !hash || !path ? [] : [{ hash, path }];
  });
  if (!entries.some(({ path }) => path === 'crm.yaml')) throw noWorkspace(ref);
  const folder = mkdtempSync(join(tmpdir(), 'crm-diff-'));
  try {
    const contents = blobs(
      root,
      entries.map(({ hash }) => hash),
    );
    for (const [i, { path }] of entries.entries()) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, contents[i] ?? '', { mode: 0o600 });
    }
    return await work({ commit: id.slice(0, 7), root: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The contents of many files by one process: each stands behind a line with its size. */
function blobs(root: string, hashes: readonly string[]): Buffer[] {
  const all = printed(root, ['cat-file', '--batch'], `${hashes.join('\n')}\n`);
  const contents: Buffer[] = [];
  for (let at = 0; at < all.length; ) {
    const line = all.indexOf(10, at);
    const [hash = '', kind] = all.subarray(at, line).toString().split(' ');
    // In a partial clone a file may be missing that the commit has.
    if (kind !== 'blob') throw gitFailed(`object ${hash} is ${kind ?? 'missing'}`);
    const start = line + 1;
    const end = start + Number(all.subarray(at, line).toString().split(' ').at(-1));
    contents.push(all.subarray(start, end));
    at = end + 1;
  }
  return contents;
}

const noWorkspace = (ref: string): CrmError =>
  new CrmError('usage', {
    code: 'GIT.NO_WORKSPACE',
    severity: 'error',
    summary: `there is no crm.yaml at \`${ref}\` in this folder of the repository`,
    why: 'The workspace began later, or was in another folder.',
    next: ['Name a later commit.'],
  });
