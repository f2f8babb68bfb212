import { spawnSync } from 'node:child_process';

/** The commit that a workspace stands on, and whether its files differ from it. */
export function gitSource(root: string): { commit: string | null; dirty: boolean } {
  const git = (...args: string[]): string | null => {
    const result = spawnSync('git', ['-C', root, ...args], { encoding: 'utf8', timeout: 10_000 });
    return result.status === 0 ? result.stdout.trim() : null;
  };
  const commit = git('rev-parse', 'HEAD');
  const changes =
    commit === null
      ? null
      : git('status', '--porcelain', '--', 'crm.yaml', 'campaigns', 'segments', 'templates', 'personas', 'lists');
  return { commit, dirty: changes !== null && changes !== '' };
}
