import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { runCrm, tempDir } from '../support/run-crm.ts';
import { tinyFiles, writeFiles, writeTiny } from './tiny-workspace.ts';

export interface Expected {
  readonly code: string;
  /** file:line:column, exact; left out for failures without a place. */
  readonly at?: string;
  /** What the caret stands under, exactly; left out when no source line is shown. */
  readonly marks?: string;
  /** The source line as it is shown, when that is not the line as it is. */
  readonly shows?: string;
  readonly hint?: readonly string[];
  /** A part of the summary. */
  readonly says?: string;
}

export interface Broken {
  readonly name: string;
  /** Whole files that are added or replaced. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** [file, what stands there, what stands there instead] */
  readonly edits?: readonly (readonly [string, string, string])[];
  readonly prepare?: (dir: string) => void;
  /** Why it cannot run here; undefined when it can. */
  readonly skip?: string | undefined;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly exit?: number;
  readonly finds: readonly Expected[];
  /** Text that must stand in no output. */
  readonly hides?: string;
}

export const plan = ['plan', '--as-of', '2026-11-06T10:05:00Z'];
export const nobody = 65534;
export const needsRoot = process.getuid?.() === 0 ? undefined : 'only root can run as somebody else';

const exitNames: Readonly<Record<number, string>> = { 3: 'invalid', 4: 'usage', 9: 'locked', 11: 'backend' };
const maxMs = 30_000;

export function checkBroken(title: string, cases: readonly Broken[]): void {
  describe.concurrent(title, () => {
    for (const broken of cases) {
      const name = broken.skip === undefined ? broken.name : `${broken.name} (skipped: ${broken.skip})`;
      it.skipIf(broken.skip !== undefined)(name, () => check(broken));
    }
  });
}

async function check(broken: Broken): Promise<void> {
  const { args = ['validate'], env, uid, exit = 3, finds } = broken;
  const dir = tempDir();
  write(dir, broken);
  const before = snapshot(dir);
  const options = { cwd: dir, ...(env ? { env } : {}), ...(uid === undefined ? {} : { uid }) };

  const started = performance.now();
  // One process says it twice, where its command can.
  const both = ['validate', 'plan'].includes(args[0] ?? '') && uid === undefined && exit !== 4;
  const document = join(tempDir(), 'document.json');
  const text = await runCrm(both ? [...args, '--output', `json=${document}`] : args, options);
  expect(performance.now() - started, 'milliseconds').toBeLessThan(maxMs);
  expect({ code: text.code, stderr: text.stderr }).toMatchObject({ code: exit });
  for (const output of [text.stdout, text.stderr]) {
    expect(output).not.toMatch(/\n\s+at /);
    expect(output).not.toContain('INTERNAL.BUG');
    if (broken.hides !== undefined) expect(output).not.toContain(broken.hides);
  }
  const lines = text.stderr.split('\n');
  for (const expected of finds) checkBlock(dir, lines, expected);

  const json = both
    ? { code: text.code, stdout: readFileSync(document, 'utf8'), stderr: text.stderr }
    : await runCrm([...args, '--format', 'json'], options);
  checkJson(json, exit, finds);
  if (broken.hides !== undefined) expect(json.stdout + json.stderr).not.toContain(broken.hides);
  expect(snapshot(dir)).toEqual(before);
}

function write(dir: string, { files = {}, edits = [], prepare }: Broken): void {
  writeTiny(dir);
  const changed: Record<string, string | Buffer> = { ...files };
  for (const [path, from, to] of edits) {
    const current = String(changed[path] ?? tinyFiles[path]);
    if (!current.includes(from)) throw new Error(`${path} has no ${from}`);
    changed[path] = current.replace(from, () => to);
  }
  writeFiles(dir, changed);
  prepare?.(dir);
}

