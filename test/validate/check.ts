import { basename, extname } from 'node:path';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import type { Noun, SourceFile, SourceTree } from '../../src/model/source.ts';
import { validate } from '../../src/validate/index.ts';
import { tinyFiles } from '../broken/tiny-workspace.ts';

const nouns: Readonly<Record<string, Noun>> = {
  segments: 'segment',
  campaigns: 'campaign',
  templates: 'template',
  personas: 'persona',
};

export function sourceFile(path: string, text: string): SourceFile {
  const { document, diagnostics } = parseYaml(path, Buffer.from(text));
  if (!document) throw new Error(`${path}: ${diagnostics[0]?.summary}`);
  return { noun: nouns[path.split('/')[0] ?? ''] ?? 'workspace', id: basename(path, extname(path)), path, ...document };
}

export type Edit = readonly [path: string, from: string, to: string];

export function tree(edits: readonly Edit[], files: Readonly<Record<string, string>> = {}): SourceTree {
  const all: Record<string, string> = { ...tinyFiles, ...files };
  for (const [path, from, to] of edits) {
    const text = all[path] ?? '';
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
    all[path] = text.replace(from, () => to);
  }
  return { root: '/w', files: Object.entries(all).map(([path, text]) => sourceFile(path, text)), broken: [] };
}

/** The findings of the tiny workspace after some edits: `severity code file:line:column`, then hints. */
export function findings(edits: readonly Edit[], files?: Readonly<Record<string, string>>): string[] {
  return validate(tree(edits, files)).diagnostics.map(({ severity, code, place, suggestions = [] }) =>
    [
      severity === 'error' ? '' : `${severity} `,
      code,
      ` ${place?.file}:${place?.line}:${place?.column}`,
      ...suggestions.map((word) => ` ${word}?`),
    ].join(''),
  );
}
