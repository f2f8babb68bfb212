import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Lock, LockHolder } from '../../src/model/locks-ledger.ts';
import { useFiles } from './support.ts';

const files = useFiles();
const isHeld = (answer: Lock | LockHolder): answer is LockHolder => 'holder' in answer;
const request = (timeoutMs = 0, scope = 'send:c') => ({ scope, operation: 'send', timeoutMs });

/** A lock that must have been given. */
function given(answer: Lock | LockHolder): Lock {
  if (isHeld(answer)) throw new Error(`held by ${answer.holder}`);
  return answer;
}

const fenceOf = (path: string): number => {
  const db = new Database(path, { readonly: true });
  const fence = Number(db.prepare('select fence from crm_locks').pluck().get());
  db.close();
  return fence;
};

/** Stops a holder's heartbeat, as if its process had been stopped. */
const die = (path: string): void => {
  const db = new Database(path);
  db.prepare("update crm_locks set expires_at = unixepoch('subsec') - 1").run();
  db.close();
};

describe('locks', () => {
  test('one holder; the other is told who, and what, and since when', async () => {
    const folder = files();
    const lock = given(await folder.open({ holder: 'mina@mac (process 1)' }).lock(request()));
    const refused = await folder.open({ holder: 'jun@ci (process 2)' }).lock(request());
    expect(refused).toMatchObject({ holder: 'mina@mac (process 1)', operation: 'send' });
    if (isHeld(refused)) expect(Math.abs(Date.parse(refused.heartbeat) - Date.now())).toBeLessThan(5_000);
    await lock.release();
    given(await folder.open().lock(request()));
  });

  test('other scopes do not block each other', async () => {
    const ledger = files().open();
    given(await ledger.lock(request(0, 'send:a')));
    given(await ledger.lock(request(0, 'send:b')));
    given(await ledger.lock(request(0, 'apply')));
    expect(isHeld(await ledger.lock(request(0, 'send:a')))).toBe(true);
  });

  test('whoever waits gets it when it is given back', async () => {
    const folder = files();
    const lock = given(await folder.open().lock(request()));
    const waiting = folder.open().lock(request(3_000));
    await sleep(120);
    await lock.release();
    given(await waiting);
  });

  test('of 20 at once exactly one gets it, a hundred times', async () => {
    const folder = files();
    const ledgers = Array.from({ length: 20 }, () => folder.open());
    for (let round = 0; round < 100; round++) {
      const answers = await Promise.all(ledgers.map((ledger) => ledger.lock(request())));
      const locks = answers.filter((answer): answer is Lock => !isHeld(answer));
      expect(locks).toHaveLength(1);
      await locks[0]?.release();
    }
    expect(fenceOf(folder.path)).toBe(100);
  });

  test('a living holder keeps it far beyond its lease', async () => {
    const folder = files();
    const lock = given(await folder.open({ leaseMs: 150 }).lock(request()));
    expect(isHeld(await folder.open({ leaseMs: 150 }).lock(request(600)))).toBe(true);
    expect(lock.lost.aborted).toBe(false);
    await lock.release();
  });

  test('a dead holder loses it by itself; the fence grew by one; the old one hears it, and frees nothing', async () => {
    const folder = files();
    const old = given(await folder.open({ leaseMs: 300 }).lock(request()));
    die(folder.path);
    const taken = given(await folder.open({ holder: 'new', leaseMs: 5_000 }).lock(request(2_000)));
    expect(fenceOf(folder.path)).toBe(2);
    await sleep(250);
    expect(old.lost.aborted).toBe(true);
    await old.release();
    expect(isHeld(await folder.open().lock(request()))).toBe(true);
    expect(taken.lost.aborted).toBe(false);
    await taken.release();
  });
});
