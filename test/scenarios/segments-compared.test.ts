import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCrm, tempDir } from '../support/run-crm.ts';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

const now = ['--as-of', '2026-11-06T10:05:00Z'];
const smtp = 'smtp://127.0.0.1:1';

function workspace(people: number): TinyWorkspace {
  const tiny = tinyWorkspace(() => smtp);
  const some = (n: number, tier: string) =>
    Array.from({ length: n }, (_, i) => ({ id: `${tier}${i}`, email: `${tier}${i}@people.example`, tier }));
  tiny.add([...some(people, 'gold'), ...some(Math.floor(people / 2), 'basic')]);
  return tiny;
}

const segment = (tiny: TinyWorkspace, id: string, where: string, title = id): void =>
  writeFileSync(join(tiny.dir, `segments/${id}.yaml`), `title: ${title}\nwhere: ${where}\n`);

interface Found {
  readonly diagnostics: readonly { readonly code: string; readonly file: string | null; readonly severity: string }[];
}

describe('crm segment overlap', () => {
  it('says who is in which segments together, as JSON, text, Markdown and a page', async () => {
    const tiny = workspace(20);
    segment(tiny, 'some', '{ sample: { salt: x, from: 0, to: 50 } }', '절반의 사람들');
    const overlap = await tiny.json<{
      sets: { in: string[]; count: number }[];
      pairs: { a: string; b: string; count: number; jaccard: number }[];
    }>(['segment', 'overlap', 'all', 'gold', ...now]);
    expect(overlap.sets).toEqual([
      { in: ['all', 'gold'], count: 20 },
      { in: ['all'], count: 10 },
    ]);
    expect(overlap.pairs).toEqual([{ a: 'all', b: 'gold', count: 20, jaccard: 20 / 30 }]);
    const { stdout } = await tiny.crm('segment', 'overlap', '--html', 'overlap.html', ...now);
    expect(stdout).toContain('3 segments, 30 people');
    expect(stdout).toMatch(/^ {2}2 gold +67%$/m);
    const page = readFileSync(join(tiny.dir, 'overlap.html'), 'utf8');
    expect(page).toContain('<code>2 gold</code>');
    expect(page).not.toMatch(/https?:|<script/);
    const { stdout: markdown } = await tiny.crm('segment', 'overlap', 'gold', '--format', 'markdown', ...now);
    expect(markdown).toContain('| gold | 20 | 66.7% |');
  });

  it('takes at most 300 segments, and says so', async () => {
    const tiny = workspace(2);
    for (let i = 0; i < 299; i += 1) segment(tiny, `s${i}`, '{ attribute: tier, is: gold }');
    const refused = await tiny.json<Found>(['segment', 'overlap', ...now], 4);
    expect(refused.diagnostics).toMatchObject([{ code: 'SEGMENT.TOO_MANY' }]);
    const ids = Array.from({ length: 299 }, (_, i) => `s${i}`);
    const overlap = await tiny.json<{ sets: { in: string[]; count: number }[] }>([
      'segment',
      'overlap',
      'all',
      ...ids,
      ...now,
    ]);
    expect(overlap.sets).toEqual([
      { in: ['all', ...ids], count: 2 },
      { in: ['all'], count: 1 },
    ]);
  });

  it.each([
    ['of an empty store', 0, []],
    ['of one person', 1, [{ in: ['all', 'gold'], count: 1 }]],
  ])('%s', async (_, people, sets) => {
    const tiny = workspace(people);
    expect(await tiny.json(['segment', 'overlap', ...now])).toMatchObject({ sets, everyone: people });
    expect((await tiny.crm('segment', 'overlap', ...now)).code).toBe(0);
    expect(await tiny.json(['segment', 'coverage', ...now])).toMatchObject({ everyone: people });
    expect((await tiny.crm('segment', 'coverage', ...now)).code).toBe(0);
  });
});

