import { spawnSync } from 'node:child_process';
import { sha256Of } from './applied-lists.ts';

const commits = 20;
const most = 64 * 1024 * 1024;

/** A file as one of its last commits has it, by its content: a fresh checkout has no copies of what was applied. */
export function listInGit(root: string, file: string, sha256: string): Uint8Array | undefined {
  const git = (...args: string[]): Buffer | undefined => {
    const { status, stdout } = spawnSync('git', ['-C', root, ...args], { timeout: 10_000, maxBuffer: most });
    return status === 0 ? stdout : undefined;
  };
  const log = git('log', `-n${commits}`, '--format=%H', '--', file)?.toString() ?? '';
  for (const commit of log.split('\n').filter(Boolean)) {
    const bytes = git('cat-file', 'blob', `${commit}:./${file}`);
    if (bytes && sha256Of(bytes) === sha256) return bytes;
  }
  return undefined;
}
