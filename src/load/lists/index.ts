import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { readFile } from '../read-file.ts';

const most = 64 * 1024 * 1024;

/** The bytes of a list of people, `missing` when there is no such file, or what is wrong with it. */
export function readListFile(root: string, path: string): { bytes: Buffer } | { finding: Diagnostic } | 'missing' {
  if (!isThere(root, path)) return 'missing';
  return readFile(root, path, { bytes: most, beyond: tooLarge });
}

/** The files in the folder of lists, for names that were misspelled. */
export function listNames(root: string): string[] {
  try {
    return readdirSync(join(root, 'lists'), { recursive: true, encoding: 'utf8' })
      .map((name) => `lists/${name.replaceAll('\\', '/')}`)
      .filter((name) => name.endsWith('.csv'))
      .sort();
  } catch {
    return [];
  }
}

/** Links that lead nowhere are there, and cannot be read. */
function isThere(root: string, path: string): boolean {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

const tooLarge = (path: string, size: number): Diagnostic => ({
  code: 'LIST.TOO_LARGE',
  severity: 'error',
  summary: `the list has ${size.toLocaleString('en')} bytes; at most ${most.toLocaleString('en')} are read`,
  place: { file: path, line: 1, column: 1 },
  why: 'All of its ids stand in every query that asks for the list.',
  next: ['Keep only the column with the ids.', 'Or put them into a table of the store, and ask for it with `related`.'],
});
