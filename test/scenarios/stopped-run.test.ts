import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type FaultServer, startFaultServer } from '../channels/email/fault-server.ts';
import { projectRoot } from '../support/run-crm.ts';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

interface Status {
  readonly campaigns: readonly {
    readonly id: string;
    readonly last_run: { readonly state: string; readonly sent: number; readonly queued: number } | null;
    readonly unfinished: readonly {
      readonly run: string;
      readonly state: string;
      readonly waiting: number;
      readonly stopped: { readonly kind: string; readonly reason: string; readonly since: string } | null;
    }[];
  }[];
}

const friday = ['--as-of', '2026-11-06T10:05:00Z'];
const open: FaultServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function applied(): Promise<{ tiny: TinyWorkspace; server: FaultServer; reach: (url: string) => void }> {
  const server = await startFaultServer({ slowMs: 100 });
  open.push(server);
  let url = `smtp://127.0.0.1:${server.port}`;
  const tiny = tinyWorkspace(() => url);
  tiny.add(Array.from({ length: 200 }, (_, i) => ({ id: `p${i}`, email: `p${i}@people.example` })));
  await tiny.json(['apply', '--auto-approve', ...friday]);
  return {
    tiny,
    server,
    reach: (other) => {
      url = other;
    },
  };
}

const campaignOf = async (tiny: TinyWorkspace) => (await tiny.json<Status>(['status', ...friday])).campaigns[0];

describe('crm status of a run that did not end', () => {
  it('when the mail server was down: who waits, why, since when, and that crm send goes on, which it does', async () => {
    const { tiny, server, reach } = await applied();
    const began = Date.now();
    reach('smtp://127.0.0.1:1');
    expect((await tiny.crm('send', ...friday)).code).toBe(11);
    const down = await campaignOf(tiny);
    expect(down).toMatchObject({
      last_run: { state: 'stopped', sent: 0, queued: 200 },
      unfinished: [{ run: 'hello@2026-11-06T10:00', state: 'stopped', waiting: 200, stopped: { kind: 'channel' } }],
    });
    const stopped = down?.unfinished[0]?.stopped;
    expect(stopped?.reason).toBe('the SMTP server cannot be reached (ESOCKET)');
    expect(Date.parse(stopped?.since ?? '')).toBeGreaterThanOrEqual(began);
    const { stdout } = await tiny.crm('status', ...friday);
    expect(stdout).toContain('hello: stopped, 200 people still wait. The SMTP server cannot be reached (ESOCKET)');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('crm send --as-of 2026-11-06T10:05:00Z goes on with it');
    reach(`smtp://127.0.0.1:${server.port}`);
    expect((await tiny.crm('send', ...friday)).code).toBe(0);
    expect(await campaignOf(tiny)).toMatchObject({ last_run: { state: 'done', sent: 200 }, unfinished: [] });
  });

  it('is sending while the process lives, and stopped when it was killed', async () => {
    const { tiny, server } = await applied();
    const child = spawn(process.execPath, [join(projectRoot, 'bin/crm.js'), 'send', ...friday], {
      cwd: tiny.dir,
      env: { PATH: process.env.PATH, HOME: tiny.dir, SMTP_URL: `smtp://127.0.0.1:${server.port}`, CRM_LEASE: '2s' },
      stdio: 'ignore',
    });
    const gone = new Promise((resolve) => child.on('close', resolve));
    const until = performance.now() + 20_000;
    while (server.journal.length < 20 && performance.now() < until) await sleep(10);
    expect(await campaignOf(tiny)).toMatchObject({
      last_run: { state: 'sending' },
      unfinished: [{ state: 'sending', stopped: null }],
    });
    child.kill('SIGKILL');
    await gone;
    // Until its lease is over, nobody can know.
    for (let at = await campaignOf(tiny); at?.last_run?.state === 'sending' && performance.now() < until; ) {
      await sleep(200);
      at = await campaignOf(tiny);
    }
    const killed = await campaignOf(tiny);
    const waiting = killed?.unfinished[0]?.waiting ?? 0;
    expect(killed?.unfinished).toMatchObject([{ state: 'stopped', stopped: { kind: 'died' } }]);
    expect(waiting).toBeGreaterThan(100);
    expect(waiting).toBe(200 - (killed?.last_run?.sent ?? 0));
    expect((await tiny.crm('status', ...friday)).stdout).toMatch(
      new RegExp(`hello: stopped, ${waiting} people still wait. Its process ended without a word`),
    );
  });

  it('when a signal stopped it, or a pause: each with its reason', async () => {
    const { tiny, server } = await applied();
    const sending = tiny.crm('send', ...friday);
    const until = performance.now() + 20_000;
    while (server.journal.length < 20 && performance.now() < until) await sleep(10);
    tiny.edit('campaigns/hello.yaml', 'purpose:', 'status: paused\npurpose:');
    await tiny.json(['apply', '--auto-approve', ...friday]);
    await sending;
    expect((await campaignOf(tiny))?.unfinished).toMatchObject([
      { state: 'stopped', stopped: { kind: 'changed', reason: 'it was paused or archived meanwhile' } },
    ]);
    expect((await tiny.crm('status', ...friday)).stdout).toContain('they wait until hello is active');
  });
});

describe('crm status of one campaign', () => {
  it('shows only what was asked for, and names what was probably meant', async () => {
    const { tiny } = await applied();
    expect((await tiny.json<Status>(['status', 'hello'])).campaigns).toHaveLength(1);
    expect((await tiny.crm('status', 'campaign.hello')).stdout).toContain('hello');
    const unknown = await tiny.json<{ diagnostics: { code: string; suggestions: string[] }[] }>(['status', 'helo'], 4);
    expect(unknown.diagnostics).toMatchObject([{ code: 'CAMPAIGN.UNKNOWN', suggestions: ['hello'] }]);
  });
});
