import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { CrmError } from '../../src/base/crm-error.ts';
import { openLedger } from '../../src/ledger/index.ts';
import { openSqlite } from '../../src/ledger/open-sqlite.ts';
import { delivery, enqueue, history, useFiles } from './support.ts';

const files = useFiles();
const parts = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`];
const mode = (path: string): number => statSync(path).mode & 0o777;

describe('what is on the disk', () => {
  test('no address: not in the database, not in its log, not in its index', async () => {
    const folder = files();
    const ledger = folder.open();
    const addresses = Array.from({ length: 300 }, (_, i) => `canary-${i}@people.example`);
    await enqueue(
      ledger,
      addresses.map((address, i) => delivery(`p${i}`, { addressHash: ledger.hashAddress(address) })),
    );
    const run = 'c@slot';
    const claimed = await ledger.claim({ run, limit: 300, leaseMs: 1_000 });
    await ledger.intend({ deliveries: claimed, leaseMs: 1_000, generation: 0 });
    await ledger.acknowledge(claimed.map((one) => ({ delivery: one, verdict: { status: 'sent' }, at: '2026-11-06' })));
    expect((await history(ledger, { addresses: addresses.map(ledger.hashAddress) })).owners.size).toBe(300);
    for (const path of parts(folder.path)) {
      expect(existsSync(path)).toBe(true);
      const bytes = readFileSync(path).toString('latin1');
      expect(bytes).not.toMatch(/canary|people\.example/i);
    }
    await ledger.close();
    expect(readFileSync(folder.path).toString('latin1')).not.toContain('canary');
  });

  test('the hash is keyed: the same address gives another hash in another ledger', () => {
    const one = files().open();
    const other = files().open();
    expect(one.hashAddress('a@b.kr')).toBe(one.hashAddress('  A@B.kr '));
    expect(one.hashAddress('a@b.kr')).not.toBe(one.hashAddress('a@c.kr'));
    expect(one.hashAddress('a@b.kr')).not.toBe(other.hashAddress('a@b.kr'));
    expect(one.hashAddress('a@b.kr')).toMatch(/^[\w-]{22}$/);
  });

  test('only its owner reads it', async () => {
    const folder = files();
    await enqueue(folder.open(), [delivery('p1')]);
    expect(parts(folder.path).map(mode)).toEqual([0o600, 0o600, 0o600]);
    expect(mode(dirname(folder.path))).toBe(0o700);
  });

  test('every commit is on the disk before it counts, and deleted data are overwritten', () => {
    const db = openSqlite(files().path);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('secure_delete', { simple: true })).toBe(1);
    db.close();
  });
});

describe('opening', () => {
  test('again and again changes nothing: every migration once, the same environment, the same hashes', async () => {
    const folder = files();
    const first = folder.open();
    await enqueue(first, [delivery('p1')]);
    for (let i = 0; i < 5; i++) {
      const again = folder.open();
      expect(again.environmentId).toBe(first.environmentId);
      expect(again.hashAddress('a@b.kr')).toBe(first.hashAddress('a@b.kr'));
      expect(await again.counts('c@slot')).toMatchObject({ audience: 1, queued: 1 });
    }
    const db = new Database(folder.path, { readonly: true });
    expect(db.prepare('select id from crm_migrations').pluck().all()).toEqual([
      '001-initial',
      '002-how-runs-stand',
      '003-what-conditions-ask',
      '004-populations',
      '005-limits',
      '006-approvals',
      '007-forecasts',
    ]);
    db.close();
  });

  test.each([
    ['another database', 'postgres://user:secret@db/crm', 'LEDGER.UNKNOWN_DATABASE'],
    ['a file that is no database', 'sqlite:junk.db', 'LEDGER.CANNOT_OPEN'],
    ['a folder', 'sqlite:folder', 'LEDGER.CANNOT_OPEN'],
  ])('%s is said so', (_, url, code) => {
    const { root } = files();
    writeFileSync(
      join(root, 'junk.db'),
      'this is no database, but a text that is long enough to be looked at'.repeat(50),
    );
    mkdirSync(join(root, 'folder'));
    try {
      openLedger({ url, root, holder: 'test', leaseMs: 1_000 });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CrmError);
      if (error instanceof CrmError) expect(error.diagnostics[0]?.code).toBe(code);
      expect(String(error)).not.toContain('secret');
    }
  });

  test.runIf(existsSync('/proc/self/fd'))('a file that cannot be opened is let go of', () => {
    const { root } = files();
    writeFileSync(join(root, 'junk.db'), 'no database '.repeat(500));
    const descriptors = (): number => readdirSync('/proc/self/fd').length;
    const before = descriptors();
    for (let i = 0; i < 20; i++)
      expect(() => openLedger({ url: 'sqlite:junk.db', root, holder: 't', leaseMs: 1 })).toThrow();
    expect(descriptors()).toBeLessThanOrEqual(before + 1);
  });
});