describe('crm segment coverage', () => {
  const parts = 'lifecycle:\n  stages: [retention]\n  partitions: { tiers: [gold, basic] }\n';

  it('proves partitions, or names who falls twice or through; everybody is reached or a blind spot', async () => {
    const tiny = workspace(20);
    tiny.edit('crm.yaml', 'lifecycle: { stages: [retention] }\n', parts);
    segment(tiny, 'basic', '{ attribute: tier, is_not: gold }');
    tiny.edit('campaigns/hello.yaml', 'segment: all', 'segment: gold');
    const whole = await tiny.json(['segment', 'coverage', ...now]);
    expect(whole).toMatchObject({
      partitions: [{ name: 'tiers', disjoint: true, complete: true, overlaps: [], missing: 0 }],
      matrix: expect.arrayContaining([
        { stage: 'retention', segment: 'gold', campaigns: 1, people: 20 },
        { stage: 'retention', segment: 'basic', campaigns: 0, people: 0 },
      ]),
      blind_spots: [
        { reason: 'no_segment', people: 10 },
        { reason: 'no_consent', people: 0 },
        { reason: 'no_address', people: 0 },
        { reason: 'capped', people: 0 },
      ],
      reached: 20,
      everyone: 30,
    });
    segment(tiny, 'basic', '{ sample: { salt: x, from: 0, to: 40 } }');
    const { stdout } = await tiny.crm('segment', 'coverage', '--html', 'c.html', ...now);
    expect(stdout).toMatch(/✗ \d+ people are in several/);
    expect(stdout).toContain('all: [{ segment: gold }, { segment: basic }]');
    expect(stdout).toContain('none: [{ segment: gold }, { segment: basic }]');
    expect(readFileSync(join(tiny.dir, 'c.html'), 'utf8')).toContain('none: [{ segment: gold }, { segment: basic }]');
    expect((await tiny.crm('segment', 'coverage', '--format', 'markdown', ...now)).stdout).toContain('✗ tiers');
  });

  it('says why nobody reaches somebody', async () => {
    const tiny = workspace(0);
    tiny.add([
      { id: 'a', email: 'a@people.example' },
      { id: 'b', email: 'b@people.example', revoked: '2026-02-01T00:00:00Z' },
      { id: 'c', email: ' ' },
    ]);
    expect(await tiny.json(['segment', 'coverage', ...now])).toMatchObject({
      reached: 1,
      blind_spots: [
        { reason: 'no_segment', people: 0 },
        { reason: 'no_consent', people: 1 },
        { reason: 'no_address', people: 1 },
        { reason: 'capped', people: 0 },
      ],
    });
  });

  it('cannot write where nobody may', async () => {
    const tiny = workspace(1);
    const refused = await tiny.json<Found>(['segment', 'coverage', '--html', 'no/where.html', ...now], 4);
    expect(refused.diagnostics).toMatchObject([{ code: 'FILE.CANNOT_WRITE' }]);
  });
});

