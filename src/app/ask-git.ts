import { spawnSync } from 'node:child_process';
import { CrmError } from '../base/crm-error.ts';

/** The commit that a branch, a tag or a commit's name stands for. */
export function commitOf(root: string, ref: string): string {
  const commit = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit === undefined) throw noCommit(root, ref);
  return commit.toString().trim();
}

/** What git prints; undefined when it says no. */
export function git(root: string, args: readonly string[]): Buffer | undefined {
  const { status, stdout } = ran(root, args, '');
  return status === 0 ? stdout : undefined;
}

/** What git prints, where it has no reason to say no. */
export function printed(root: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr, error } = ran(root, args, input);
  if (status !== 0) throw gitFailed(error?.message ?? stderr.toString().trim());
  return stdout;
}

function ran(root: string, args: readonly string[], input: string) {
  const result = spawnSync('git', ['-C', root, ...args], { maxBuffer: 256 * 1024 * 1024, input });
  if ((result.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') throw noGit();
  return result;
}

export const gitFailed = (said: string): CrmError =>
  new CrmError('usage', {
    code: 'GIT.FAILED',
    severity: 'error',
    summary: 'git cannot read the files of the commit',
    why: `It said: ${said}`,
    next: ['In CI, fetch the whole history: git fetch --unshallow', 'Look for damage: git fsck'],
  });

const noGit = (): CrmError =>
  new CrmError('usage', {
    code: 'GIT.NOT_FOUND',
    severity: 'error',
    summary: 'git is not installed, or not on the PATH',
    why: 'Earlier files are read from the git repository.',
    next: ['Install git.'],
  });

function noCommit(root: string, ref: string): CrmError {
  const inside = git(root, ['rev-parse', '--is-inside-work-tree']) !== undefined;
  return new CrmError('usage', {
    code: inside ? 'GIT.UNKNOWN_REF' : 'GIT.NO_REPOSITORY',
    severity: 'error',
    summary: inside ? `git knows no commit \`${ref}\`` : 'the workspace is in no git repository',
    why: 'The files are compared with those of a commit.',
    next: inside
      ? ['Name a branch, a tag or a commit.', 'In CI, fetch it first: git fetch origin main']
      : ['Run it in a clone, or begin one: git init'],
  });
}
