import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TinyWorkspace, tinyFiles, tinyWorkspace } from '../support/tiny-workspace.ts';

const at = (day: string) => ['--as-of', `2026-11-0${day}T09:00:00Z`];

interface Planned {
  readonly scope: { readonly complete: boolean; readonly left_out: readonly string[] };
  readonly changes: readonly {
    readonly address: string;
    readonly selected?: string;
    readonly audience?: { readonly after: number };
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

const changes = ({ changes: all }: Planned) => all.map(({ address, selected = '' }) => [address, selected]);

describe('a part of a plan', () => {
  let tiny: TinyWorkspace;
  const write = (file: string, text: string) => writeFileSync(join(tiny.dir, file), text);
  beforeEach(async () => {
    tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
    tiny.add(
      Array.from({ length: 40 }, (_, i) => ({
        id: `p${i}`,
        email: `p${i}@people.example`,
        tier: i < 10 ? 'gold' : 'basic',
      })),
    );
    await tiny.json(['apply', '--auto-approve', ...at('1')]);
    tiny.edit('segments/all.yaml', 'title: Everybody', 'title: All of them');
    tiny.edit('segments/gold.yaml', 'is: gold', 'is: basic');
    write('segments/new.yaml', 'title: New\nstage: retention\nwhere: { all: [{ segment: gold }] }\n');
    const hello = tinyFiles['campaigns/hello.yaml'];
    write(
      'campaigns/news.yaml',
      hello.replace('segment: all', 'segment: new').replace('title: Hello', 'title: News\ntags: [news]'),
    );
  });

  it('is planned and applied with what it needs, and the rest stays as it was', async () => {
    const planned = await tiny.json<Planned>(['plan', '--only', 'tag:news', '--out', 'p.json', ...at('2')]);
    expect(changes(planned)).toEqual([
      ['segment.gold', 'needed by campaign.news'],
      ['segment.new', 'needed by campaign.news'],
      ['campaign.news', 'asked for: tag:news'],
    ]);
    expect(planned.scope).toEqual({ complete: false, only: ['tag:news'], exclude: [], left_out: ['segment.all'] });
    expect(planned.changes[2]?.audience?.after).toBe(30);
    await tiny.json(['apply', 'p.json', ...at('2')]);
    const rest = await tiny.json<Planned>(['plan', ...at('3')]);
    expect([changes(rest), rest.scope.complete]).toEqual([[['segment.all', '']], true]);
  });

  it('counts people by what is applied where a change is left out', async () => {
    const args = ['segment.new', '--exclude', 'segment.gold', '--out', 'p.json', ...at('2')];
    const planned = await tiny.json<Planned>(['plan', ...args]);
    expect(changes(planned)).toEqual([['segment.new', 'asked for: segment.new']]);
    expect(planned.changes[0]?.audience?.after).toBe(10);
    const { stdout } = await tiny.crm('show', 'p.json', '--format', 'markdown');
    expect(stdout).toContain(
      '> Only `segment.new` but `segment.gold`: 3 changes left out (`segment.all`, `segment.gold`, `campaign.news`).',
    );
    const text = await tiny.crm('plan', 'news', ...at('2'));
    expect(text.stdout).toContain('Only news: 1 change left out (segment.all).');
    expect(text.stdout).toMatch(/~ change +segment\.gold .*needed by campaign\.news/);
    const none = await tiny.crm('plan', 'template.hello', ...at('2'));
    expect(none.stdout).toMatch(
      /^No changes\. tiny · default has nothing to change in what was asked for\.\nOnly template\.hello: 4 /,
    );
    expect(none.stdout.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  it('keeps a file that is gone as long as it is not asked about', async () => {
    await tiny.json(['apply', '--auto-approve', ...at('2')]);
    rmSync(join(tiny.dir, 'campaigns/news.yaml'));
    tiny.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello again"');
    const planned = await tiny.json<Planned>(['plan', '--only', 'template.hello', '--out', 'p.json', ...at('3')]);
    expect([changes(planned), planned.scope.left_out]).toEqual([
      [['template.hello', 'asked for: template.hello']],
      ['campaign.news'],
    ]);
    await tiny.json(['apply', 'p.json', ...at('3')]);
    const { changes: left } = await tiny.json<Planned>(['plan', ...at('3')]);
    expect(left.map(({ address }) => address)).toEqual(['campaign.news']);
  });

  it('is what a branch changes, whatever happened to main since', async () => {
    const git = (...args: string[]) => {
      const { status, stderr } = spawnSync(
        'git',
        ['-C', tiny.dir, '-c', 'user.name=qa', '-c', 'user.email=qa@tiny.example', ...args],
        { encoding: 'utf8' },
      );
      expect([args[0], status, stderr.includes('fatal')]).toEqual([args[0], 0, false]);
    };
    git('init', '--quiet', '-b', 'main');
    git('add', '--', 'crm.yaml', 'segments', 'templates', 'campaigns');
    git('commit', '--quiet', '-m', 'one');
    git('checkout', '--quiet', '-b', 'work');
    tiny.edit('segments/all.yaml', 'All of them', 'Every one of them');
    write('segments/newer.yaml', 'title: Newer\nstage: retention\nwhere: { attribute: tier, is: new }\n');
    git('checkout', '--quiet', '-b', 'aside');
    git('stash', '--quiet', '--include-untracked');
    git('checkout', '--quiet', 'main');
    tiny.edit('segments/gold.yaml', 'title: Gold', 'title: Golden');
    git('commit', '--quiet', '-am', 'two');
    git('checkout', '--quiet', 'work');
    git('stash', 'pop', '--quiet');
    const planned = await tiny.json<Planned>(['plan', '--only', 'git:main', ...at('2')]);
    expect(changes(planned)).toEqual([
      ['segment.all', 'asked for: git:main'],
      ['segment.newer', 'asked for: git:main'],
    ]);
    const unknown = await tiny.crm('plan', '--only', 'git:nowhere', ...at('2'));
    expect([unknown.code, unknown.stderr]).toEqual([4, expect.stringContaining('GIT.UNKNOWN_REF')]);
  });

  it('is refused when it makes no sense, with the way out', async () => {
    for (const [args, code, says] of [
      [['--only', 'nwes'], 'SELECTION.NOTHING', 'did you mean `news`?'],
      [['--only', 'colour:red'], 'SELECTION.BAD', 'tag:autumn'],
      [['--only', 'news', '--exclude', 'segment.new'], 'SELECTION.INCOMPLETE', 'campaign.news needs segment.new'],
    ] as const) {
      const ran = await tiny.crm('plan', ...args, ...at('2'));
      expect([args, ran.code, ran.stdout]).toEqual([args, 4, '']);
      expect(ran.stderr).toContain(code);
      expect(ran.stderr).toContain(says);
    }
    await tiny.json(['plan', '--out', 'p.json', ...at('2')]);
    const twice = await tiny.crm('apply', 'p.json', '--only', 'news', ...at('2'));
    expect([twice.code, twice.stderr]).toEqual([4, expect.stringContaining('APPLY.SELECTED_TWICE')]);
    const applied = await tiny.json<{ applied: { address: string }[] }>([
      ...['apply', '--auto-approve', '--only', 'segment.all', ...at('2')],
    ]);
    expect(applied.applied.map(({ address }) => address)).toEqual(['segment.all']);
  });
});
