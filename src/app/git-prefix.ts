import { spawnSync } from 'node:child_process';

/** Where a workspace is in its repository: `crm/`, or '' at its top and outside of any. */
export function gitPrefix(root: string): string {
  const { status, stdout } = spawnSync('git', ['-C', root, 'rev-parse', '--show-prefix'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return status === 0 ? stdout.trim() : '';
}
