import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyExample, projectRoot, runCrm, tempDir } from '../support/run-crm.ts';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const friday = ['--as-of', '2026-11-06T10:05:00Z'];

interface RunJson {
  readonly campaign: string;
  readonly audience: number;
  readonly queued: number;
  readonly held_out: number;
  readonly variants: Readonly<Record<string, number>>;
}

/** The lines of the README's block that holds a text. */
function blockWith(text: string): string[] {
  const block = readme.split('```').find((one) => one.startsWith('text\n') && one.includes(text));
  if (block === undefined) throw new Error(`the README shows no ${text}`);
  return block.split('\n').slice(1, -1);
}

describe('the numbers that the README shows are those of the demo', () => {
  const dir = tempDir();
  const crm = (...args: string[]) => runCrm([...args, ...friday], { cwd: dir, env: { SMTP_URL: 'smtp://127.0.0.1' } });
  beforeAll(async () => {
    copyExample(dir);
    expect((await crm('demo', 'seed')).code).toBe(0);
  });

  it('of the plan', async () => {
    const { stdout } = await crm('plan', '--out', 'plan.crmplan.json');
    const printed = stdout.split('\n');
    for (const line of blockWith('Plan: ')) expect(printed).toContain(line);
  });

  it('of the send', async () => {
    expect((await crm('apply', 'plan.crmplan.json')).code).toBe(0);
    const lines = blockWith('/s\n').filter((line) => !line.startsWith('  sent'));
    const text = (await crm('send', '--dry-run')).stdout.split('\n');
    for (const line of lines) expect(text).toContain(line);
    const { runs } = JSON.parse((await crm('send', '--dry-run', '--format', 'json')).stdout) as { runs: RunJson[] };
    const run = runs.find(({ campaign }) => campaign === 'weekend-live');
    const sent = (run?.queued ?? 0).toLocaleString('en-US');
    expect(readme).toContain(`  sent        ${sent}  ${sent} now, `);
    const mails = runs.filter(({ campaign }) => ['weekend-live', 'weekly-picks'].includes(campaign));
    const all = mails.reduce((sum, { queued }) => sum + queued, 0).toLocaleString('en-US');
    expect(readme).toContain(`The mail server accepted ${all} mails;`);
  });
});
