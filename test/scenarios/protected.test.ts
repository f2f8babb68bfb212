import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';
import { startMailServer } from './mail-server.ts';

const mail = await startMailServer();
afterAll(() => mail.close());

const at = (day: string) => ['--as-of', `2026-11-${day}T10:05:00Z`];
const allow = ['--allow-destructive', 'campaign.hello'];

interface Planned {
  readonly applyable: boolean;
  readonly fingerprint: string;
  readonly changes: readonly { readonly address: string; readonly destructive?: unknown }[];
}

let tiny: TinyWorkspace;
const gone = (file: string) => rmSync(join(tiny.dir, file));

beforeEach(async () => {
  tiny = tinyWorkspace(() => mail.url);
  tiny.add(Array.from({ length: 30 }, (_, i) => ({ id: `p${i}`, email: `p${i}@people.example` })));
});

it('what is protected is not archived, though its file is gone, unless a plan was made to', async () => {
  tiny.edit('campaigns/hello.yaml', 'purpose: advertising', 'purpose: advertising\nprotect: true');
  await tiny.json(['apply', '--auto-approve', ...at('01')]);
  const kept = readFileSync(join(tiny.dir, 'campaigns/hello.yaml'), 'utf8');
  gone('campaigns/hello.yaml');

  const shown = await tiny.crm(
    'plan',
    '--out',
    'p.json',
    '--output',
    'github=p.github',
    '--output',
    'markdown=p.md',
    ...at('02'),
  );
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(
    /✗ destructive it is protected \(protect: true\) \(needs --allow-destructive\s+campaign\.hello\)/,
  );
  expect(shown.stdout).toContain('crm apply refuses this plan.');
  expect(readFileSync(join(tiny.dir, 'p.github'), 'utf8')).toMatch(
    /^::error title=destructive,file=campaigns\/hello\.yaml/m,
  );
  expect(readFileSync(join(tiny.dir, 'p.md'), 'utf8')).toContain('⛔ **destructive**: to archive `campaign.hello`');
  const refused = await tiny.crm('apply', 'p.json', ...at('02'));
  expect([refused.code, refused.stderr]).toEqual([6, expect.stringContaining('PLAN.DESTRUCTIVE')]);
  expect(refused.stderr).toContain('crm plan --allow-destructive campaign.hello --out');
  expect((await tiny.crm('apply', '--auto-approve', ...at('02'))).code).toBe(6);

  const plain = await tiny.json<Planned>(['plan', ...at('02')]);
  const allowed = await tiny.json<Planned>(['plan', '--out', 'p.json', ...allow, ...at('02')]);
  expect([plain.applyable, allowed.applyable]).toEqual([false, true]);
  // What may be lost is part of what is approved.
  expect(allowed.fingerprint).not.toBe(plain.fingerprint);
  const misspelled = await tiny.crm('plan', '--allow-destructive', 'campaign.helo', ...at('02'));
  expect([misspelled.code, misspelled.stderr]).toEqual([4, expect.stringContaining('did you mean `campaign.hello`?')]);

  // Without its protection, applied before, it goes like any other.
  writeFileSync(join(tiny.dir, 'campaigns/hello.yaml'), kept.replace('protect: true', 'protect: false'));
  await tiny.json(['apply', '--auto-approve', ...at('02')]);
  gone('campaigns/hello.yaml');
  await tiny.json(['apply', '--auto-approve', ...at('02')]);
}, 60_000);

it('an experiment that still runs is not archived or restarted in passing', async () => {
  const file = 'campaigns/hello.yaml';
  tiny.edit(file, 'trigger:', 'experiment: { salt: one, holdout: 50 }\ntrigger:');
  await tiny.json(['apply', '--auto-approve', ...at('01')]);
  await tiny.json(['send', ...at('06')]);
  tiny.edit(file, 'salt: one', 'salt: two');
  const running = await tiny.json<Planned>(['plan', ...at('07')]);
  expect(running.changes).toMatchObject([
    {
      ...{ address: 'campaign.hello', action: 'replace' },
      destructive: { reasons: ['its experiment runs until 2026-11-09 with 30 people'], allowed: false },
    },
  ]);
  expect((await tiny.crm('apply', '--auto-approve', ...at('07'))).code).toBe(6);
  const over = await tiny.json<Planned>(['plan', ...at('10')]);
  expect([over.applyable, over.changes[0]?.destructive]).toEqual([true, undefined]);
  gone(file);
  expect((await tiny.crm('apply', '--auto-approve', ...at('07'))).code).toBe(6);
  await tiny.json(['apply', '--auto-approve', ...allow, ...at('07')]);
}, 60_000);

it('a campaign whose file got another name is told: the new one would write to the same people again', async () => {
  await tiny.json(['apply', '--auto-approve', ...at('01')]);
  renameSync(join(tiny.dir, 'campaigns/hello.yaml'), join(tiny.dir, 'campaigns/hi.yaml'));
  const { stdout, stderr, code } = await tiny.crm('plan', ...at('02'));
  expect(code).toBe(0);
  expect(stderr).toContain('campaign.hi says what campaign.hello says, which is archived: it looks like a rename');
  expect(stderr).toContain('git mv campaigns/hi.yaml campaigns/hello.yaml');
  expect(stdout).toMatch(/× archive +campaign\.hello[\s\S]*\+ create +campaign\.hi/);
});
