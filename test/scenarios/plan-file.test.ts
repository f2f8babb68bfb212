import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyExample, runCrm, tempDir } from '../support/run-crm.ts';

const asOf = ['--as-of', '2026-11-06T09:00:00Z'];

describe('a plan file', () => {
  const [dir, other] = [tempDir(), tempDir()];
  const crm = (...args: string[]) => runCrm(args, { cwd: dir, env: {} });
  const edit = (file: string, from: string, to: string): void => {
    const path = join(dir, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  };
  beforeAll(async () => {
    for (const folder of [dir, other]) {
      copyExample(folder);
      expect((await runCrm(['demo', 'seed', '--people', '300', ...asOf], { cwd: folder, env: {} })).code).toBe(0);
    }
    expect((await crm('plan', '--out', 'plan.crmplan.json', ...asOf)).code).toBe(0);
  });

  it('of one environment, even an empty one, is refused in another', async () => {
    const { code, stderr } = await runCrm(['apply', join(dir, 'plan.crmplan.json'), ...asOf], { cwd: other, env: {} });
    expect(code).toBe(8);
    expect(stderr).toContain('PLAN.OTHER_ENVIRONMENT');
  });

  it('with an altered byte is refused', async () => {
    const text = readFileSync(join(dir, 'plan.crmplan.json'), 'utf8');
    writeFileSync(join(dir, 'altered.crmplan.json'), text.replace('Weekend live', 'Weekend dead'));
    const { code, stderr } = await crm('apply', 'altered.crmplan.json', ...asOf);
    expect(code).toBe(8);
    expect(stderr).toContain('PLAN.ALTERED');
  });

  it('expires after a day', async () => {
    const { code, stderr } = await crm('apply', 'plan.crmplan.json', '--as-of', '2026-11-07T09:00:00Z');
    expect(code).toBe(8);
    expect(stderr).toContain('PLAN.EXPIRED');
  });

  it('applies what was planned, not what the files say by now', async () => {
    edit('campaigns/weekly-picks.yaml', 'title: ', 'title: Changed after planning. ');
    expect((await crm('apply', 'plan.crmplan.json', ...asOf)).code).toBe(0);
    const { stdout } = await crm('plan', '--format', 'json', '--refresh', 'none', ...asOf);
    const { changes, summary } = JSON.parse(stdout) as {
      changes: { address: string; fields: { path: string; line: number }[] }[];
      summary: Record<string, number>;
    };
    expect(summary.update).toBe(1);
    expect(changes[0]).toMatchObject({ address: 'campaign.weekly-picks', fields: [{ path: 'title' }] });
    expect(changes[0]?.fields[0]?.line).toBeGreaterThan(0);
  });

  it('is applied once; with --if-not-applied a repeat is a success', async () => {
    const { code, stderr } = await crm('apply', 'plan.crmplan.json', ...asOf);
    expect(code).toBe(8);
    expect(stderr).toContain('PLAN.ALREADY_APPLIED');
    expect((await crm('apply', 'plan.crmplan.json', '--if-not-applied', ...asOf)).code).toBe(0);
  });

  it('without people is for looking: rules that deny were not evaluated, so apply refuses it with 5', async () => {
    const { code, stdout } = await crm('plan', '--out', 'blind.crmplan.json', '--refresh', 'none', ...asOf);
    expect(code).toBe(0);
    expect(stdout).toContain('crm apply refuses this plan.');
    const refused = await crm('apply', 'blind.crmplan.json', ...asOf);
    expect(refused.code).toBe(5);
    expect(refused.stderr).toContain('PLAN.NOT_EVALUATED');
    expect(refused.stderr).toContain('audience.max-share was not evaluated');
    expect(refused.stderr).toContain('without --refresh none');
  });

  it('is stale only where somebody else applied', async () => {
    expect((await crm('plan', '--out', 'picks.crmplan.json', ...asOf)).code).toBe(0);
    edit('campaigns/weekly-picks.yaml', 'Changed after planning', 'Changed again');
    expect((await crm('apply', '--auto-approve', ...asOf)).code).toBe(0);
    const { code, stderr } = await crm('apply', 'picks.crmplan.json', ...asOf);
    expect(code).toBe(8);
    expect(stderr).toContain('campaign.weekly-picks is at revision 2');
  });

  it('archives a campaign whose file is gone; its people are left alone', async () => {
    const text = readFileSync(join(dir, 'campaigns/weekly-picks.yaml'), 'utf8');
    rmSync(join(dir, 'campaigns/weekly-picks.yaml'));
    const { stdout, code } = await crm('plan', '--detailed-exitcode', ...asOf);
    expect(code).toBe(2);
    expect(stdout).toContain('× archive');
    expect((await crm('apply', '--auto-approve', ...asOf)).code).toBe(0);
    const { code: unknown, stderr } = await crm('send', 'weekly-picks', '--dry-run', ...asOf);
    expect(unknown).toBe(4);
    expect(stderr).toContain('CAMPAIGN.UNKNOWN');
    // The file is back: a create on top of the archive, not a stale plan.
    writeFileSync(join(dir, 'campaigns/weekly-picks.yaml'), text);
    expect((await crm('apply', '--auto-approve', ...asOf)).stdout).toContain('campaign.weekly-picks revision 4');
  });

  it('does not leave a campaign without its segment when two plans do not fit together', async () => {
    const spare = join(dir, 'segments/spare.yaml');
    writeFileSync(spare, 'title: Spare\nwhere: { attribute: plan, exists: true }\n');
    expect((await crm('apply', '--auto-approve', ...asOf)).code).toBe(0);
    edit('campaigns/weekly-picks.yaml', 'exclude: [staff]', 'exclude: [staff, spare]');
    expect((await crm('plan', '--out', 'uses.crmplan.json', ...asOf)).code).toBe(0);
    edit('campaigns/weekly-picks.yaml', 'exclude: [staff, spare]', 'exclude: [staff]');
    rmSync(spare);
    expect((await crm('apply', '--auto-approve', ...asOf)).code).toBe(0);
    const { code, stderr } = await crm('apply', 'uses.crmplan.json', ...asOf);
    expect(code).toBe(8);
    expect(stderr).toContain('PLAN.BROKEN_REFERENCE');
    expect(stderr).toContain('campaign.weekly-picks would need segment.spare, which is not live');
    expect(stderr).toContain('crm plan --out');
    expect((await crm('plan', '--detailed-exitcode', ...asOf)).code).toBe(0);
  });

  it('needs somebody to ask, or a plan', async () => {
    const { code, stderr } = await crm('apply', ...asOf);
    expect(code).toBe(4);
    expect(stderr).toContain('crm apply --auto-approve');
  });

  it('a denied policy stops plan and apply with 5, and changes nothing', async () => {
    writeFileSync(
      join(dir, 'segments/nobody.yaml'),
      'title: Nobody\nwhere: { all: [{ attribute: plan, exists: true }, { attribute: plan, exists: false }] }\n',
    );
    edit('campaigns/app-update.yaml', 'segment: old-app', 'segment: nobody');
    edit('crm.yaml', 'audience.empty: warn', 'audience.empty: deny');
    const { code, stdout } = await crm('plan', '--out', 'denied.crmplan.json', ...asOf);
    expect(stdout).toContain('✗ deny audience.empty: campaign.app-update nobody is in the audience');
    expect(code).toBe(5);
    expect((await crm('apply', 'denied.crmplan.json', ...asOf)).code).toBe(5);
  });
});