/** The block of a finding in the terminal: place and code, sentence, source line with caret, why, hint and next. */
function checkBlock(
  dir: string,
  lines: readonly string[],
  { code, at, marks, shows, hint = [], says }: Expected,
): void {
  const head = at === undefined ? ` ${code}` : `${at} `;
  const start = lines.findIndex(
    (line) => (at === undefined ? ` ${line}`.includes(head) : line.startsWith(head)) && line.endsWith(code),
  );
  expect(start, `${at ?? ''} ${code} in\n${lines.join('\n')}`).toBeGreaterThanOrEqual(0);
  const end = lines.findIndex((line, i) => i > start && line === '');
  const block = lines.slice(start, end < 0 ? undefined : end);
  expect(
    block.filter((line) => line.startsWith('  why ')),
    block.join('\n'),
  ).toHaveLength(1);
  expect(block.filter((line) => /^ {2}next \S/.test(line)).length, block.join('\n')).toBeGreaterThanOrEqual(1);
  if (says !== undefined) expect(block[1]).toContain(says);
  if (hint.length > 0)
    expect(block).toContain(`  hint did you mean ${hint.map((word) => `\`${word}\``).join(' or ')}?`);
  if (shows !== undefined) expect(block[2]).toContain(shows);
  else if (marks === undefined) {
    expect(block.some((line) => line.includes('^'))).toBe(false);
  }
  if (marks === undefined) return;
  const [file = '', line = '', column = ''] = (at ?? '').split(':');
  const source =
    readFileSync(join(dir, file), 'utf8')
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)[Number(line) - 1] ?? '';
  const before = source.slice(0, Number(column) - 1);
  expect(
    source.slice(Number(column) - 1).startsWith(marks),
    `${at} stands before ${source.slice(Number(column) - 1)}`,
  ).toBe(true);
  expect(block[2]).toBe(`  ${line} | ${source.replaceAll('\t', ' ')}`);
  expect(block[3]).toBe(
    `  ${' '.repeat(line.length)} | ${' '.repeat(stringWidth(before))}${'^'.repeat(Math.max(1, stringWidth(marks)))}`,
  );
}

interface Printed {
  readonly diagnostics: readonly Record<string, unknown>[];
  readonly exit: { readonly code: number; readonly name: string };
}

function checkJson(
  { code, stdout }: { code: number | null; stdout: string },
  exit: number,
  finds: readonly Expected[],
): void {
  expect(code).toBe(exit);
  const printed = JSON.parse(stdout) as Printed;
  expect(printed.exit).toEqual({ code: exit, name: exitNames[exit] });
  const errors = printed.diagnostics.filter(({ severity }) => severity === 'error');
  expect(
    errors.map((one) => [one.code, one.file === null ? undefined : `${one.file}:${one.line}:${one.column}`]),
  ).toEqual(finds.map(({ code: wanted, at }) => [wanted, at]));
  expect(errors.map(({ suggestions }) => suggestions)).toEqual(finds.map(({ hint = [] }) => hint));
  for (const { why, next, summary } of errors) {
    expect(why).toBeTruthy();
    expect(summary).toBeTruthy();
    expect(next).not.toHaveLength(0);
  }
}

/** Everything in a folder with its content; only the ledger, which `plan` opens, may appear. */
function snapshot(dir: string): Record<string, string> {
  const all: Record<string, string> = {};
  const visit = (path: string): void => {
    const stat = lstatSync(join(dir, path));
    const mode = (stat.mode & 0o7777).toString(8);
    if (stat.isSymbolicLink()) all[path] = `link ${readlinkSync(join(dir, path))}`;
    else if (stat.isFile())
      all[path] = `${mode} ${createHash('sha256')
        .update(readFileSync(join(dir, path)))
        .digest('hex')}`;
    else if (stat.isDirectory()) {
      all[path] = `${mode} folder`;
      for (const name of readdirSync(join(dir, path))) if (name !== '.crm') visit(join(path, name));
    } else all[path] = 'something else';
  };
  visit('');
  return all;
}
