import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { ensureBuilt } from '../support/ensure-built.ts';
import { projectRoot } from '../support/run-crm.ts';
import { type TinyWorkspace, tinyWorkspace } from '../support/tiny-workspace.ts';

interface Exported {
  readonly count: number;
  readonly sha256: string;
  readonly diagnostics: readonly { readonly code: string }[];
}

const odd = ['=1+1', '+82', '-1', '@x', "'=x", 'a,b', 'a"b', ' a', 'ㄱ가', '🙂', '\tx', '007', "o'neil"];

function workspace(ids: readonly string[]): TinyWorkspace {
  const tiny = tinyWorkspace(() => 'smtp://127.0.0.1:1');
  tiny.add(ids.map((id, i) => ({ id, email: `p${i}@people.example` })));
  return tiny;
}

describe('crm segment export', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('that %s ends leaves nothing', { timeout: 60_000 }, async (signal, code) => {
    const tiny = workspace(['a']);
    const db = new Database(join(tiny.dir, 'store.db'));
    db.exec(
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1500000) insert into people (id, joined) select 'p' || i, '2024-01-01' from n",
    );
    db.close();
    const before = readdirSync(tiny.dir).sort();
    await ensureBuilt();
    const args = [join(projectRoot, 'bin/crm.js'), 'segment', 'export', 'all', '--to', 'out.csv', '--format', 'json'];
    const child = spawn(process.execPath, args, { cwd: tiny.dir, env: { SMTP_URL: 'smtp://127.0.0.1:1' } });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    // As soon as there is a draft, it is being written.
    while (readdirSync(tiny.dir).length === before.length) await setTimeout(5);
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(JSON.parse(said)).toMatchObject({ diagnostics: [{ code: 'SEGMENT.EXPORT_STOPPED' }] });
    expect(readdirSync(tiny.dir).sort()).toEqual(before);
  });

  it('writes the ids of a segment into a file of the owner, which read as a list means the same people', async () => {
    const tiny = workspace(odd);
    const exported = await tiny.json<Exported>(['segment', 'export', 'all', '--to', 'out.csv']);
    const text = readFileSync(join(tiny.dir, 'out.csv'), 'utf8');
    expect(exported).toMatchObject({ count: odd.length, sha256: createHash('sha256').update(text).digest('hex') });
    expect(statSync(join(tiny.dir, 'out.csv')).mode & 0o777).toBe(0o600);
    expect(text.split('\n')[0]).toBe('id');
    // Nothing that a spreadsheet would run.
    for (const line of text.split('\n')) expect(line).not.toMatch(/^"?[=+\-@\t\r]/);
    mkdirSync(join(tiny.dir, 'lists'));
    writeFileSync(join(tiny.dir, 'lists/out.csv'), text);
    writeFileSync(join(tiny.dir, 'segments/listed.yaml'), 'title: x\nwhere: { list: lists/out.csv }\n');
    const counted = await tiny.json<{ segments: { count: number }[] }>(['segment', 'count', 'listed']);
    // An id with blanks around it cannot be told from one without in a list.
    expect(counted.segments[0]?.count).toBeGreaterThanOrEqual(odd.length - 2);
    expect(readdirSync(tiny.dir).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('writes over nothing unless it is told to, and leaves no half of a file', async () => {
    const tiny = workspace(['a']);
    writeFileSync(join(tiny.dir, 'out.csv'), 'mine');
    const refused = await tiny.json<Exported>(['segment', 'export', 'all', '--to', 'out.csv'], 4);
    expect(refused.diagnostics).toMatchObject([{ code: 'SEGMENT.EXPORT_EXISTS' }]);
    expect(readFileSync(join(tiny.dir, 'out.csv'), 'utf8')).toBe('mine');
    await tiny.json(['segment', 'export', 'all', '--to', 'out.csv', '--force']);
    expect(readFileSync(join(tiny.dir, 'out.csv'), 'utf8')).toBe('id\na\n');
    const nowhere = await tiny.json<Exported>(['segment', 'export', 'all', '--to', 'no/out.csv'], 4);
    expect(nowhere.diagnostics).toMatchObject([{ code: 'SEGMENT.EXPORT_FAILED' }]);
    rmSync(join(tiny.dir, 'store.db'));
    expect((await tiny.crm('segment', 'export', 'all', '--to', 'new.csv')).code).not.toBe(0);
    expect(existsSync(join(tiny.dir, 'new.csv'))).toBe(false);
  });

  it('of nobody has a header; somebody in several rows stands there once; unknown segments are named', async () => {
    const tiny = workspace(['b', 'a']);
    await tiny.json(['segment', 'export', 'gold', '--to', 'none.csv']);
    expect(readFileSync(join(tiny.dir, 'none.csv'), 'utf8')).toBe('id\n');
    const db = new Database(join(tiny.dir, 'store.db'));
    db.exec('create table twice as select * from people union all select * from people; drop table people;');
    db.exec('alter table twice rename to people');
    db.close();
    expect(await tiny.json(['segment', 'export', 'all', '--to', 'two.csv'])).toMatchObject({ count: 2 });
    expect(readFileSync(join(tiny.dir, 'two.csv'), 'utf8')).toBe('id\na\nb\n');
    expect((await tiny.json<Exported>(['segment', 'export', 'al', '--to', 'x.csv'], 4)).diagnostics).toMatchObject([
      { code: 'SEGMENT.UNKNOWN', suggestions: ['all'] },
    ]);
  });

  it('warns of a file that git would take', async () => {
    const tiny = workspace(['a']);
    execFileSync('git', ['-C', tiny.dir, 'init', '-q']);
    const warned = await tiny.json<Exported>(['segment', 'export', 'all', '--to', 'out.csv']);
    expect(warned.diagnostics).toMatchObject([{ code: 'SEGMENT.EXPORT_IN_GIT', severity: 'warning' }]);
    writeFileSync(join(tiny.dir, '.gitignore'), '*.csv\n');
    const ignored = await tiny.json<Exported>(['segment', 'export', 'all', '--to', 'out2.csv']);
    expect(ignored.diagnostics).toEqual([]);
  });
});
