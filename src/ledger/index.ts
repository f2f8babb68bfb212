import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import type { Place } from '../base/diagnostic.ts';
import { foldAddress } from '../base/fold-address.ts';
import type { Ledger } from '../model/ports.ts';
import { approvalsLedger } from './approvals.ts';
import { definitionsLedger } from './definitions.ts';
import { deliveryLedger } from './deliveries.ts';
import { lockLedger } from './locks.ts';
import { measureLedger } from './measure.ts';
import { type Db, meta, openSqlite } from './open-sqlite.ts';
import { recordLedger } from './records.ts';
import { resultsLedger } from './results.ts';
import { stayLedger } from './stays.ts';

export interface LedgerOptions {
  /** `sqlite:` and a path, absolute or relative to `root`. */
  readonly url: string;
  readonly root: string;
  /** Where the url stands in crm.yaml. */
  readonly place?: Place;
  /** Who asks for locks: user@host and process. */
  readonly holder: string;
  readonly leaseMs: number;
}

export interface OpenLedger extends Ledger {
  /** A keyed hash of an address: equal addresses are seen, none is kept. */
  hashAddress(address: string): string;
}

/** Opens the ledger; the failure names the file and the way out. */
export function openLedger({ url, root, place, holder, leaseMs }: LedgerOptions): OpenLedger {
  const path = ledgerPath({ url, root, place });
  let db: Db;
  try {
    db = openSqlite(path);
  } catch (error) {
    throw cannotOpen(path, error, place);
  }
  const secret = meta(db, 'address_secret');
  return {
    ...definitionsLedger(db, meta(db, 'environment_id')),
    ...approvalsLedger(db),
    ...lockLedger(db, { holder, leaseMs }),
    ...deliveryLedger(db),
    ...measureLedger(db),
    ...resultsLedger(db),
    ...recordLedger(db),
    ...stayLedger(db),
    hashAddress: (address) =>
      createHmac('sha256', secret).update(foldAddress(address)).digest('base64url').slice(0, 22),
    close: async () => {
      db.close();
    },
  };
}

/** The ledger, when there is one: a question makes none. */
export function openExistingLedger(options: LedgerOptions): OpenLedger | undefined {
  return existsSync(ledgerPath(options)) ? openLedger(options) : undefined;
}

/** The ledger's file, whether it exists or not. */
export function ledgerPath({
  url,
  root,
  place,
}: Pick<LedgerOptions, 'url' | 'root'> & { readonly place?: Place | undefined }): string {
  if (!url.startsWith('sqlite:')) {
    throw new CrmError('invalid', {
      code: 'LEDGER.UNKNOWN_DATABASE',
      severity: 'error',
      summary: `the ledger's url begins with \`${url.split(':')[0]}:\`; this version keeps its ledger in SQLite`,
      ...(place ? { place } : {}),
      why: 'Only what works is accepted.',
      next: ['Write `ledger: { url: "sqlite:.crm/ledger.db" }` in crm.yaml.'],
    });
  }
  const path = url.slice('sqlite:'.length);
  return isAbsolute(path) ? path : join(root, path);
}

function cannotOpen(path: string, error: unknown, place: Place | undefined): CrmError {
  const { code = 'UNKNOWN', message } = error as { code?: string; message: string };
  const busy = code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED');
  return new CrmError(busy ? 'locked' : 'backend', {
    code: busy ? 'LEDGER.BUSY' : 'LEDGER.CANNOT_OPEN',
    severity: 'error',
    summary: `the ledger ${path} cannot be opened: ${causeOf(code, message)}`,
    ...(place ? { place } : {}),
    why: busy ? 'Another program holds it.' : 'Without it nobody knows what was applied and who was contacted.',
    next: busy
      ? ['Try again when the other program has ended.']
      : ['Check that the folder exists and may be written, and that the file is a ledger.'],
  });
}

/** The database's own words, said plainly. */
function causeOf(code: string, message: string): string {
  if (code === 'SQLITE_NOTADB') return 'the file is no database';
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EROFS')
    return 'it may not be written by this account';
  if (code.startsWith('SQLITE_CANTOPEN')) return 'the file or its folder may not be used by this account';
  if (code === 'SQLITE_ERROR') return `its tables are not those of a ledger (${message})`;
  return message;
}
