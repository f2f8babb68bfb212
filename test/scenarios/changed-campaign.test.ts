import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type FaultServer, startFaultServer } from '../channels/email/fault-server.ts';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

interface Run {
  readonly run: string;
  readonly revision: number;
  readonly audience: number;
  readonly sent: number;
  readonly sent_now: number;
  readonly queued: number;
  readonly expired: number;
  readonly cancelled: number;
  readonly stopped?: { readonly kind: string; readonly reason: string };
}
interface Sent {
  readonly runs: readonly Run[];
  readonly not_due: readonly { readonly campaign: string; readonly why: string }[];
}

interface Planned {
  readonly changes: readonly {
    readonly unfinished?: { readonly runs: number; readonly messages: number };
    readonly added?: { readonly messages: number };
  }[];
}

const open: FaultServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const people = (n: number, tier = 'basic') =>
  Array.from({ length: n }, (_, i) => ({ id: `${tier}${i}`, email: `${tier}${i}@people.example`, tier }));
const friday = ['--as-of', '2026-11-06T10:05:00Z'];
const monday = ['--as-of', '2026-11-09T08:00:00Z'];

async function applied(slowMs: number, n: number): Promise<{ tiny: TinyWorkspace; server: FaultServer }> {
  const server = await startFaultServer({ slowMs });
  open.push(server);
  const tiny = tinyWorkspace(() => `smtp://127.0.0.1:${server.port}`);
  tiny.add(people(n));
  await tiny.json(['apply', '--auto-approve', ...friday]);
  return { tiny, server };
}

const reached = async (server: FaultServer, n: number): Promise<void> => {
  const until = performance.now() + 20_000;
  while (server.journal.length < n && performance.now() < until) await sleep(10);
};

describe('what is applied while a run is under way', () => {
  it('a pause stops it: no new message after it, the rest waits, and it goes on when activated', async () => {
    const { tiny, server } = await applied(20, 600);
    const sending = tiny.crm('send', ...friday, '--format', 'json');
    await reached(server, 50);
    tiny.edit('campaigns/hello.yaml', 'purpose:', 'status: paused\npurpose:');
    await tiny.json(['apply', '--auto-approve', ...friday]);
    const atPause = server.journal.length;
    const ran = await sending;
    // Only what was in flight on the five connections.
    expect(server.journal.length - atPause).toBeLessThanOrEqual(5);
    expect(ran.code).toBe(10);
    const [run] = (JSON.parse(ran.stdout) as Sent).runs;
    expect(run).toMatchObject({ sent: server.journal.length, stopped: { kind: 'changed' } });
    expect((run?.sent ?? 0) + (run?.queued ?? 0)).toBe(600);
    const paused = await tiny.json<Sent>(['send', 'hello', ...friday]);
    expect(paused).toMatchObject({ runs: [], not_due: [{ campaign: 'hello', why: 'paused' }] });
    tiny.edit('campaigns/hello.yaml', 'status: paused\n', '');
    await tiny.json(['apply', '--auto-approve', ...friday]);
    expect((await tiny.json<Sent>(['send', ...friday])).runs).toMatchObject([{ sent: 600, queued: 0 }]);
    expect(new Set(server.journal.flatMap(({ to }) => to)).size).toBe(server.journal.length);
  });

  it('a smaller audience holds for who waits, as plan and dry run say, and they come back when it grows again', async () => {
    const { tiny, server } = await applied(20, 200);
    tiny.add(people(200, 'gold'));
    const sending = tiny.crm('send', ...friday, '--format', 'json');
    await reached(server, 50);
    tiny.edit('campaigns/hello.yaml', 'purpose:', 'status: paused\npurpose:');
    await tiny.json(['apply', '--auto-approve', ...friday]);
    const paused = (JSON.parse((await sending).stdout) as Sent).runs[0];
    expect(paused).toMatchObject({ audience: 400 });
    const before = paused?.sent ?? 0;
    expect(before).toBeLessThan(200);
    tiny.edit('campaigns/hello.yaml', 'status: paused\n', '');
    tiny.edit('campaigns/hello.yaml', '{ segment: all }', '{ segment: all, exclude: [gold] }');
    const plan = await tiny.json<Planned>(['plan', ...friday]);
    expect(plan.changes[0]?.unfinished).toEqual({ runs: 1, messages: 200 - before });
    await tiny.json(['apply', '--auto-approve', ...friday]);
    const [dry] = (await tiny.json<Sent>(['send', '--dry-run', ...friday])).runs;
    expect(dry).toMatchObject({ audience: 400, sent: before, queued: 200 - before, cancelled: 200 });
    const smaller = (await tiny.json<Sent>(['send', ...friday])).runs;
    expect(smaller).toMatchObject([{ audience: 400, sent: 200, queued: 0, cancelled: 200 }]);
    expect(server.journal.filter(({ to }) => to.some((address) => address.startsWith('gold')))).toEqual([]);
    tiny.edit('campaigns/hello.yaml', ', exclude: [gold]', '');
    const larger = await tiny.json<Planned>(['plan', ...friday]);
    expect(larger.changes[0]?.added).toMatchObject({ messages: 200 });
    await tiny.json(['apply', '--auto-approve', ...friday]);
    for (const [flags, counts] of [
      [['--dry-run'], { sent: 200, queued: 200 }],
      [[], { sent: 400, queued: 0 }],
    ] as const)
      expect((await tiny.json<Sent>(['send', ...flags, ...friday])).runs).toMatchObject([
        { audience: 400, cancelled: 0, ...counts },
      ]);
    expect(new Set(server.journal.flatMap(({ to }) => to)).size).toBe(400);
    expect(server.journal).toHaveLength(400);
  });

  it('a new copy is used from then on, by the same process', async () => {
    const { tiny, server } = await applied(20, 400);
    const sending = tiny.crm('send', ...friday, '--format', 'json');
    await reached(server, 50);
    tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Good morning"');
    await tiny.json(['apply', '--auto-approve', ...friday]);
    const atApply = server.journal.length;
    const ran = await sending;
    expect(ran.code).toBe(0);
    expect((JSON.parse(ran.stdout) as Sent).runs).toMatchObject([{ sent: 400, sent_now: 400, queued: 0 }]);
    expect(server.journal).toHaveLength(400);
    const subjects = server.journal.map(({ data }) => /^Subject: (.*)$/m.exec(data)?.[1]?.trim());
    expect(subjects.slice(0, 50)).toEqual(Array(50).fill('Hello'));
    expect(subjects.slice(atApply + 5).every((subject) => subject === 'Good morning')).toBe(true);
  });
});

