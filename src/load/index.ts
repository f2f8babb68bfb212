import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Noun, SourceFile, SourceTree } from '../model/source.ts';
import { fileFinding } from './file-finding.ts';
import { parseYaml } from './parse-yaml.ts';

const folders: Readonly<Record<string, Noun>> = {
  campaigns: 'campaign',
  segments: 'segment',
  templates: 'template',
  personas: 'persona',
};

export interface Loaded {
  readonly tree: SourceTree;
  readonly diagnostics: readonly Diagnostic[];
}

interface Found {
  readonly noun: Noun;
  readonly path: string;
}

/** Reads `crm.yaml` and the definition folders of a workspace. Every finding is collected; nothing is thrown for bad content. */
export function load(root: string): Loaded {
  const diagnostics: Diagnostic[] = [];
  const found: Found[] = [{ noun: 'workspace', path: 'crm.yaml' }];
  for (const [folder, noun] of Object.entries(folders)) {
    for (const path of list(root, folder, diagnostics)) found.push({ noun, path });
  }
  const files: SourceFile[] = [];
  const broken: SourceTree['broken'][number][] = [];
  const seen = new Map<string, string>();
  for (const { noun, path } of found) {
    const id = basename(path, extname(path));
    const twin = seen.get(`${noun} ${id}`);
    if (twin !== undefined) {
      diagnostics.push({
        code: 'FILE.DUPLICATE_ID',
        severity: 'error',
        summary: `two files define the ${noun} \`${id}\`: ${twin} and ${path}`,
        place: { file: path, line: 1, column: 1 },
        why: 'The id of a definition is its file name, whatever its folder or ending.',
        next: ['Rename or remove one of them.'],
      });
      continue;
    }
    seen.set(`${noun} ${id}`, path);
    const file = read(root, { noun, path, id }, diagnostics);
    if (file) files.push(file);
    else broken.push({ noun, id });
  }
  return { tree: { root, files, broken }, diagnostics };
}

function read(root: string, file: Found & { id: string }, diagnostics: Diagnostic[]): SourceFile | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(root, file.path));
  } catch (error) {
    diagnostics.push(fileFinding(file.path, error));
    return undefined;
  }
  const parsed = parseYaml(file.path, bytes);
  diagnostics.push(...parsed.diagnostics);
  if (!parsed.document) return undefined;
  return { ...file, ...parsed.document };
}

/** YAML files below a folder, sorted; links that lead out of the workspace are findings. */
function list(root: string, folder: string, diagnostics: Diagnostic[]): string[] {
  const paths: string[] = [];
  const visit = (path: string, depth: number): void => {
    let entries: import('node:fs').Dirent[];
    try {
      entries = readdirSync(join(root, path), { withFileTypes: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      diagnostics.push(fileFinding(path, error));
      return;
    }
    for (const entry of entries) {
      const child = `${path}/${entry.name}`;
      if (entry.isSymbolicLink() && !inside(root, child)) {
        diagnostics.push(outside(child));
      } else if (entry.isDirectory() && depth < 8) {
        visit(child, depth + 1);
      } else if (/\.ya?ml$/i.test(entry.name) && !entry.name.startsWith('.')) {
        paths.push(child);
      }
    }
  };
  visit(folder, 0);
  return paths.sort();
}

function inside(root: string, path: string): boolean {
  try {
    const away = relative(realpathSync(root), realpathSync(join(root, path)));
    return away !== '..' && !away.startsWith(`..${sep}`);
  } catch {
    return true;
  }
}

const outside = (path: string): Diagnostic => ({
  code: 'FILE.OUTSIDE_WORKSPACE',
  severity: 'error',
  summary: `${path} is a link that leads out of the workspace`,
  place: { file: path, line: 1, column: 1 },
  why: 'What a pull request shows must be what is applied; a file elsewhere is not in git.',
  next: ['Copy the file into the workspace.'],
});
