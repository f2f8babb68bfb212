import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Noun, SourceFile, SourceTree } from '../model/source.ts';
import { noWorkspace } from './file-finding.ts';
import { listFiles } from './list-files.ts';
import { parseYaml } from './parse-yaml.ts';
import { readFile } from './read-file.ts';

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

/**
 * Reads `crm.yaml` and the definition folders of a workspace, or `only` one kind of file. Every finding is collected; nothing is
 * thrown for bad content.
 */
export function load(root: string, { only }: { only?: Noun } = {}): Loaded {
  const diagnostics: Diagnostic[] = [];
  const found: Found[] = only === undefined || only === 'workspace' ? [{ noun: 'workspace', path: 'crm.yaml' }] : [];
  for (const [folder, noun] of Object.entries(folders)) {
    if (only !== undefined && noun !== only) continue;
    const listed = listFiles(root, folder);
    diagnostics.push(...listed.diagnostics);
    for (const path of listed.paths) found.push({ noun, path });
  }
  const files: SourceFile[] = [];
  const broken: SourceTree['broken'][number][] = [];
  const seen = new Map<string, string>();
  for (const { noun, path } of found) {
    const id = basename(path, extname(path));
    const twin = seen.get(`${noun} ${id}`);
    if (twin !== undefined) {
      diagnostics.push(duplicateId({ noun, path, id }, twin));
      continue;
    }
    seen.set(`${noun} ${id}`, path);
    const { file, findings } = read(root, { noun, path, id });
    diagnostics.push(...findings);
    if (file) files.push(file);
    else broken.push({ noun, id });
  }
  return { tree: { root, files, broken }, diagnostics };
}

interface Read {
  readonly file?: SourceFile;
  readonly findings: readonly Diagnostic[];
}

function read(root: string, source: Found & { readonly id: string }): Read {
  if (source.noun === 'workspace' && !existsSync(join(root, source.path))) {
    return {
      findings: [noWorkspace(['crm.yml', 'crm.YAML', 'Crm.yaml'].find((name) => existsSync(join(root, name))))],
    };
  }
  const opened = readFile(root, source.path);
  if ('finding' in opened) return { findings: [opened.finding] };
  const { document, diagnostics } = parseYaml(source.path, opened.bytes);
  return document ? { file: { ...source, ...document }, findings: diagnostics } : { findings: diagnostics };
}

const duplicateId = ({ noun, path, id }: Found & { readonly id: string }, twin: string): Diagnostic => ({
  code: 'FILE.DUPLICATE_ID',
  severity: 'error',
  summary: `two files define the ${noun} \`${id}\`: ${twin} and ${path}`,
  place: { file: path, line: 1, column: 1 },
  why: 'The id of a definition is its file name, whatever its folder or ending.',
  next: ['Rename or remove one of them.'],
});
