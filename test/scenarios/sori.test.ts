import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyExample, runCrm, tempDir } from '../support/run-crm.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const friday = ['--as-of', '2026-11-06T10:05:00Z'];
const nextFriday = ['--as-of', '2026-11-13T12:00:00Z'];

interface RunJson {
  readonly campaign: string;
  readonly audience: number;
  readonly sent: number;
  readonly queued: number;
  readonly held_out: number;
  readonly sent_now: number;
  readonly skipped: Record<string, number>;
}

describe('the main job on the example workspace', () => {
  const dir = tempDir();
  let mail: MailServer;
  const crm = async (...args: string[]) => runCrm(args, { cwd: dir, env: { SMTP_URL: mail.url } });
  const json = async <T>(...args: string[]): Promise<T> => {
    const { stdout, stderr, code } = await crm(...args, '--format', 'json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return JSON.parse(stdout) as T;
  };
  beforeAll(async () => {
    mail = await startMailServer();
    copyExample(dir);
    expect((await crm('demo', 'seed', '--people', '1500', ...friday)).code).toBe(0);
  });
  afterAll(() => mail.close());

  it('is valid, also against the store', async () => {
    const { code, stdout, stderr } = await crm('validate', '--store');
    expect(stderr).toBe('');
    expect(stdout).toContain('Valid. sori: 10 campaigns');
    expect(code).toBe(0);
  });

  it('counts a partition that adds up to everybody', async () => {
    const { segments } = await json<{ segments: { id: string; count: number }[] }>(
      'segment',
      'count',
      'new',
      'active',
      'dormant',
      'churned',
      ...friday,
    );
    expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(1500);
  });

  it('plans the same bytes twice, and without personal data', async () => {
    expect((await crm('plan', '--out', 'one.crmplan.json', ...friday)).code).toBe(0);
    expect((await crm('plan', '--out', 'two.crmplan.json', ...friday)).code).toBe(0);
    const [one, two] = ['one', 'two'].map((name) => readFileSync(join(dir, `${name}.crmplan.json`), 'utf8'));
    expect(two).toBe(one);
    expect(one).not.toMatch(/@sori-demo\.example/);
    expect(one).not.toMatch(/p_0\d{5}/);
  });

  it('refuses to send what was not applied', async () => {
    const { code, stderr } = await crm('send', ...friday);
    expect(code).toBe(3);
    expect(stderr).toContain('WORKSPACE.NOT_APPLIED');
  });

  it('applies, and has nothing to change afterwards', async () => {
    expect((await crm('apply', 'one.crmplan.json', ...friday)).code).toBe(0);
    const { stdout, code } = await crm('plan', '--detailed-exitcode', ...friday);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^No changes\./);
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
  });

  it('sends exactly what the dry run said, each person once, Korean intact', async () => {
    const dry = await json<{ runs: RunJson[] }>('send', '--dry-run', ...friday);
    expect(mail.journal).toHaveLength(0);
    const sent = await json<{ runs: RunJson[] }>('send', ...friday);
    const facts = ({ campaign, audience, held_out, skipped }: RunJson) => ({ campaign, audience, held_out, skipped });
    expect(sent.runs.map(facts)).toEqual(dry.runs.map(facts));
    expect(sent.runs.map((run) => run.sent)).toEqual(dry.runs.map((run) => run.queued));
    for (const run of sent.runs) {
      const skipped = Object.values(run.skipped).reduce((sum, n) => sum + n, 0);
      expect(run.sent + run.held_out + skipped).toBe(run.audience);
    }
    const weekend = mail.journal.filter(
      ({ mail: { subject } }) => !subject?.includes('픽') && !subject?.includes('Picks'),
    );
    expect(weekend).toHaveLength(sent.runs.find(({ campaign }) => campaign === 'weekend-live')?.sent ?? -1);
    expect(new Set(weekend.map(({ to }) => to)).size).toBe(weekend.length);
    expect(new Set(mail.journal.map(({ mail: one }) => one.messageId)).size).toBe(mail.journal.length);
    expect(
      weekend.some(
        ({ mail: { subject } }) =>
          subject?.startsWith('(광고) ') && subject.includes('님, 이번 주말은 Sori 라이브와 함께해요'),
      ),
    ).toBe(true);
    expect(
      weekend.every(
        ({ mail: one }) => one.headers.has('list') && (one.text ?? '').length > 50 && typeof one.html === 'string',
      ),
    ).toBe(true);
  });

  it('sends nobody a second message', async () => {
    const before = mail.journal.length;
    const again = await json<{ runs: RunJson[] }>('send', ...friday);
    expect(again.runs.every(({ sent_now }) => sent_now === 0)).toBe(true);
    expect(mail.journal).toHaveLength(before);
  });

  it('lets people react once, pulls the same twice, and reports what was planted', async () => {
    await json('demo', 'react', '--days', '7', ...friday);
    expect((await json<{ events: number }>('demo', 'react', '--days', '7', ...friday)).events).toBe(0);
    const first = await json<{ outcomes: object; receipts: Record<string, number> }>('pull', ...nextFriday);
    expect(first.receipts.shown).toBeGreaterThan(100);
    const second = await json<{ outcomes: object; receipts: Record<string, number> }>('pull', ...nextFriday);
    expect(second.outcomes).toEqual(first.outcomes);
    expect(second.receipts.shown).toBe(0);
    const { stdout, code } = await crm('report', 'weekend-live', ...nextFriday);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toContain('simulated');
    for (const ending of ['html', 'md', 'json'])
      expect(existsSync(join(dir, `reports/weekend-live/2026-11-13.${ending}`))).toBe(true);
  });

  it('keeps addresses out of the ledger', () => {
    for (const suffix of ['', '-wal']) {
      const path = join(dir, `.crm/ledger.db${suffix}`);
      if (existsSync(path)) expect(readFileSync(path).includes('@sori-demo.example')).toBe(false);
    }
  });

  it('shows a status and reads a changed file as a change with its line', async () => {
    const { campaigns } = await json<{
      campaigns: { id: string; unknown: number; last_run: { sent: number } | null }[];
    }>('status', ...friday);
    expect(campaigns).toHaveLength(10);
    expect(campaigns.every(({ unknown }) => unknown === 0)).toBe(true);
  });
});
