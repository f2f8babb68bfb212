import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type CrashBench, crashBench, grown, judge, kill, type Running } from './crash-bench.ts';
import { connections } from './crash-setting.ts';

let bench: CrashBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

const start = (one: CrashBench): Running => one.start(one.root, String(one.server.port));
const kills = 10;

describe('kill -9 while 2,000 messages leave', () => {
  test('ten times, at any moment: nobody twice, nobody lost', async () => {
    bench = await crashBench('test/deliver/crash-worker.ts', { slowMs: 12 });
    const { server, root } = bench;
    let killed = 0;
    while (killed < kills) {
      const running = start(bench);
      // A third of them die at a random moment after their start, perhaps while they write the audience down.
      if (killed % 3 === 0) await sleep(Math.random() * 400);
      else await grown(server, 1 + Math.floor(Math.random() * 150), running, 4_000);
      if (!(await kill(running))) break;
      killed += 1;
    }
    expect(killed).toBe(kills);
    const last = await start(bench).ended;
    expect(last).toMatchObject({ code: 0, signal: null });
    const { unknown } = judge(join(root, 'ledger.db'), server, kills * connections);
    expect(JSON.parse(last.output)).toMatchObject({ audience: 2_000, queued: 0, unknown });
  });

  test('two processes on one run, one of them killed each time', async () => {
    bench = await crashBench('test/deliver/crash-worker.ts', { slowMs: 25 });
    const { server, root } = bench;
    const running = [start(bench), start(bench)];
    let killed = 0;
    while (killed < kills) {
      const victim = Math.random() < 0.5 ? 0 : 1;
      const one = running[victim];
      if (!one) break;
      await grown(server, 20 + Math.floor(Math.random() * 120), one, 4_000);
      if (!(await kill(one))) break;
      killed += 1;
      running[victim] = start(bench);
    }
    expect(killed).toBe(kills);
    for (const one of running) expect(await one.ended).toMatchObject({ code: 0 });
    judge(join(root, 'ledger.db'), server, kills * connections);
  });

  test('a process that is stopped beyond its lease and goes on: nobody twice, late answers count', async () => {
    bench = await crashBench('test/deliver/crash-worker.ts', { slowMs: 15 });
    const { server, root } = bench;
    const sleeper = start(bench);
    await grown(server, 100, sleeper, 10_000);
    sleeper.child.kill('SIGSTOP');
    const other = start(bench);
    await sleep(3_000);
    sleeper.child.kill('SIGCONT');
    for (const one of [sleeper, other]) expect(await one.ended).toMatchObject({ code: 0 });
    judge(join(root, 'ledger.db'), server, connections);
  });
});
