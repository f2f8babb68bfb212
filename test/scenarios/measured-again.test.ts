import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { copyExample, runCrm, tempDir } from '../support/run-crm.ts';

const friday = '2026-11-06T10:05:00Z';
const saturday = '2026-11-07T10:05:00Z';
const nextFriday = '2026-11-13T12:00:00Z';

describe('the same campaign measured again', () => {
  const dir = tempDir();
  const crm = (...args: string[]) => runCrm(args, { cwd: dir });
  const report = async (...args: string[]): Promise<Report> => {
    const { stdout, stderr } = await crm('report', 'weekend-live', '--no-files', '--format', 'json', ...args);
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Report;
  };
  const edit = (path: string, change: (text: string) => string): void =>
    writeFileSync(join(dir, path), change(readFileSync(join(dir, path), 'utf8')));

  beforeAll(async () => {
    copyExample(dir);
    edit('crm.yaml', (text) =>
      text.replace(
        /^ {2}email:\n(?: {4}.*\n)+/m,
        '  email: { provider: file, unsubscribe: "https://sori.example/bye" }\n',
      ),
    );
    await crm('demo', 'seed', '--people', '1200', '--as-of', friday);
    expect((await crm('apply', '--auto-approve', '--as-of', friday)).code).toBe(0);
    expect((await crm('send', '--as-of', friday)).code).toBe(0);
    await crm('demo', 'react', '--days', '7', '--as-of', friday);
  });

  it('the same as-of gives the same numbers, also after a later pull; another one is refused or named', async () => {
    await crm('pull', '--as-of', saturday);
    const first = await report('--as-of', saturday);
    await crm('pull', '--as-of', nextFriday);
    const later = await report('--as-of', nextFriday);
    expect(later.goal.actual?.value).toBeGreaterThan(first.goal.actual?.value ?? 1);
    const refused = await crm('report', 'weekend-live', '--as-of', saturday);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('REPORT.OTHER_INSTANT');
    expect(refused.stderr).toContain('crm pull --as-of 2026-11-07T10:05:00.000Z');
    await crm('pull', '--as-of', saturday);
    expect(await report('--as-of', saturday)).toEqual(first);
    expect((await report('--as-of', '2026-11-20T00:00:00Z')).cautions[0]).toMatch(/^These numbers end at 2026-11-07/);
    await crm('pull', '--as-of', nextFriday);
    expect(await report('--as-of', nextFriday)).toEqual(later);
  });

  it('a letter every Friday: messages grow, people count once, who had it before is nobody left out', async () => {
    const weekly = async (): Promise<Report> => {
      const { stdout } = await crm('report', 'weekly-picks', '--no-files', '--format', 'json');
      return JSON.parse(stdout) as Report;
    };
    const before = await weekly();
    const { stdout } = await crm('send', 'weekly-picks', '--format', 'json', '--as-of', '2026-11-13T10:05:00Z');
    const [run] = (JSON.parse(stdout) as { runs: { sent: number }[] }).runs;
    expect(run?.sent).toBeGreaterThan(50);
    await crm('pull', '--as-of', '2026-11-14T00:00:00Z');
    const after = await weekly();
    expect(after.volume).toMatchObject({ actual: before.volume.actual + (run?.sent ?? 0), runs: 2 });
    const sent = after.funnel.filter(({ step }) => step === 'sent').reduce((sum, { count }) => sum + count, 0);
    expect(sent).toBeLessThanOrEqual(after.assigned.people);
    expect(Object.keys(after.skipped)).not.toContain('already_reached');
  });

  it('under a new salt that drew nobody yet, the experiment before is shown and named', async () => {
    const before = await report();
    edit('campaigns/weekend-live.yaml', (text) =>
      text.replace('salt: weekend-live-2026-11', 'salt: weekend-live-2027'),
    );
    expect((await crm('apply', '--auto-approve', '--as-of', nextFriday)).code).toBe(0);
    const after = await report();
    expect(after.experiment).toMatchObject({ salt: 'weekend-live-2026-11', campaign_salt: 'weekend-live-2027' });
    expect(after.comparisons).toEqual(before.comparisons);
    expect(after.cautions[0]).toContain(
      "the campaign's salt is now weekend-live-2027, under which nobody was assigned",
    );
    expect((await report('--salt', 'weekend-live-2026-11')).comparisons).toEqual(before.comparisons);
    const unknown = await crm('report', 'weekend-live', '--salt', 'weekend-live-2025');
    expect(unknown.stderr).toContain('REPORT.UNKNOWN_SALT');
    expect((await crm('report', '--salt', 'x')).stderr).toContain('REPORT.WHOSE_SALT');
    expect(unknown.stderr).toContain('did you mean `weekend-live-2026-11`?');
  });

  it('an archived campaign is still pulled and reported, its metric gone from crm.yaml or not', async () => {
    const before = await report();
    rmSync(join(dir, 'campaigns/weekend-live.yaml'));
    edit('crm.yaml', (text) => text.replace(/^ {2}weekend_listened:\n(?: {4}.*\n)+/m, ''));
    expect((await crm('apply', '--auto-approve', '--as-of', nextFriday)).stdout).toContain(
      'archive  campaign.weekend-live',
    );
    const pulled = await crm('pull', '--format', 'json', '--as-of', '2026-11-14T00:00:00Z');
    expect(JSON.parse(pulled.stdout)).toMatchObject({ workspace: 'sori', exit: { code: 0 } });
    expect(pulled.stdout).toContain('weekend-live/weekend_listened');
    const after = await report();
    expect(after.campaign).toMatchObject({ archived: true, title: before.campaign.title });
    expect(after.comparisons).toEqual(before.comparisons);
    const { stdout } = await crm('report', 'weekend-live');
    expect(stdout).toContain('(archived)');
    expect(existsSync(join(dir, 'reports/weekend-live/2026-11-14-weekend-live-2026-11.html'))).toBe(true);
  });
});
