import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { apply, change, useFiles } from './support.ts';

const files = useFiles();
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const rounds = 100;

it('of two that apply the same plan at once exactly one does, a hundred times, waiting for the lock or not', async () => {
  const folder = files();
  await folder.open().close();
  const gate = new SharedArrayBuffer(4);
  const ends = await Promise.all(
    ['a', 'b'].map(async (name) => {
      const worker = new Worker(here('apply-worker.ts'), {
        workerData: { root: folder.root, rounds, threads: 2, gate, name },
      });
      const [answer] = (await once(worker, 'message')) as [string[]];
      return answer;
    }),
  );
  for (let round = 0; round < rounds; round += 1) {
    const both = ends.map((one) => one[round]);
    expect([round, both.filter((one) => one === 'applied')]).toEqual([round, ['applied']]);
    expect([round, both.filter((one) => one !== 'applied' && one !== 'already' && one !== 'locked')]).toEqual([
      round,
      [],
    ]);
  }
  const db = new Database(folder.path, { readonly: true });
  expect(db.prepare("select count(*) from crm_revisions where address = 'campaign.c'").pluck().get()).toBe(rounds);
  expect(db.prepare('select count(*) from crm_applies').pluck().get()).toBe(rounds);
  db.close();
}, 60_000);

it('a holder that was stopped for longer than its lease changes nothing when it wakes up, taken over or not', async () => {
  for (const takenOver of [true, false]) {
    const folder = files();
    const ledger = folder.open({ holder: 'new' });
    const child = spawn(process.execPath, [here('stopped-holder-entry.ts'), folder.root], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const said = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
    expect((await said.next()).value).toBe('locked\n');
    child.kill('SIGSTOP');
    await sleep(500);
    if (takenOver) {
      const lock = await ledger.lock({ scope: 'apply', operation: 'apply', timeoutMs: 2_000 });
      if ('holder' in lock) throw new Error('the dead holder keeps the lock');
      const outcome = await ledger.apply({ ...apply('sha256:new', [change('campaign.new')]), fence: lock.fence });
      expect(outcome.kind).toBe('applied');
      await lock.release();
    }
    child.stdin.write('go on\n');
    child.kill('SIGCONT');
    expect((await said.next()).value).toBe('unlocked\n');
    const addresses = (await ledger.definitions()).map(({ address }) => address);
    expect(addresses).toEqual(takenOver ? ['campaign.new'] : []);
  }
}, 30_000);

it('a ledger whose maker was killed in any step of its migrations is made whole by the next one', async () => {
  let killed = 0;
  for (let step = 1; ; step += 1) {
    const folder = files();
    mkdirSync(dirname(folder.path), { recursive: true });
    const { signal, status, stderr } = spawnSync(
      process.execPath,
      [here('killed-migration-entry.ts'), folder.path, String(step)],
      { encoding: 'utf8' },
    );
    if (signal !== 'SIGKILL') {
      // There are no more steps.
      expect([status, stderr]).toEqual([0, '']);
      break;
    }
    killed += 1;
    const ledger = folder.open();
    expect((await ledger.apply(apply('sha256:x', [change('campaign.c')]))).kind).toBe('applied');
    const db = new Database(join(folder.path), { readonly: true });
    const [known, unique] = ['id', 'distinct id'].map((what) =>
      db.prepare(`select count(${what}) from crm_migrations`).pluck().get(),
    );
    expect([known, db.pragma('integrity_check', { simple: true })]).toEqual([unique, 'ok']);
    db.close();
  }
  expect(killed).toBeGreaterThan(6);
}, 60_000);
