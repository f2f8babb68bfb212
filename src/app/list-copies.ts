import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from './applied-lists.ts';

/** Copies of the lists that are applied, by their sha256: what a later plan compares with. Readable by their owner only, and never in git. */
export interface ListCopies {
  read(sha256: string): Uint8Array | undefined;
  keep(sha256: string, bytes: Uint8Array): void;
  /** Removes all others: a list that nothing applied asks for any more is nobody's to keep. */
  keepOnly(applied: ReadonlySet<string>): void;
}

/** In the folder of the ledger, apart for each environment. */
export function listCopies(root: string, environmentId: string): ListCopies {
  const top = join(root, '.crm', 'lists');
  const folder = join(top, environmentId);
  const path = (sha256: string): string => join(folder, `${sha256}.csv`);
  return {
    read: (sha256) => {
      try {
        const bytes = readFileSync(path(sha256));
        return sha256Of(bytes) === sha256 ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    keep: (sha256, bytes) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(top, '.gitignore'), '*\n', { mode: 0o600 });
      writeFileSync(`${path(sha256)}.tmp`, bytes, { mode: 0o600 });
      renameSync(`${path(sha256)}.tmp`, path(sha256));
    },
    keepOnly: (applied) => {
      for (const name of names(folder)) if (!applied.has(name.split('.')[0] ?? '')) remove(join(folder, name));
    },
  };
}

/** What cannot be removed now is removed by the next apply: this one is done. */
function remove(path: string): void {
  try {
    rmSync(path);
  } catch {
    // It stays for now.
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
