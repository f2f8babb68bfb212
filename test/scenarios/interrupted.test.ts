import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCrm, tempDir } from '../support/run-crm.ts';
import { startMailServer } from './mail-server.ts';

it('people of an interrupted scheduled run are reached by a later send, whose own slot is none', async () => {
  const dir = tempDir();
  const mail = await startMailServer();
  const crm = (args: readonly string[], url: string) => runCrm(args, { cwd: dir, env: { SMTP_URL: url } });
  const json = async (args: readonly string[], url: string) =>
    JSON.parse((await crm([...args, '--format', 'json'], url)).stdout) as {
      runs: { run: string; sent: number; queued: number }[];
    };
  await crm(['init'], mail.url);
  writeFileSync(
    join(dir, 'people.csv'),
    'id,nickname,email,signed_up_at,email_consent\n1,a,a@x.example,2026-11-01T00:00:00Z,yes\n2,b,b@x.example,2026-11-01T00:00:00Z,yes\n3,c,c@x.example,2026-11-01T00:00:00Z,yes\n',
  );
  writeFileSync(join(dir, 'events.csv'), 'person_id,name,occurred_at\n1,app_opened,2026-11-01T00:00:00Z\n');
  await crm(['store', 'import', '--people', 'people.csv', '--events', 'events.csv'], mail.url);
  const yaml = readFileSync(join(dir, 'crm.yaml'), 'utf8');
  writeFileSync(
    join(dir, 'crm.yaml'),
    yaml.replace('{ provider: file,', '{ provider: smtp, url: "${env:SMTP_URL}", from: "hello@my-app.example",'),
  );
  const noon = ['--as-of', '2026-11-03T01:10:00Z'];
  expect((await crm(['apply', '--auto-approve', ...noon], mail.url)).code).toBe(0);
  const down = await crm(['send', ...noon], 'smtp://127.0.0.1:1');
  expect(down.code).toBe(11);
  const later = await json(['send', '--as-of', '2026-11-03T06:00:00Z'], mail.url);
  expect(later.runs).toMatchObject([{ run: 'welcome@2026-11-03T10:00', queued: 0 }]);
  expect(later.runs[0]?.sent).toBe(mail.journal.length);
  expect(mail.journal.length).toBeGreaterThan(0);
  await mail.close();
});
