import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface DocFile {
  readonly path: string;
  readonly text: string;
}

/** Files of the project by path: whole folders, or single files; what is not there is left out. */
export function filesOf(paths: readonly string[]): DocFile[] {
  return paths.flatMap((path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (!stat) return [];
    if (stat.isFile()) return [{ path, text: readFileSync(join(root, path), 'utf8') }];
    return filesOf(
      readdirSync(join(root, path))
        .sort()
        .map((name) => `${path}/${name}`),
    );
  });
}

export interface CommandLine {
  readonly file: string;
  readonly line: number;
  readonly words: readonly string[];
}

const shellFences = new Set(['sh', 'shell', 'bash', 'console']);

/** Every `crm ..` that a page tells its reader to type: in fenced shell blocks, with or without a `$` before it. */
export function commandsOf({ path, text }: DocFile): CommandLine[] {
  const found: CommandLine[] = [];
  let fence: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const mark = /^\s*```(\w*)/.exec(line);
    if (mark) fence = fence === undefined ? (mark[1] ?? '') : undefined;
    else if (fence !== undefined && shellFences.has(fence)) {
      for (const part of line.replace(/\s#.*$/, '').split(/&&|\|\|?|;/)) {
        const words = part
          .trim()
          .replace(/^\$ /, '')
          .replace(/^(?:[A-Z_]+=\S+ +)+/, '')
          .replace(/^(?:npx|npm run --silent|npm run) +(?=crm\b)/, '')
          .replace(/^crm -- /, 'crm ');
        if (/^crm(\s|$)/.test(words)) found.push({ file: path, line: index + 1, words: split(words).slice(1) });
      }
    }
  }
  return found;
}

/** Every `crm ..` that stands in running text. */
export function mentionsOf({ path, text }: DocFile): CommandLine[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''));
  return [...prose.matchAll(/`(crm(?: [^`]*)?)`/g)].map((match) => ({
    file: path,
    line: prose.slice(0, match.index).split('\n').length,
    words: split(match[1] ?? '').slice(1),
  }));
}

const split = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
