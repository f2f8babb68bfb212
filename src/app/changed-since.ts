import { commitOf, git, printed } from './ask-git.ts';

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
  const id = commitOf(root, commit);
  // Without a common history, as in a shallow clone, the commit itself.
  const base = git(root, ['merge-base', id, 'HEAD'])?.toString().trim() ?? id;
  const files = new Set(
    [
      printed(root, ['diff', '--name-only', '--relative', '--no-renames', '-z', base, '--', '.']),
      printed(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.']),
    ].flatMap((listed) => listed.toString().split('\0')),
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
