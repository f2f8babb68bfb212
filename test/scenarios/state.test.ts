import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tinyWorkspace } from '../support/tiny-workspace.ts';

const at = (day: string) => ['--as-of', `2026-11-${day}T09:00:00Z`];

interface Listed {
  readonly environment_id: string | null;
  readonly definitions: readonly { readonly address: string; readonly revision: number; readonly archived: boolean }[];
}

it('says what is applied, and every revision that was', async () => {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.add([{ id: 'p1', email: 'p1@people.example' }]);
  expect((await tiny.crm('state', 'list')).stdout).toBe('Nothing was applied yet: crm plan, then crm apply.\n');
  expect(await tiny.json<Listed>(['state', 'list'])).toMatchObject({ environment_id: null, definitions: [] });
  // A question makes no ledger.
  expect(existsSync(join(tiny.dir, '.crm'))).toBe(false);
  await tiny.json(['apply', '--auto-approve', ...at('01')]);
  tiny.edit('segments/gold.yaml', 'title: Gold', 'title: Gold 금 🥇');
  await tiny.json(['apply', '--auto-approve', ...at('02')]);
  tiny.edit('segments/gold.yaml', 'is: gold', 'is: silver');
  await tiny.json(['apply', '--auto-approve', ...at('03')]);

  const { definitions } = await tiny.json<Listed>(['state', 'list']);
  expect(definitions.map(({ address, revision }) => `${address} ${revision}`)).toEqual([
    'campaign.hello 1',
    'segment.all 1',
    'segment.gold 3',
    'template.hello 1',
    'workspace 1',
  ]);
  const { stdout } = await tiny.crm('state', 'list');
  expect(stdout).toMatch(/^default \(env_[\w-]+\): 5 definitions\n\naddress +rev {2}state {2}applied +by +file\n/);

  expect(await tiny.json(['state', 'show', 'segment.gold'])).toMatchObject({
    ...{ address: 'segment.gold', revision: 3, archived: false },
    content: { where: { attribute: 'tier', is: 'silver' } },
    revisions: [
      { revision: 3, action: 'update', commit: null, fingerprint: expect.stringMatching(/^sha256:/) },
      { revision: 2, action: 'update' },
      { revision: 1, action: 'create' },
    ],
  });
  expect(await tiny.json(['state', 'show', 'segment.gold', '--revision', '1'])).toMatchObject({
    content: { title: 'Gold', where: { attribute: 'tier', is: 'gold' } },
  });
  const second = (await tiny.crm('state', 'show', 'segment.gold', '--revision', '2')).stdout;
  expect(second).toContain('  title: Gold 금 🥇\n');
  expect(second).toMatch(/\n> 2 {2}update {2}/);

  const missing = await tiny.crm('state', 'show', 'segment.gol');
  expect([missing.code, missing.stderr]).toEqual([4, expect.stringContaining('did you mean `segment.gold`?')]);
  const late = await tiny.crm('state', 'show', 'segment.gold', '--revision', '9');
  expect([late.code, late.stderr]).toEqual([4, expect.stringContaining('It has 3: 1 to 3.')]);
}, 60_000);

it('leaves out what was archived, unless it is asked for', async () => {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.add([{ id: 'p1', email: 'p1@people.example' }]);
  await tiny.json(['apply', '--auto-approve', ...at('01')]);
  rmSync(join(tiny.dir, 'segments/gold.yaml'));
  await tiny.json(['apply', '--auto-approve', ...at('02')]);
  const list = async (...args: string[]) =>
    (await tiny.json<Listed>(['state', 'list', ...args])).definitions.filter(
      ({ address }) => address === 'segment.gold',
    );
  expect(await list()).toEqual([]);
  expect(await list('--archived')).toMatchObject([{ revision: 2, archived: true }]);
  expect((await tiny.crm('state', 'show', 'segment.gold')).stdout).toContain('(archived)');
}, 60_000);
