import { beforeAll, expect, it } from 'vitest';
import { writeTiny } from '../broken/tiny-workspace.ts';
import { type Ran, runCrm, tempDir } from '../support/run-crm.ts';

const dir = tempDir();
const crm = (...args: string[]): Promise<Ran> =>
  runCrm([...args, '--as-of', '2026-11-06T10:05:00Z', '--format', 'json'], { cwd: dir });

beforeAll(async () => {
  writeTiny(dir);
  expect(await crm('apply', '--auto-approve')).toMatchObject({ code: 0 });
});

it('a confirmed campaign that does not exist is refused, with the name that was meant', async () => {
  for (const flags of [[], ['--dry-run']]) {
    const { code, stdout } = await crm('send', '--confirm', 'helo', ...flags);
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({
      diagnostics: [{ code: 'CAMPAIGN.UNKNOWN', summary: expect.stringContaining('`helo`'), suggestions: ['hello'] }],
    });
  }
});

it('so is one that is not among the campaigns that are named', async () => {
  const { code, stdout } = await crm('send', 'hello', '--confirm', 'other');
  expect(code).toBe(4);
  expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ code: 'USAGE.CONFLICT' }] });
});

it('the campaign itself can be confirmed, by its name or its address', async () => {
  expect(await crm('send', '--dry-run', 'campaign.hello', '--confirm', 'hello')).toMatchObject({ code: 0 });
  expect(await crm('send', '--dry-run', '--confirm', 'campaign.hello')).toMatchObject({ code: 0 });
});
