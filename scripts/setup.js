// Makes a fresh clone ready to run: installs from the lock file when that has not happened yet, then builds.
// Plain JavaScript without dependencies, since it runs before they exist and on Node 20.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.crm-lock-digest`;

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Whether node_modules is what the lock file says: by our own note, or because npm installed after the lock file was written. */
function isInstalled(digest) {
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === digest;
  const installed = statSync(`${root}node_modules/.package-lock.json`, { throwIfNoEntry: false });
  return (
    installed !== undefined && installed.mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs && existsSync(node)
  );
}

export function setup() {
  const digest = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (!isInstalled(digest)) run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  writeFileSync(stamp, digest);
  run(node, ['scripts/build.js']);
}

/** The Node that the project pins, whatever Node started this script. */
export const node = `${root}node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`;
export { root, run };