describe('a run that was finished', () => {
  it('is not opened again by another title, though people have come since', async () => {
    const { tiny, server } = await applied(0, 10);
    await tiny.json(['send', ...friday]);
    tiny.add(people(5, 'late'));
    tiny.edit('campaigns/hello.yaml', 'title: Hello', 'title: Hello again');
    await tiny.json(['apply', '--auto-approve', ...monday]);
    for (const flags of [['--dry-run'], []])
      expect((await tiny.json<Sent>(['send', ...flags, ...monday])).runs).toMatchObject([{ audience: 10, queued: 0 }]);
    expect(server.journal).toHaveLength(10);
  });

  it('reaches the people that a larger rollout lets in, as the dry run says, on the clock of that day', async () => {
    const { tiny, server } = await applied(0, 400);
    tiny.edit('campaigns/hello.yaml', 'messages:', 'rollout: { percent: 25 }\nmessages:');
    await tiny.json(['apply', '--auto-approve', ...friday]);
    const first = (await tiny.json<Sent>(['send', ...friday])).runs[0]?.sent ?? 0;
    expect(first).toBeGreaterThan(60);
    expect(first).toBeLessThan(140);
    tiny.edit('campaigns/hello.yaml', 'percent: 25', 'percent: 100');
    await tiny.json(['apply', '--auto-approve', ...monday]);
    const [dry] = (await tiny.json<Sent>(['send', '--dry-run', ...monday])).runs;
    expect(dry).toMatchObject({ audience: 400, sent: first, queued: 400 - first });
    const [run] = (await tiny.json<Sent>(['send', ...monday])).runs;
    expect(run).toMatchObject({ audience: 400, sent: 400, sent_now: 400 - first, expired: 0, queued: 0 });
    expect(new Set(server.journal.flatMap(({ to }) => to)).size).toBe(400);
  });
});
