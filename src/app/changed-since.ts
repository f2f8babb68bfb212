import { spawnSync } from 'node:child_process';
import { CrmError } from '../base/crm-error.ts';

interface Filed {
  readonly address: string;
  readonly content: unknown;
  readonly file: string;
}

/**
 * Addresses of definitions whose files, lists of people included, are not as they were where this branch left a commit's line: what
 * others changed there since is not ours. New files count, committed or not.
 */
export function changedSince(root: string, commit: string, definitions: readonly Filed[]): ReadonlySet<string> {
  const name = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`]);
  if (name === undefined) throw unknown(commit);
  const base = git(root, ['merge-base', name.trim(), 'HEAD'])?.trim() ?? name.trim();
  const files = new Set(
    [
      git(root, ['diff', '--name-only', '--relative', '--no-renames', '-z', base, '--', '.']),
      git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.']),
    ].flatMap((listed = '') => listed.split('\0')),
  );
  return new Set(
    definitions.filter((one) => filesOf(one).some((file) => files.has(file))).map(({ address }) => address),
  );
}

/** The file of a definition, and those of the lists that it asks for. */
function filesOf({ content, file }: Filed): string[] {
  const { lists = {} } = (content ?? {}) as { readonly lists?: Readonly<Record<string, unknown>> };
  return [file, ...Object.keys(lists).map((key) => key.split(':')[0] ?? key)];
}

function git(root: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', ['-C', root, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
  return status === 0 ? stdout : undefined;
}

const unknown = (commit: string): CrmError =>
  new CrmError('usage', {
    code: 'SELECTION.UNKNOWN_COMMIT',
    severity: 'error',
    summary: `git knows no commit \`${commit}\` here`,
    why: 'git:<commit> compares the files with those of a branch, a tag or a commit.',
    next: [
      'In CI, fetch it first: git fetch origin main',
      'Outside of a git repository, name what you mean: --only campaign.x',
    ],
  });
