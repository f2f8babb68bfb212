import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { tinyFiles } from '../support/tiny-workspace.ts';
import { type CrashBench, crashBench, grown, judge, kill } from './crash-bench.ts';
import { connections, messages } from './crash-setting.ts';

let bench: CrashBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

/** The store of the bench has no tiers and no consents; a service message asks for none. */
const files: Readonly<Record<string, string>> = {
  'crm.yaml': tinyFiles['crm.yaml'].replace(', tier: tier', '').replace(/\n +consent: .*/, ''),
  'segments/all.yaml': tinyFiles['segments/all.yaml'],
  'templates/hello.yaml': tinyFiles['templates/hello.yaml'],
  'campaigns/hello.yaml': tinyFiles['campaigns/hello.yaml'].replace('purpose: advertising', 'purpose: service'),
};

const asOf = ['--as-of', '2026-11-06T10:05:00Z'];
const kills = 6;

test('crm send, killed six times: nobody twice, nobody lost, and the last one says so', async () => {
  bench = await crashBench('test/deliver/crash-cli-entry.ts', { slowMs: 20 });
  const { root, server, start } = bench;
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const applied = await start('apply', '--auto-approve', ...asOf).ended;
  expect(applied, applied.output).toMatchObject({ code: 0 });
  const send = (): ReturnType<typeof start> => start('send', ...asOf, '--lock-timeout', '30s', '--format', 'json');
  let killed = 0;
  while (killed < kills) {
    const running = send();
    if (killed % 3 === 0) await sleep(Math.random() * 3_000);
    else await grown(server, 1 + Math.floor(Math.random() * 120), running, 6_000);
    if (!(await kill(running))) break;
    killed += 1;
  }
  expect(killed).toBe(kills);
  // Two at once: one of them waits for the other's lock, and then finds nothing to do.
  const ends = await Promise.all([send().ended, send().ended]);
  const { unknown } = judge(join(root, '.crm/ledger.db'), server, kills * connections);
  for (const { code, output } of ends) {
    expect(code).toBe(unknown > 0 ? 10 : 0);
    expect(JSON.parse(output).runs[0]).toMatchObject({
      audience: messages,
      sent: messages - unknown,
      unknown,
      queued: 0,
    });
  }
});
