import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { writeTiny } from '../broken/tiny-workspace.ts';
import { ensureBuilt } from '../support/ensure-built.ts';
import { projectRoot, type Ran, runCrm, tempDir } from '../support/run-crm.ts';

const common = ['format', 'workspace', 'environment', 'as_of', 'diagnostics', 'exit'];
const at = ['--as-of', '2026-11-06T10:05:00Z'];

/** The one document on stdout; nothing else is said anywhere. */
function document({ stdout, stderr }: Ran): Record<string, unknown> & { diagnostics: Record<string, unknown>[] } {
  expect(stderr).toBe('');
  const parsed = JSON.parse(stdout) as Record<string, unknown> & { diagnostics: Record<string, unknown>[] };
  expect(Object.keys(parsed)).toEqual(expect.arrayContaining(common));
  return parsed;
}

const wrong: readonly (readonly [string, string, readonly string[]])[] = [
  ['plan --frobnicate', 'USAGE.UNKNOWN_OPTION', []],
  ['plan --refesh none', 'USAGE.UNKNOWN_OPTION', ['--refresh']],
  ['sned', 'USAGE.UNKNOWN_COMMAND', ['send']],
  ['segment cuont', 'USAGE.UNKNOWN_COMMAND', ['count']],
  ['segment', 'USAGE.NO_COMMAND', []],
  ['segment sample', 'USAGE.MISSING_ARGUMENT', []],
  ['store import', 'USAGE.MISSING_OPTION', []],
  ['plan --refresh everything', 'USAGE.WRONG_VALUE', []],
  ['report --lang xx', 'USAGE.WRONG_VALUE', []],
  ['report --format markdwon', 'USAGE.WRONG_VALUE', ['markdown']],
  ['doctor surplus', 'USAGE.TOO_MANY_ARGUMENTS', []],
  ['plan --as-of yesterday', 'USAGE.BAD_INSTANT', []],
];

describe('a command line that does not exist', () => {
  it.each(wrong)('crm %s: %s, exit 4, as a document', async (line, code, suggestions) => {
    const dir = tempDir();
    writeTiny(dir);
    const ran = await runCrm([...line.split(' '), '--format', 'json'], { cwd: dir });
    expect(ran.code).toBe(4);
    const { format, workspace, environment, exit, diagnostics } = document(ran);
    expect({ format, workspace, environment, exit }).toEqual({
      format: 'crm.error/v1',
      workspace: 'tiny',
      environment: 'default',
      exit: { code: 4, name: 'usage' },
    });
    expect(diagnostics).toMatchObject([{ code, suggestions }]);
    expect(diagnostics[0]?.why).toBeTruthy();
    expect(diagnostics[0]?.next).not.toHaveLength(0);
  });

  it.each(wrong)('crm %s: %s, as text', async (line, code, suggestions) => {
    const ran = await runCrm(line.split(' '), { cwd: tempDir() });
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    // A command that has commands of its own shows its help.
    if (code === 'USAGE.NO_COMMAND') expect(ran.stderr).toContain('Usage: crm segment');
    else expect(ran.stderr).toMatch(new RegExp(`^error ${code}\n {2}\\S[^]*\n {2}why {2}\\S[^]*\n {2}next \\S`));
    for (const word of suggestions) expect(ran.stderr).toContain(`did you mean \`${word}\``);
  });

  it('--format=json is understood as well, and what stands after -- is no flag', async () => {
    const dir = tempDir();
    expect(document(await runCrm(['sned', '--format=json'], { cwd: dir })).workspace).toBeNull();
    expect((await runCrm(['status', '--', '--format', 'json'], { cwd: dir })).stdout).toBe('');
  });

  it('a value that is missing at the end of the line is named', async () => {
    const ran = await runCrm(['plan', '--format', 'json', '--env'], { cwd: tempDir() });
    expect(ran.code).toBe(4);
    expect(document(ran).diagnostics).toMatchObject([
      { code: 'USAGE.MISSING_VALUE', summary: expect.stringContaining('--env') },
    ]);
  });
});

describe('before anything of crm is loaded', () => {
  const oldNode =
    'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.1.0"}})';
  const bin = (dir: string): string => {
    mkdirSync(join(dir, 'bin'));
    copyFileSync(join(projectRoot, 'bin/crm.js'), join(dir, 'bin/crm.mjs'));
    return join(dir, 'bin/crm.mjs');
  };
  it.each([
    ['a Node that is too old', 'USAGE.OLD_NODE', ['--import', oldNode]],
    ['a build that is not there', 'USAGE.NOT_BUILT', []],
  ])('%s: %s, as text and as a document', (_, code, flags) => {
    const file = bin(tempDir());
    const run = (...args: string[]) => spawnSync(process.execPath, [...flags, file, ...args], { encoding: 'utf8' });
    const text = run('plan');
    expect(text).toMatchObject({ status: 4, stdout: '' });
    expect(text.stderr).toMatch(new RegExp(`^error ${code}\\n {2}\\S.*\\n {2}why {2}\\S.*\\n {2}next \\S`));
    const { status, stdout, stderr } = run('plan', '--format', 'json');
    expect(document({ code: status, stdout, stderr })).toMatchObject({
      workspace: null,
      diagnostics: [{ code }],
      exit: { code: 4, name: 'usage' },
    });
    expect(status).toBe(4);
  });
});

it('a signal ends a command that has nothing to finish at once, even in the middle of long work', async () => {
  const dir = tempDir();
  writeTiny(dir);
  rmSync(join(dir, 'store.db'));
  await ensureBuilt();
  const args = [join(projectRoot, 'bin/crm.js'), 'demo', 'seed', '--people', '400000'];
  const child = spawn(process.execPath, args, { cwd: dir, stdio: 'ignore' });
  const ended = once(child, 'close');
  while (!existsSync(join(dir, 'store.db.new')) && child.exitCode === null) await sleep(5);
  child.kill('SIGTERM');
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(existsSync(join(dir, 'store.db'))).toBe(false);
});

describe('every failure has the keys that every document has', () => {
  it('as_of, environment and workspace of the command that failed', async () => {
    const dir = tempDir();
    writeTiny(dir);
    const json = ['--format', 'json'];
    const ran = await runCrm(['send', ...at, ...json], { cwd: dir });
    expect(ran.code).toBe(3);
    expect(document(ran)).toMatchObject({
      workspace: 'tiny',
      environment: 'default',
      as_of: '2026-11-06T10:05:00.000Z',
    });
    expect(document(await runCrm(['plan', '--env', 'nowhere', ...json], { cwd: dir }))).toMatchObject({
      workspace: 'tiny',
      environment: 'nowhere',
    });
  });

  it('the workspace is known although a file of it is broken', async () => {
    const dir = tempDir();
    writeTiny(dir);
    writeFileSync(join(dir, 'segments/vip.yaml'), 'title: [');
    const ran = await runCrm(['segment', 'list', '--format', 'json'], { cwd: dir });
    expect(document(ran)).toMatchObject({ workspace: 'tiny', exit: { code: 3, name: 'invalid' } });
  });

  it('it is null where there is none', async () => {
    const ran = await runCrm(['plan', '--format', 'json'], { cwd: tempDir() });
    expect(document(ran)).toMatchObject({ workspace: null, diagnostics: [{ code: 'WORKSPACE.NOT_FOUND' }] });
  });
});
