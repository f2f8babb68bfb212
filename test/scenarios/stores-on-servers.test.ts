import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demoStore } from '../../src/demo/index.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';
import { copyExample, runCrm, tempDir } from '../support/run-crm.ts';
import { writeTables } from '../support/write-tables.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const friday = ['--as-of', '2026-11-06T10:05:00Z'];
/** The people go on with their lives after the send: there is something to measure. */
const later = new Date('2026-11-20T12:00:00Z');

/** What differs from run to run, and says nothing of the people. */
const passing =
  /^(created_at|expires_at|fingerprint|id|applied_at|applied_by|duration_s|rate_per_s|digest|after_digest|url|store)$/;
const lasting = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => {
    if (key === 'diagnostics') return (value as { code: string }[]).filter(({ code }) => code !== 'STORE.SUPERUSER');
    return passing.test(key) ? undefined : value;
  });

/** The whole way with a store on one kind of database. */
async function wholeWay(database: TestDatabase, mail: MailServer): Promise<Record<string, unknown>> {
  const dir = tempDir();
  copyExample(dir);
  const config = join(dir, 'crm.yaml');
  writeFileSync(config, readFileSync(config, 'utf8').replace('url: sqlite:data/store.db', `url: "\${env:TEST_STORE}"`));
  await writeTables(database, demoStore({ people: 600, seed: 1, now: later }));
  const answers: Record<string, unknown> = {};
  const crm = async (name: string, ...args: string[]): Promise<void> => {
    const env = { TEST_STORE: database.url, SMTP_URL: mail.url };
    const { stdout, stderr, code } = await runCrm([...args, '--format', 'json'], { cwd: dir, env });
    expect([name, stderr, code]).toEqual([name, '', 0]);
    answers[name] = lasting(stdout);
  };
  await crm('validate', 'validate', '--store', ...friday);
  await crm('count', 'segment', 'count', ...friday);
  await crm('plan', 'plan', '--refresh', 'full', '--out', 'one.crmplan.json', ...friday);
  await crm('apply', 'apply', 'one.crmplan.json', ...friday);
  await crm('dry run', 'send', '--dry-run', ...friday);
  await crm('send', 'send', ...friday);
  writeFileSync(
    config,
    readFileSync(config, 'utf8').replace(/^holdout: .*$/m, 'holdout: { percent: 9, salt: "2026h2" }'),
  );
  await crm('plan again', 'plan', '--refresh', 'full', ...friday);
  await crm('pull', 'pull', '--as-of', later.toISOString());
  await crm('report', 'report', 'weekend-live', '--as-of', later.toISOString());
  return answers;
}

describe('the main job with a store on a server', async () => {
  const kinds = await databaseKinds();
  const mail = await startMailServer();
  const databases: TestDatabase[] = [];
  afterAll(async () => {
    await mail.close();
    for (const database of databases) await database.drop();
  });
  const walk = async (kind: (typeof kinds)[number]): Promise<Record<string, unknown>> => {
    const database = await kind.create();
    databases.push(database);
    return wholeWay(database, mail);
  };
  const [sqlite, ...servers] = kinds;
  let expected: Promise<Record<string, unknown>> | undefined;

  for (const kind of servers) {
    it.skipIf(kind.missing)(`is the same on ${kind.name} as on SQLite`, { timeout: 240_000 }, async () => {
      expected ??= sqlite ? walk(sqlite) : undefined;
      const wanted = await expected;
      const found = await walk(kind);
      for (const [name, answer] of Object.entries(wanted ?? {})) expect([name, found[name]]).toEqual([name, answer]);
      expect(wanted?.pull).toMatchObject({ outcomes: expect.objectContaining({}) });
    });
  }
});