describe('crm segment diff', () => {
  const git = (dir: string, ...args: string[]): void => {
    execFileSync('git', ['-C', dir, '-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { stdio: 'ignore' });
  };
  const commit = (dir: string): void => {
    git(dir, 'add', '-A', '--', 'crm.yaml', 'segments', 'campaigns', 'templates');
    git(dir, 'commit', '-q', '-m', 'x');
  };
  const diff = { segments: [], unchanged: 2 };

  it('asks today’s people with the segments of a commit and with those of the files', async () => {
    const tiny = workspace(20);
    segment(tiny, 'old', '{ attribute: tier, is: gold }');
    segment(tiny, 'both', '{ segment: gold }');
    git(tiny.dir, 'init', '-q');
    commit(tiny.dir);
    expect(await tiny.json(['segment', 'diff', 'HEAD', ...now])).toMatchObject({ ...diff, unchanged: 4 });
    tiny.edit('segments/gold.yaml', 'is: gold', 'is: basic');
    rmSync(join(tiny.dir, 'segments/old.yaml'));
    segment(tiny, 'neu', '{ attribute: tier, in: [gold, basic] }', '새 세그먼트');
    expect(await tiny.json(['segment', 'diff', 'HEAD', ...now])).toMatchObject({
      unchanged: 1,
      segments: [
        { id: 'both', change: 'changed', before: 20, after: 10, enter: 10, leave: 20, stay: 0 },
        { id: 'gold', change: 'changed', before: 20, after: 10, enter: 10, leave: 20, stay: 0 },
        { id: 'neu', change: 'added', before: 0, after: 30, enter: 30, leave: 0, stay: 0 },
        { id: 'old', change: 'removed', before: 20, after: 0, enter: 0, leave: 20, stay: 0 },
      ],
    });
    const { stdout } = await tiny.crm('segment', 'diff', 'HEAD', ...now);
    expect(stdout).toMatch(/^\+ {2}neu +- +30 +\+30 +- +0 {2}새 세그먼트$/m);
    const { stdout: markdown } = await tiny.crm('segment', 'diff', 'HEAD', '--format', 'markdown', ...now);
    expect(markdown).toContain('| ~ | `gold` | 20 | 10 | +10 | -20 | 0 | Gold |');
  });

  it.each([
    ['was removed', undefined],
    ['asks something else now', '{ attribute: tier, is: gold }'],
  ])('asks the ledger for a segment of then that %s, also when none of today asks it', async (_, today) => {
    const tiny = workspace(4);
    segment(tiny, 'untold', '{ message: any, never: true }');
    git(tiny.dir, 'init', '-q');
    commit(tiny.dir);
    if (today === undefined) rmSync(join(tiny.dir, 'segments/untold.yaml'));
    else segment(tiny, 'untold', today);
    const after = today === undefined ? 0 : 4;
    expect(await tiny.json(['segment', 'diff', 'HEAD', ...now])).toMatchObject({
      segments: [{ id: 'untold', before: 6, after, enter: 0, leave: 6 - after, stay: after }],
    });
  });

  it('in a folder of a repository', async () => {
    const tiny = workspace(4);
    const top = tempDir();
    mkdirSync(join(top, 'a/b'), { recursive: true });
    cpSync(tiny.dir, join(top, 'a/b'), { recursive: true });
    git(top, 'init', '-q');
    commit(join(top, 'a/b'));
    const ran = await runCrm(['segment', 'diff', 'HEAD', '--format', 'json', ...now], {
      cwd: join(top, 'a/b'),
      env: { SMTP_URL: smtp },
    });
    expect(JSON.parse(ran.stdout)).toMatchObject(diff);
  });

  it('a segment that cannot be read any more is named, and the others are compared', async () => {
    const tiny = workspace(4);
    segment(tiny, 'broken', '{ atribute: tier }');
    segment(tiny, 'uses', '{ segment: broken }');
    git(tiny.dir, 'init', '-q');
    commit(tiny.dir);
    segment(tiny, 'broken', '{ attribute: tier, is: gold }');
    const found = await tiny.json<Found>(['segment', 'diff', 'HEAD', ...now]);
    expect(found).toMatchObject(diff);
    const told = new Set(found.diagnostics.map(({ file, severity }) => `${file} ${severity}`));
    expect(told).toEqual(new Set(['HEAD:segments/broken.yaml warning', 'HEAD:segments/uses.yaml warning']));
    expect(found.diagnostics).toContainEqual(expect.objectContaining({ code: 'GIT.NOT_COMPARED' }));
  });

  it('a segment that says the same of another column is another one, the others are not', async () => {
    const tiny = workspace(20);
    git(tiny.dir, 'init', '-q');
    commit(tiny.dir);
    tiny.edit('crm.yaml', 'tier: tier', 'tier: email');
    expect(await tiny.json(['segment', 'diff', 'HEAD', ...now])).toMatchObject({
      unchanged: 1,
      diagnostics: [],
      segments: [{ id: 'gold', change: 'changed', same_text: true, before: 20, after: 0, leave: 20 }],
    });
    const { stdout } = await tiny.crm('segment', 'diff', 'HEAD', ...now);
    expect(stdout).toContain('Gold (by crm.yaml or tags)');
  });

  it('a mapping of then that the store of today does not have is said, and not used', async () => {
    const tiny = workspace(20);
    tiny.edit('crm.yaml', 'tier: tier', 'tier: tear');
    git(tiny.dir, 'init', '-q');
    commit(tiny.dir);
    tiny.edit('crm.yaml', 'tier: tear', 'tier: tier');
    expect(await tiny.json(['segment', 'diff', 'HEAD', ...now])).toMatchObject({
      ...diff,
      diagnostics: [{ code: 'GIT.OTHER_MAPPING', severity: 'warning', file: 'HEAD:crm.yaml' }],
    });
  });

  it('a segment about a tag is another one when campaigns have it now', async () => {
    const tiny = workspace(2);
    segment(tiny, 'untold', '{ message: { tag: promo }, never: true }');
    tiny.edit('campaigns/hello.yaml', 'owner:', 'tags: [promo]\nowner:');
    git(tiny.dir, 'init', '-q');
    commit(tiny.dir);
    expect(await tiny.json(['segment', 'diff', 'HEAD', ...now])).toMatchObject({ segments: [], unchanged: 3 });
    tiny.edit('campaigns/hello.yaml', 'tags: [promo]', 'tags: [other]');
    expect(await tiny.json(['segment', 'diff', 'HEAD', ...now])).toMatchObject({
      segments: [{ id: 'untold', same_text: true, before: 3, after: 3 }],
      unchanged: 2,
    });
  });

  it('a repository that lost a file is said, not taken for empty files', async () => {
    const tiny = workspace(2);
    git(tiny.dir, 'init', '-q');
    commit(tiny.dir);
    const hash = execFileSync('git', ['-C', tiny.dir, 'rev-parse', 'HEAD:segments/gold.yaml']).toString().trim();
    rmSync(join(tiny.dir, '.git/objects', hash.slice(0, 2), hash.slice(2)), { force: true });
    const ran = await tiny.crm('segment', 'diff', 'HEAD', '--format', 'json', ...now);
    expect(ran.code).toBe(4);
    expect((JSON.parse(ran.stdout) as Found).diagnostics).toMatchObject([{ code: 'GIT.FAILED' }]);
  });

  it('says so where there is no git', async () => {
    const tiny = workspace(1);
    const env = { SMTP_URL: smtp, PATH: tiny.dir };
    const ran = await runCrm(['segment', 'diff', 'main', '--format', 'json', ...now], { cwd: tiny.dir, env });
    expect(ran.code).toBe(4);
    expect((JSON.parse(ran.stdout) as Found).diagnostics).toMatchObject([{ code: 'GIT.NOT_FOUND' }]);
  });

  it.each([
    ['outside of a repository', 'main', 'GIT.NO_REPOSITORY', false],
    ['with a commit that is not there', 'nope', 'GIT.UNKNOWN_REF', true],
    ['with what looks like an option', '--output=x', 'GIT.UNKNOWN_REF', true],
    ['with a commit before the workspace', 'HEAD', 'GIT.NO_WORKSPACE', true],
  ])('%s', async (_, ref, code, repository) => {
    const tiny = workspace(1);
    if (repository) {
      git(tiny.dir, 'init', '-q');
      git(tiny.dir, 'commit', '-q', '--allow-empty', '-m', 'x');
    }
    const ran = await tiny.crm('segment', 'diff', '--format', 'json', ...now, '--', ref);
    expect(ran.code).toBe(4);
    expect((JSON.parse(ran.stdout) as Found).diagnostics).toMatchObject([{ code }]);
  });
});
