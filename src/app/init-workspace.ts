import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import { starterFiles } from '../load/starter/index.ts';

/** Writes a commented workspace into an empty (or new) folder. Existing files are never touched. */
export function initWorkspace(root: string): { created: string[] } {
  const files = starterFiles();
  const present = Object.keys(files).filter((path) => existsSync(join(root, path)));
  if (present.length > 0) {
    throw new CrmError('blocked', {
      code: 'INIT.FILE_EXISTS',
      severity: 'error',
      summary: `there is a ${present[0]} already`,
      why: 'init never writes over a file.',
      next: ['Go to another folder: crm -C my-workspace init'],
    });
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  return { created: Object.keys(files) };
}
