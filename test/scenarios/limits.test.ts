import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tinyFiles, tinyWorkspace } from '../support/tiny-workspace.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const people = 1000;
const friday = ['--as-of', '2026-11-06T10:05:00Z'];
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

it('two campaigns race for the last message that 1,000 people may get: each gets one, never two', async () => {
  const tiny = tinyWorkspace(() => server.url);
  appendFileSync(join(tiny.dir, 'crm.yaml'), 'limits: [{ max: 1, within: 1d, channels: [email] }]\n');
  writeFileSync(join(tiny.dir, 'campaigns/other.yaml'), tinyFiles['campaigns/hello.yaml'].replace('Hello', 'Other'));
  tiny.add(Array.from({ length: people }, (_, i) => ({ id: `p${i}`, email: `p${i}@people.example` })));
  await tiny.json(['apply', '--auto-approve', ...friday]);
  interface Sent {
    readonly runs: readonly { readonly sent: number; readonly queued: number; readonly capped?: number }[];
  }
  const sent = await Promise.all(['hello', 'other'].map((campaign) => tiny.json<Sent>(['send', campaign, ...friday])));
  const runs = sent.flatMap((one) => one.runs);
  expect(runs.map((run) => run.sent + (run.capped ?? 0))).toEqual([people, people]);
  expect(runs.every(({ sent: some, queued, capped = 0 }) => some < people && queued === capped)).toBe(true);
  expect(new Set(server.journal.map(({ to }) => to)).size).toBe(people);
  expect(server.journal).toHaveLength(people);
  // Whoever got one of the two gets the other one a day later, unless it is too late for it.
  const { stdout } = await tiny.crm('send', ...friday);
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'had as many messages as allowed; the first may get one from 2026-11-07 10:05',
  );
  expect(server.journal).toHaveLength(people);
}, 60_000);
