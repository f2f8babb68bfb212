import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.ts';

const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

function workspace(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'crm-load-'));
  made.push(dir);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(dir, path));
  return dir;
}

const ids = (dir: string): string[] => load(dir).tree.files.map(({ noun, id, path }) => `${noun} ${id} ${path}`);
const codes = (dir: string): string[] => load(dir).diagnostics.map(({ code, place }) => `${code} ${place?.file}`);

describe('which files are read', () => {
  it('crm.yaml and the YAML files of the four folders, sorted, also in folders inside', () => {
    const dir = workspace({
      'crm.yaml': 'a: 1',
      'segments/b.yaml': 'a: 1',
      'segments/a.yml': 'a: 1',
      'segments/kr/C.YAML': 'a: 1',
      'campaigns/x.yaml': 'a: 1',
      'other/y.yaml': 'a: 1',
    });
    expect(ids(dir)).toEqual([
      'workspace crm crm.yaml',
      'campaign x campaigns/x.yaml',
      'segment a segments/a.yml',
      'segment b segments/b.yaml',
      'segment C segments/kr/C.YAML',
    ]);
    expect(codes(dir)).toEqual([]);
  });

  it('nothing else: notes, hidden files, copies of an editor', () => {
    const dir = workspace({
      'crm.yaml': 'a: 1',
      'segments/README.md': '',
      'segments/.a.yaml': '',
      'segments/a.yaml~': '',
    });
    expect(ids(dir)).toEqual(['workspace crm crm.yaml']);
    expect(codes(dir)).toEqual([]);
  });

  it('the same id under two nouns is no conflict; under one it is', () => {
    const dir = workspace({
      'crm.yaml': 'a: 1',
      'segments/a.yaml': 'a: 1',
      'campaigns/a.yaml': 'a: 1',
      'segments/z/a.yml': 'a: 1',
    });
    expect(codes(dir)).toEqual(['FILE.DUPLICATE_ID segments/z/a.yml']);
  });

  it('a file that cannot be understood keeps its id', () => {
    const { tree } = load(workspace({ 'crm.yaml': 'a: 1', 'segments/a.yaml': 'a: "' }));
    expect(tree.broken).toEqual([{ noun: 'segment', id: 'a' }]);
  });
});

describe('what is not read is said', () => {
  const file = { 'crm.yaml': 'a: 1', 'segments/a.yaml': 'a: 1' };
  it.each([
    ['a link inside the workspace is a file', { 'segments/b.yaml': 'a.yaml' }, []],
    ['a link out of it', { 'segments/b.yaml': '/etc/hostname' }, ['FILE.OUTSIDE_WORKSPACE segments/b.yaml']],
    ['a link to a folder', { 'segments/b': '../segments' }, ['FILE.LINKED_FOLDER segments/b']],
    ['a link to nothing', { 'segments/b.yaml': 'gone' }, ['FILE.UNREADABLE segments/b.yaml']],
    ['a link to itself', { 'segments/b.yaml': 'b.yaml' }, ['FILE.UNREADABLE segments/b.yaml']],
    [
      'a link to a folder that ends like a file',
      { 'segments/b.yaml': '../segments' },
      ['FILE.LINKED_FOLDER segments/b.yaml'],
    ],
    ['a whole folder elsewhere', { personas: '/etc' }, ['FILE.OUTSIDE_WORKSPACE personas']],
    ['a whole folder that is gone', { personas: 'gone' }, ['FILE.UNREADABLE personas']],
  ])('%s', (_, links: Record<string, string>, expected) => {
    expect(codes(workspace(file, links))).toEqual(expected);
  });

  it('folders below the eighth', () => {
    const nine = `segments/${'x/'.repeat(9)}a.yaml`;
    expect(codes(workspace({ 'crm.yaml': 'a: 1', [nine]: 'a: 1' }))).toEqual([
      `FILE.FOLDER_TOO_DEEP segments/${'x/'.repeat(8)}x`,
    ]);
    const eight = `segments/${'x/'.repeat(8)}a.yaml`;
    expect(codes(workspace({ 'crm.yaml': 'a: 1', [eight]: 'a: 1' }))).toEqual([]);
  });

  it('a folder without crm.yaml', () => {
    expect(codes(workspace({ 'crm.yml': 'a: 1' }))).toEqual(['WORKSPACE.NOT_FOUND crm.yaml']);
    const [finding] = load(workspace({ 'crm.yml': 'a: 1' })).diagnostics;
    expect(finding?.next?.[0]).toBe('Rename crm.yml to crm.yaml.');
  });
});
