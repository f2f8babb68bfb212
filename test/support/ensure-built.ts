import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lock = join(tmpdir(), 'crm-build.lock');
let done = false;

const newest = (folder: string): number =>
  Math.max(
    ...readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).map((entry) =>
      entry.isFile() ? statSync(join(entry.parentPath, entry.name)).mtimeMs : 0,
    ),
  );

function isCurrent(): boolean {
  try {
    return statSync(join(root, 'dist/main.js')).mtimeMs >= Math.max(newest('src'), newest('schemas'));
  } catch {
    return false;
  }
}

/** Builds once when dist/ is older than the source; test files that run beside each other wait for one another. */
export async function ensureBuilt(): Promise<void> {
  while (!done) {
    if (isCurrent()) {
      done = true;
      return;
    }
    try {
      closeSync(openSync(lock, 'wx'));
    } catch {
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 60_000)
        rmSync(lock, { force: true });
      await sleep(100);
      continue;
    }
    try {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/build.js'], { cwd: root, encoding: 'utf8' });
      if (status !== 0) throw new Error(`the build failed: ${stderr}`);
    } finally {
      rmSync(lock, { force: true });
    }
  }
}
