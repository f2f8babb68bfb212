import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { runCrm } from '../support/run-crm.ts';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

const at = (hour: string) => ['--as-of', `2026-11-01T${hour}:00:00Z`];
const plan = 'p.json';
let tiny: TinyWorkspace;

/** A command as somebody. */
const as = (actor: string, ...args: string[]) =>
  runCrm(args, { cwd: tiny.dir, env: { SMTP_URL: 'smtp://127.0.0.1:1', CRM_ACTOR: actor } });
const text = (name: string) => readFileSync(join(tiny.dir, name), 'utf8');

function review(rule: string): void {
  const config = text('crm.yaml').replace(/^approval:.*\n/m, '');
  writeFileSync(join(tiny.dir, 'crm.yaml'), `${config}${rule === '' ? '' : `approval: ${rule}\n`}`);
}

beforeEach(() => {
  tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.add(Array.from({ length: 30 }, (_, i) => ({ id: `p${i}`, email: `p${i}@people.example` })));
});

it('a plan is applied when others than its maker have approved it, whatever the commit', async () => {
  review('{ review: always, approvals: 2, approvers: [lee, choi, kim] }');
  const planned = await as('kim', 'plan', '--out', plan, ...at('09'));
  expect(planned.stdout).toContain('Needs 2 approvals (every plan is reviewed here).');
  // A command that is to be copied stays on the clock of the plan.
  expect(planned.stdout).toMatch(
    /Next: crm approve p\.json --as-of \S+, by somebody else; then crm apply p\.json --as-of/,
  );

  const early = await as('kim', 'apply', plan, ...at('09'));
  expect([early.code, early.stderr]).toEqual([7, expect.stringContaining('the plan needs 2 approvals, and has none')]);
  const own = await as('kim', 'approve', plan, ...at('09'));
  expect([own.code, own.stderr]).toEqual([7, expect.stringContaining('kim made this plan, and cannot approve it')]);
  const stranger = await as('park', 'approve', plan, ...at('09'));
  expect([stranger.code, stranger.stderr]).toEqual([7, expect.stringContaining('crm.yaml names: lee, choi, kim')]);

  const first = await as('lee', 'approve', plan, '--reason', 'numbers are fine', ...at('09'));
  expect([first.code, first.stdout]).toEqual([0, expect.stringContaining('Approved by lee: 1 of 2 approvals.')]);
  expect(first.stdout).toContain('campaign.hello');
  expect((await as('lee', 'approve', plan, ...at('09'))).stdout).toContain('Approved by lee: 1 of 2 approvals.');
  const half = await as('kim', 'apply', plan, ...at('10'));
  expect([half.code, half.stderr]).toEqual([7, expect.stringContaining('needs 2 approvals, and has 1 (lee)')]);
  await as('choi', 'approve', plan, ...at('10'));

  // The same meaning made again, by somebody else and later: as after a rebase.
  await as('park', 'plan', '--out', 'again.json', ...at('11'));
  expect((await as('park', 'apply', 'again.json', ...at('11'))).code).toBe(0);
  const state = await as('kim', 'state', 'show', 'campaign.hello');
  expect(state.stdout).toMatch(/approved by\n.*lee, choi/);
  const twice = await as('kim', 'approve', plan, ...at('11'));
  expect([twice.code, twice.stderr]).toEqual([8, expect.stringContaining('this plan was applied at')]);
}, 60_000);

it('one changed character needs a new approval, and an approval ends with the plan that was looked at', async () => {
  review('{ review: always }');
  await as('kim', 'plan', '--out', plan, ...at('09'));
  await as('lee', 'approve', plan, ...at('09'));
  tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello!"');
  await as('kim', 'plan', '--out', 'other.json', ...at('09'));
  expect((await as('kim', 'apply', 'other.json', ...at('09'))).code).toBe(7);
  tiny.edit('templates/hello.yaml', 'subject: "Hello!"', 'subject: "Hello"');

  const next = ['--as-of', '2026-11-02T09:00:00Z'];
  await as('kim', 'plan', '--out', 'late.json', ...next);
  const late = await as('kim', 'apply', 'late.json', ...next);
  expect([late.code, late.stderr]).toEqual([
    7,
    expect.stringContaining('lee approved until 2026-11-02T09:00:00.000Z, which is over'),
  ]);
  expect((await as('kim', 'apply', plan, ...at('10'))).code).toBe(0);
}, 60_000);

