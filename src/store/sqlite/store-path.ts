import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CrmError } from '../../base/crm-error.ts';
import type { StoreAddress } from '../store-address.ts';

const prefix = 'sqlite:';
const option = /\?timeout=([^?]*)$/;

/** What the url asks for as time-out, as it is written. */
export const askedTimeout = (url: string): string | undefined => option.exec(url)?.[1];

/** The file behind `sqlite:<path>`; other databases are refused by name. */
export function storePath({ url, root, place }: StoreAddress): string {
  if (!url.startsWith(prefix)) {
    throw new CrmError('invalid', {
      code: 'STORE.UNKNOWN_DATABASE',
      severity: 'error',
      summary: `the store's url begins with \`${url.split(':')[0]}:\`; this is done with SQLite files only`,
      ...(place ? { place } : {}),
      why: 'A made-up store is written anew, and crm never writes to a database on a server.',
      next: ['Write `store: { url: "sqlite:data/store.db", .. }` in a workspace of its own.'],
    });
  }
  const path = url.slice(prefix.length).replace(option, '');
  return isAbsolute(path) ? path : join(root, path);
}

/** The same, of a store that is there. */
export function existingStorePath(address: StoreAddress): string {
  const path = storePath(address);
  const place = address.place ? { place: address.place } : {};
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile()) {
    throw new CrmError('backend', {
      code: 'STORE.NOT_A_DATABASE',
      severity: 'error',
      summary: `${path} is a folder, not a database`,
      ...place,
      why: 'A SQLite store is one file.',
      next: ['Correct store.url in crm.yaml.'],
    });
  }
  if (!found) {
    throw new CrmError('backend', {
      code: 'STORE.NOT_FOUND',
      severity: 'error',
      summary: `there is no store at ${path}`,
      ...place,
      why: 'The people are read from there.',
      next: [
        'Correct store.url in crm.yaml.',
        'Make one from CSV files: crm store import --people people.csv',
        'Or look around in a made-up one: crm demo seed',
      ],
    });
  }
  return path;
}
