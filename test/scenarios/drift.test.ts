import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

interface Drifted {
  readonly definitions: number;
  readonly drift: readonly { readonly kind: string; readonly address: string }[];
}

const at = (instant: string) => ['--as-of', `2026-11-${instant}:00Z`];
let tiny: TinyWorkspace;
const drift = () => tiny.json<Drifted>(['drift']);
const apply = () => tiny.json(['apply', '--auto-approve', ...at('01T09:00')]);

function change(file: string, sql: string): void {
  const db = new Database(join(tiny.dir, file));
  db.exec(sql);
  db.close();
}

function git(...args: string[]): void {
  const { status, stderr } = spawnSync('git', ['-c', 'user.name=qa', '-c', 'user.email=qa@tiny.example', ...args], {
    cwd: tiny.dir,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

beforeEach(() => {
  tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.edit('crm.yaml', 'provider: smtp, url: "${env:SMTP_URL}"', 'provider: file');
  tiny.edit('crm.yaml', ', connections: 5', '');
  tiny.add(Array.from({ length: 40 }, (_, i) => ({ id: `p${i}`, email: `p${i}@people.example` })));
});

it('nothing is applied, nothing has drifted, and a file that says something else', async () => {
  expect((await tiny.crm('drift')).stdout).toContain('Nothing is applied to tiny · default yet');
  await apply();
  const none = await tiny.crm('drift', '--detailed-exitcode');
  expect([none.code, none.stdout]).toEqual([0, 'No drift. tiny · default: 5 definitions as applied.\n']);
  tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello!"');
  rmSync(join(tiny.dir, 'campaigns/hello.yaml'));
  expect((await drift()).drift).toMatchObject([
    { kind: 'differs', address: 'template.hello', action: 'update', revision: 1, commit: null },
    { kind: 'differs', address: 'campaign.hello', action: 'archive' },
  ]);
  const some = await tiny.crm('drift', '--detailed-exitcode');
  expect(some.code).toBe(2);
  expect(some.stdout).toMatch(/~ differs +template\.hello\n +revision 1, applied by .*, from no commit;/);
  expect(some.stdout).toContain('2 findings of 5 definitions.');
}, 60_000);

it('what was applied from another branch', async () => {
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'crm.yaml', 'campaigns', 'segments', 'templates');
  git('commit', '--quiet', '-m', 'begin');
  git('checkout', '--quiet', '-b', 'hotfix');
  tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello!"');
  git('commit', '--quiet', '-am', 'louder');
  await apply();
  expect((await drift()).drift).toEqual([]);
  git('checkout', '--quiet', 'main');
  const { stdout } = await tiny.crm('drift');
  expect(stdout.replace(/\s+/g, ' ')).toMatch(
    /from commit [0-9a-f]{7}, which is not part of this branch; the files would ~ change it/,
  );
}, 60_000);

it('what was altered in the ledger itself', async () => {
  await apply();
  change(
    '.crm/ledger.db',
    "update crm_revisions set content = replace(content, '\"Hello\"', '\"Bye\"') where address = 'template.hello'",
  );
  expect((await drift()).drift).toMatchObject([{ kind: 'altered', address: 'template.hello', revision: 1 }]);
  const { stdout } = await tiny.crm('drift');
  expect(stdout).toContain('! altered  template.hello');
}, 60_000);

it('what was not sent as it was planned', async () => {
  await apply();
  change(
    'store.db',
    "update consents set revoked_at = '2026-11-02T00:00:00Z' where cast(substr(person_id, 2) as integer) < 35",
  );
  await tiny.json(['send', ...at('06T10:05')]);
  expect((await drift()).drift).toEqual([
    { kind: 'sends', address: 'campaign.hello', run: 'hello@2026-11-06T10:00', planned: 40, sent: 5 },
  ]);
  const { stdout } = await tiny.crm('drift');
  expect(stdout).toContain('40 messages were planned, 5 were sent (12.5%) in hello@2026-11-06T10:00');
  // It was sent once: nothing is expected of it any more, whatever else changes.
  tiny.edit('campaigns/hello.yaml', 'title: Hello', 'title: Hello there');
  await tiny.json(['apply', '--auto-approve', ...at('07T09:00')]);
  expect((await drift()).drift).toEqual([]);
}, 60_000);

it('a run that is about as large as planned is no finding', async () => {
  await apply();
  change(
    'store.db',
    "update consents set revoked_at = '2026-11-02T00:00:00Z' where cast(substr(person_id, 2) as integer) < 10",
  );
  await tiny.json(['send', ...at('06T10:05')]);
  expect((await drift()).drift).toEqual([]);
}, 60_000);
