import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { maxBytes, tooLarge } from './check-bytes.ts';
import { fileFinding, outside, unreadable } from './file-finding.ts';
import { inside } from './list-files.ts';

interface Limit {
  readonly bytes: number;
  readonly beyond: (path: string, size: number) => Diagnostic;
}

/** The bytes of a plain file in the workspace. Looks before it reads: a pipe would never end, a huge file would fill the memory. */
export function readFile(
  root: string,
  path: string,
  { bytes: most, beyond }: Limit = { bytes: maxBytes, beyond: tooLarge },
): { bytes: Buffer } | { finding: Diagnostic } {
  const full = join(root, path);
  try {
    const stat = statSync(full);
    if (!inside(root, path)) return { finding: outside(path) };
    if (stat.isDirectory()) return { finding: unreadable(path, 'EISDIR') };
    if (!stat.isFile()) return { finding: unreadable(path, 'ENOTFILE') };
    if (stat.size > most) return { finding: beyond(path, stat.size) };
    return { bytes: readFileSync(full) };
  } catch (error) {
    return { finding: fileFinding(path, error) };
  }
}
