import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ran } from '../support/run-crm.ts';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

const friday = ['--as-of', '2026-11-06T09:00:00Z'];
const forms = ['text', 'json', 'markdown', 'github', 'sarif', 'junit'];

describe('a plan in every form', () => {
  let tiny: TinyWorkspace;
  let planned: Ran;
  const read = (name: string): string => readFileSync(join(tiny.dir, name), 'utf8');
  beforeAll(async () => {
    tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
    tiny.add(Array.from({ length: 30 }, (_, i) => ({ id: `p${i}`, email: `p${i}@people.example` })));
    const outputs = forms.flatMap((form) => ['--output', `${form}=out.${form}`]);
    planned = await tiny.crm('plan', '--out', 'p.json', '--format', 'markdown', ...outputs, ...friday);
  }, 60_000);

  it('is printed in one and written in the others, in the same run', () => {
    expect([planned.code, planned.stdout]).toEqual([0, read('out.markdown')]);
    expect(read('out.markdown')).toContain('<!-- crm plan tiny default -->');
    expect(JSON.parse(read('out.json'))).toMatchObject({ format: 'crm.plan/v1', exit: { code: 0, name: 'ok' } });
    expect(read('out.text')).toMatch(/^crm plan · tiny|\ncrm plan · tiny/);
    expect(read('out.github')).toMatch(/^::warning title=goal\.provable,file=campaigns\/hello\.yaml,line=5::/m);
    expect(JSON.parse(read('out.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(read('out.junit')).toContain('<testcase classname="crm" name="campaign.hello"/>');
  });

  it('is shown again from its file, without store and ledger', async () => {
    renameSync(join(tiny.dir, 'store.db'), join(tiny.dir, 'gone.db'));
    rmSync(join(tiny.dir, '.crm'), { recursive: true, force: true });
    for (const form of ['markdown', 'github', 'sarif', 'junit'])
      expect((await tiny.crm('show', 'p.json', '--format', form)).stdout, form).toBe(
        form === 'junit' ? read(`out.${form}`).replace('crm plan', 'crm show') : read(`out.${form}`),
      );
    const shown = await tiny.json<{ fingerprint: string; format: string }>(['show', 'p.json']);
    expect(shown).toMatchObject({ format: 'crm.plan/v1', fingerprint: JSON.parse(read('out.json')).fingerprint });
    expect((await tiny.crm('show', 'p.json')).stdout).toContain('Saved p.json, good until');
    renameSync(join(tiny.dir, 'gone.db'), join(tiny.dir, 'store.db'));
  });

  it('is not shown when it was altered', async () => {
    writeFileSync(join(tiny.dir, 'altered.json'), read('p.json').replace('came_back', 'came_bakc'));
    const { code, stderr } = await tiny.crm('show', 'altered.json');
    expect([code, stderr]).toEqual([8, expect.stringContaining('PLAN.ALTERED')]);
  });

  it('says a failure in the form that was asked for, too', async () => {
    tiny.edit('campaigns/hello.yaml', 'segment: all', 'segment: al');
    tiny.edit('segments/gold.yaml', 'is: gold', 'iss: gold');
    const failed = await tiny.crm(
      'plan',
      '--format',
      'github',
      '--output',
      'markdown=f.md',
      '--output',
      'json=f.json',
      ...friday,
    );
    expect(failed.code).toBe(3);
    // A typo and a reference to nothing, together.
    expect(
      failed.stdout
        .split('\n')
        .map((line) => /title=([A-Z._]+),file=([^,]+)/.exec(line)?.slice(1))
        .filter(Boolean),
    ).toEqual(
      expect.arrayContaining([
        ['CAMPAIGN.UNKNOWN_SEGMENT', 'campaigns/hello.yaml'],
        ['SEGMENT.UNKNOWN_KEY', 'segments/gold.yaml'],
      ]),
    );
    expect(read('f.md')).toMatch(/^### crm plan failed\n\n- ❌ error \*\*/);
    expect(JSON.parse(read('f.json'))).toMatchObject({ format: 'crm.error/v1', exit: { code: 3, name: 'invalid' } });
    const validated = await tiny.crm('validate', '--format', 'junit');
    expect([validated.code, validated.stdout]).toEqual([3, expect.stringContaining('failures="2"')]);
    tiny.edit('campaigns/hello.yaml', 'segment: al', 'segment: all');
    tiny.edit('segments/gold.yaml', 'iss: gold', 'is: gold');
  });

  it('has no secret in any form, wherever it was written', async () => {
    tiny.edit('campaigns/hello.yaml', 'title: Hello', 'title: Hello smtp://127.0.0.1:1');
    const outputs = forms.flatMap((form) => ['--output', `${form}=secret.${form}`]);
    expect((await tiny.crm('plan', ...outputs, ...friday)).stdout).not.toContain('127.0.0.1:1');
    for (const form of forms) expect(read(`secret.${form}`), form).not.toContain('127.0.0.1:1');
    tiny.edit('campaigns/hello.yaml', 'title: Hello smtp://127.0.0.1:1', 'title: Hello');
  });

  it('counts warnings as errors where that is asked for', async () => {
    const plan = (...args: string[]) => tiny.crm('plan', ...args, ...friday);
    expect((await plan()).code).toBe(0);
    // Its goal cannot be proven.
    expect((await plan('--warnings-as-errors')).code).toBe(5);
    tiny.edit('crm.yaml', 'locale: en', 'locale: en\npolicies: { goal.provable: off, audience.max-share: off }');
    // Nobody ever did the event of its metric.
    expect((await plan('--warnings-as-errors')).code).toBe(3);
    expect((await plan('--warnings-as-errors', '--refresh', 'none', '--detailed-exitcode')).code).toBe(2);
    expect((await tiny.crm('validate', '--warnings-as-errors')).code).toBe(0);
    expect((await tiny.crm('validate', '--store', '--warnings-as-errors')).code).toBe(3);
    expect((await tiny.crm('validate', '--store')).code).toBe(0);
  });

  it.each([
    ['no form', 'plan.md'],
    ['a form that there is not', 'pdf=plan.pdf'],
    ['no file', 'markdown='],
  ])('refuses an output with %s', async (_, output) => {
    const { code, stderr } = await tiny.crm('plan', '--output', output, ...friday);
    expect([code, stderr]).toEqual([4, expect.stringContaining('text, json, markdown, github, sarif, junit')]);
  });

  it('refuses a file that cannot be written', async () => {
    const { code, stderr } = await tiny.crm('plan', '--output', 'markdown=no/such/folder.md', ...friday);
    expect([code, stderr]).toEqual([4, expect.stringContaining('OUTPUT.CANNOT_WRITE')]);
  });
});
