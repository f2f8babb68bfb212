import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { runCrm } from '../support/run-crm.ts';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

const at = ['--as-of', '2026-11-01T09:00:00Z'];
let tiny: TinyWorkspace;

/** Somebody else who applies, for as long as they give a sign of life. */
function holdLock(seconds: number): void {
  const db = new Database(join(tiny.dir, '.crm/ledger.db'));
  db.prepare(
    `update crm_locks set fence = fence + 1, holder = 'lee@ci (process 7), https://ci.example/runs/12', operation = 'apply',
     since = '2026-11-01T08:59:00.000Z', heartbeat_at = unixepoch('subsec'), expires_at = unixepoch('subsec') + ? where scope = 'apply'`,
  ).run(seconds);
  db.close();
}

beforeEach(async () => {
  tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.add([{ id: 'p1', email: 'p1@people.example' }]);
  await tiny.json(['apply', '--auto-approve', ...at]);
  tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello!"');
});

it('while an apply is running a plan is of what was applied before, and says so; another apply waits and is refused', async () => {
  holdLock(60);
  const planned = await tiny.crm('plan', '--out', 'p.json', ...at);
  expect([planned.code, planned.stderr]).toEqual([
    0,
    expect.stringContaining(
      'an apply is running, by lee@ci (process 7), https://ci.example/runs/12 since 2026-11-01T08:59:00.000Z',
    ),
  ]);
  expect(planned.stdout).toContain('1 to change');
  const refused = await tiny.crm('apply', 'p.json', '--lock-timeout', '1s', ...at);
  expect(refused.code).toBe(9);
  for (const words of [
    'lee@ci (process 7)',
    'https://ci.example/runs/12',
    'since 2026-11-01T08:59',
    'last sign of life',
    '--lock-timeout',
  ])
    expect(refused.stderr).toContain(words);
  // Who died loses it by itself.
  holdLock(-1);
  expect((await tiny.crm('plan', ...at)).stderr).not.toContain('an apply is running');
  expect((await tiny.crm('apply', 'p.json', ...at)).code).toBe(0);
}, 60_000);

it('the job in CI is part of what is said of a holder', async () => {
  const env = {
    SMTP_URL: 'smtp://127.0.0.1:1',
    GITHUB_TRIGGERING_ACTOR: 'choi',
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'sori/crm',
    GITHUB_RUN_ID: '99',
  };
  const { code } = await runCrm(['apply', '--auto-approve', ...at], { cwd: tiny.dir, env });
  expect(code).toBe(0);
  const db = new Database(join(tiny.dir, '.crm/ledger.db'), { readonly: true });
  expect(db.prepare("select holder from crm_locks where scope = 'apply'").pluck().get()).toMatch(
    /^choi@.* \(process \d+\), https:\/\/github\.example\/sori\/crm\/actions\/runs\/99$/,
  );
  db.close();
}, 60_000);
