import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ensureBuilt } from '../support/ensure-built.ts';
import { projectRoot, runCrm } from '../support/run-crm.ts';
import { type TinyWorkspace, tinyFiles, tinyWorkspace } from '../support/tiny-workspace.ts';

const env = { SMTP_URL: 'smtp://127.0.0.1:1' };
const endless =
  'select id from people where (select count(*) from people a, people b, people c, people d, people e, people f) > 0';

function workspace(timeout = ''): TinyWorkspace {
  const tiny = tinyWorkspace(() => env.SMTP_URL);
  tiny.add(Array.from({ length: 2500 }, (_, i) => ({ id: `${i}😀`, email: `p${i}@people.example` })));
  const files = {
    'crm.yaml': tinyFiles['crm.yaml'].replace('sqlite:store.db', `sqlite:store.db${timeout}`),
    'segments/endless.yaml': `title: Endless\nwhere:\n  sql: ${endless}\n`,
    'segments/even.yaml': 'title: Even\nwhere:\n  sql: select id from people where id % 2 = 0\n',
    'segments/odd.yaml': 'title: Odd\nwhere: { not: { segment: even } }\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(tiny.dir, name, '..'), { recursive: true });
    writeFileSync(join(tiny.dir, name), text);
  }
  return tiny;
}

/** The processes that a process began. */
function children(pid: number | undefined): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** `crm segment count endless`, as soon as the database is at it. */
async function begun(dir: string) {
  await ensureBuilt();
  const args = [join(projectRoot, 'bin/crm.js'), 'segment', 'count', 'endless', '--format', 'json'];
  const crm = spawn(process.execPath, args, { cwd: dir, env });
  let said = '';
  crm.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise((resolve) => crm.on('close', (code, signal) => resolve(signal ?? code)));
  let query: number | undefined;
  while (query === undefined) {
    await setTimeout(20);
    [query] = children(crm.pid);
  }
  await setTimeout(300);
  return { crm, query, ended, said: () => said };
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await setTimeout(50);
}

describe('the SQL of a segment on SQLite runs in a process of its own', () => {
  it('finds the people, many pages of them', async () => {
    const tiny = workspace();
    const { segments } = await tiny.json<{ segments: { id: string; count: number }[] }>([
      'segment',
      'count',
      'even',
      'odd',
    ]);
    expect(segments.map(({ id, count }) => [id, count])).toEqual([
      ['even', 1250],
      ['odd', 1250],
    ]);
    const exported = await tiny.json<{ count: number }>(['segment', 'export', 'odd', '--to', 'odd.csv']);
    expect(exported.count).toBe(1250);
  });

  it('counts the ids that nobody has, and names none', async () => {
    const tiny = workspace();
    writeFileSync(
      join(tiny.dir, 'segments/even.yaml'),
      "title: Even\nwhere:\n  sql: select id from people where id % 2 = 0 union all select 'gone-1' union all select 'gone-2'\n",
    );
    const counted = await tiny.crm('segment', 'count', 'odd', '--format', 'json');
    const { diagnostics } = JSON.parse(counted.stdout) as { diagnostics: unknown[] };
    const summary = "2 of the 1,252 ids that the query finds are nobody's";
    const place = { file: 'segments/even.yaml', line: 3, column: 8 };
    expect(diagnostics).toMatchObject([{ code: 'SEGMENT.UNKNOWN_IDS', severity: 'info', summary, ...place }]);
    expect(counted.stdout).not.toContain('gone-1');
  });

  it('ends with words when it takes too long', { timeout: 30_000 }, async () => {
    const tiny = workspace('?timeout=1s');
    const ran = await runCrm(['segment', 'count', 'endless', '--format', 'json'], { cwd: tiny.dir, env });
    expect(ran.code).toBe(11);
    expect(JSON.parse(ran.stdout)).toMatchObject({ diagnostics: [{ code: 'STORE.TOO_SLOW' }] });
  });

  it('refuses a time-out that is no length of time', async () => {
    const tiny = workspace('?timeout=soon');
    const ran = await runCrm(['segment', 'count', 'even', '--format', 'json'], { cwd: tiny.dir, env });
    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      diagnostics: [{ code: 'STORE.BAD_URL', next: ['Write it like sqlite:data/store.db?timeout=10m'] }],
    });
  });

  // A shell says 130, 143 and 137.
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'ends with the command at %s',
    { timeout: 30_000 },
    async (signal) => {
      const { crm, query, ended } = await begun(workspace().dir);
      crm.kill(signal);
      expect(await ended).toBe(signal);
      await gone(query);
    },
  );

  it('is a clear failure when the process is killed', { timeout: 30_000 }, async () => {
    const { query, ended, said } = await begun(workspace().dir);
    process.kill(query, 'SIGKILL');
    expect(await ended).toBe(11);
    expect(JSON.parse(said())).toMatchObject({ diagnostics: [{ code: 'STORE.QUERY_FAILED' }] });
  });
});