it('nobody takes the review away with the change that it was for; without a file there is nothing to approve', async () => {
  await as('kim', 'apply', '--auto-approve', ...at('09'));
  review('{ review: on-deny }');
  const begun = await as('kim', 'apply', '--auto-approve', ...at('10'));
  expect([begun.code, begun.stderr]).toEqual([7, expect.stringContaining('because of a change of the rules')]);
  await as('kim', 'plan', '--out', plan, ...at('10'));
  await as('lee', 'approve', plan, ...at('10'));
  expect((await as('kim', 'apply', plan, ...at('10'))).code).toBe(0);

  // Reviewed here: rules that change, the review itself, and what an exception lifts. Not: anything else.
  tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello!"');
  expect((await as('kim', 'apply', '--auto-approve', ...at('11'))).code).toBe(0);
  review('');
  expect((await as('kim', 'apply', '--auto-approve', ...at('12'))).code).toBe(7);
  review('{ review: never }');
  expect((await as('kim', 'apply', '--auto-approve', ...at('12'))).code).toBe(7);
}, 60_000);

it('an exception lifts a denied rule until its last day, is shown everywhere, and is reviewed', async () => {
  writeFileSync(
    join(tiny.dir, 'crm.yaml'),
    `${text('crm.yaml')}policies: { audience.max-share: { level: deny, max: 0.5 } }\n`,
  );
  review('{ review: on-deny }');
  const denied = await as('kim', 'plan', ...at('09'));
  expect([denied.code, denied.stdout]).toEqual([5, expect.stringContaining('1 denied')]);
  const write = (expires: string) =>
    tiny.edit(
      'campaigns/hello.yaml',
      'purpose: advertising',
      `exceptions: [{ rule: audience.max-share, reason: "terms change for everybody", expires: ${expires} }]\npurpose: advertising`,
    );
  write('2026-11-01');
  const excepted = await as(
    'kim',
    'plan',
    '--out',
    plan,
    '--output',
    'markdown=p.md',
    '--output',
    'github=p.github',
    ...at('09'),
  );
  expect(excepted.code).toBe(0);
  expect(excepted.stdout).toMatch(/0 denied, \d+ warned, \d+ passed, 1 excepted/);
  expect(excepted.stdout).toContain('until 2026-11-01: terms change for everybody');
  expect(excepted.stdout).toContain('Needs 1 approval (audience.max-share).');
  expect(text('p.md')).toContain('➖ excepted (deny) **audience.max-share**');
  expect(text('p.md')).toContain('👀 Needs 1 approval (audience.max-share): `crm approve`');
  expect(text('p.github')).toMatch(/^::notice title=audience\.max-share/m);
  expect((await as('kim', 'apply', plan, ...at('09'))).code).toBe(7);
  await as('lee', 'approve', plan, ...at('09'));
  expect((await as('kim', 'apply', plan, ...at('09'))).code).toBe(0);

  const over = await as('kim', 'plan', '--as-of', '2026-11-02T00:00:00Z');
  expect(over.code).toBe(0);
  tiny.edit('campaigns/hello.yaml', 'title: Hello', 'title: Hello again');
  const late = await as('kim', 'plan', '--as-of', '2026-11-02T00:00:00Z');
  expect([late.code, late.stdout.replace(/\s+/g, ' ')]).toEqual([
    5,
    expect.stringContaining('more than 50.0% (its exception ended on 2026-11-01)'),
  ]);
  const misspelled = text('campaigns/hello.yaml').replace('rule: audience.max-share', 'rule: audience.maxshare');
  writeFileSync(join(tiny.dir, 'campaigns/hello.yaml'), misspelled);
  const wrong = await as('kim', 'validate');
  expect([wrong.code, wrong.stderr + wrong.stdout]).toEqual([
    3,
    expect.stringContaining('did you mean `audience.max-share`?'),
  ]);
}, 60_000);
