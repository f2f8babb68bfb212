import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type CrashBench, crashBench, grown, judge, kill } from './crash-bench.ts';
import { connections, messages } from './crash-setting.ts';

let bench: CrashBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

const files: Readonly<Record<string, string>> = {
  'crm.yaml': `workspace: crash
timezone: UTC
locale: en
store:
  url: sqlite:store.db
  people: { table: people, id: id, attributes: { joined: joined }, addresses: { email: email } }
  events:
    - { table: events, person: person_id, name: name, at: at }
ledger: { url: "sqlite:.crm/ledger.db" }
channels:
  email: { provider: smtp, url: "\${env:SMTP_URL}", from: "Sori <hello@sori.example>", unsubscribe: "mailto:bye@sori.example", connections: 5 }
lifecycle: { stages: [retention] }
metrics:
  came_back: { event: app_opened }
`,
  'segments/all.yaml': 'title: Everybody\nstage: retention\nwhere: { attribute: joined, after: 2020-01-01 }\n',
  'templates/hello.yaml':
    'title: Hello\nchannel: email\nlocales:\n  en:\n    subject: "Hello"\n    markdown: |\n      Hello.\n\n      [Unsubscribe]({{unsubscribe_url}})\n',
  'campaigns/hello.yaml': `title: Hello
owner: qa@sori.example
stage: retention
purpose: service
goal: { metric: came_back, within: 3d, baseline: 0.2, target: 0.3, why: A test. }
audience: { segment: all }
trigger: { at: 2026-11-06T10:00 }
messages:
  - { id: hello, channel: email, template: hello, expires: 12h }
`,
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
