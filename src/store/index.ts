import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Store } from '../model/ports.ts';
import { openSqliteStore } from './sqlite-store.ts';

/** Opens the company's store for reading. */
export function openStore({ url, root }: { readonly url: string; readonly root: string }): Store {
  const path = storePath(url, root);
  if (!existsSync(path)) {
    throw new CrmError('backend', {
      code: 'STORE.NOT_FOUND',
      severity: 'error',
      summary: `there is no store at ${path}`,
      why: 'The people are read from there.',
      next: [
        'Correct store.url in crm.yaml.',
        'Make one from CSV files: crm store import --people people.csv',
        'Or look around in a made-up one: crm demo seed',
      ],
    });
  }
  return openSqliteStore(path);
}

/** The file behind `sqlite:<path>`; other databases are refused by name. */
export function storePath(url: string, root: string): string {
  if (!url.startsWith('sqlite:')) {
    throw new CrmError('invalid', {
      code: 'STORE.UNKNOWN_DATABASE',
      severity: 'error',
      summary: `the store's url begins with \`${url.split(':')[0]}:\`; this version reads SQLite`,
      why: 'Only what works is accepted.',
      next: ['Write `store: { url: "sqlite:data/store.db", .. }`, or import CSV files: crm store import.'],
    });
  }
  const path = url.slice('sqlite:'.length);
  return isAbsolute(path) ? path : join(root, path);
}
