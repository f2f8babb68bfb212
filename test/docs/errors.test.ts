import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { exits } from '../../src/base/exit.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('docs/errors.md is what the source says', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/errors.js', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('every code has words', () => {
  const sections = readFileSync(join(root, 'docs/errors.md'), 'utf8').split(/^###? /m);
  const empty = sections.filter((section) => /^[A-Z]+\.[A-Z_]+/.test(section) && section.trim().split('\n').length < 3);
  expect(empty).toEqual([]);
  expect(sections.length).toBeGreaterThan(100);
});

test('docs/exit-codes.md names every exit code, and no other', () => {
  const text = readFileSync(join(root, 'docs/exit-codes.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map(([, code, name]) => [name, Number(code)]);
  expect(Object.fromEntries(rows)).toEqual(exits);
});
