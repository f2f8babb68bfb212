import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { fileFinding, folderTooDeep, linkedFolder, outside, unreadable } from './file-finding.ts';

const maxFolders = 8;
const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name) && !name.startsWith('.');

interface Listing {
  readonly paths: string[];
  readonly diagnostics: Diagnostic[];
}

/** YAML files below a folder of the workspace, sorted. Whatever is there and cannot be read is a finding, never skipped in silence. */
export function listFiles(
  root: string,
  folder: string,
): { paths: readonly string[]; diagnostics: readonly Diagnostic[] } {
  const listing: Listing = { paths: [], diagnostics: [] };
  if (inside(root, folder)) visit(root, folder, 0, listing);
  else listing.diagnostics.push(outside(folder));
  return { paths: listing.paths.sort(), diagnostics: listing.diagnostics };
}

function visit(root: string, path: string, depth: number, listing: Listing): void {
  for (const entry of entriesOf(root, path, listing)) {
    const child = `${path}/${entry.name}`;
    const problem = problemOf(root, child, entry, depth);
    if (problem) listing.diagnostics.push(problem);
    else if (entry.isDirectory()) visit(root, child, depth + 1, listing);
    else if (isYaml(entry.name)) listing.paths.push(child);
  }
}

function entriesOf(root: string, path: string, { diagnostics }: Listing): Dirent[] {
  try {
    return readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || isLink(root, path))
      diagnostics.push(fileFinding(path, error));
    return [];
  }
}

function problemOf(root: string, path: string, entry: Dirent, depth: number): Diagnostic | undefined {
  if (entry.isSymbolicLink()) {
    if (!inside(root, path)) return outside(path);
    return isFolder(root, path) ? linkedFolder(path) : undefined;
  }
  if (!entry.isDirectory()) return undefined;
  if (isYaml(entry.name)) return unreadable(path, 'EISDIR');
  return depth < maxFolders ? undefined : folderTooDeep(path, maxFolders);
}

/** Whether a path stays in the workspace when its links are followed. What cannot be followed is reported when it is read. */
export function inside(root: string, path: string): boolean {
  try {
    const away = relative(realpathSync(root), realpathSync(join(root, path)));
    return away !== '..' && !away.startsWith(`..${sep}`);
  } catch {
    return true;
  }
}

function isFolder(root: string, path: string): boolean {
  try {
    return statSync(join(root, path)).isDirectory();
  } catch {
    return false;
  }
}

function isLink(root: string, path: string): boolean {
  return lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
