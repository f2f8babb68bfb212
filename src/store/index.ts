import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Place } from '../base/diagnostic.ts';
import type { Store } from '../model/ports.ts';
import { openSqliteStore } from './sqlite-store.ts';

export interface StoreAddress {
  readonly url: string;
  readonly root: string;
  /** Where the url stands in crm.yaml. */
  readonly place?: Place;
}

/** Opens the company's store for reading. */
export function openStore(address: StoreAddress): Store {
  const path = storePath(address);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile()) {
    throw new CrmError('backend', {
      code: 'STORE.NOT_A_DATABASE',
      severity: 'error',
      summary: `${path} is a folder, not a database`,
      ...at(address),
      why: 'A SQLite store is one file.',
      next: ['Correct store.url in crm.yaml.'],
    });
  }
  if (!found) {
    throw new CrmError('backend', {
      code: 'STORE.NOT_FOUND',
      severity: 'error',
      summary: `there is no store at ${path}`,
      ...at(address),
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
export function storePath(address: StoreAddress): string {
  const { url, root } = address;
  if (!url.startsWith('sqlite:')) {
    throw new CrmError('invalid', {
      code: 'STORE.UNKNOWN_DATABASE',
      severity: 'error',
      summary: `the store's url begins with \`${url.split(':')[0]}:\`; this version reads SQLite`,
      ...at(address),
      why: 'Only what works is accepted.',
      next: ['Write `store: { url: "sqlite:data/store.db", .. }`, or import CSV files: crm store import.'],
    });
  }
  const path = url.slice('sqlite:'.length);
  return isAbsolute(path) ? path : join(root, path);
}

const at = ({ place }: StoreAddress): { place?: Place } => (place ? { place } : {});
