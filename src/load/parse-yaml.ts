import { type Document, parseDocument, visit, type YAMLError } from 'yaml';
import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { type BadAlias, badAliases } from './check-aliases.ts';
import { checkBytes } from './check-bytes.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { insideBlock } from './inside-block.ts';
import { lineStarts } from './line-starts.ts';
import { locate } from './locate.ts';
import { documentOf } from './recent-documents.ts';
import { syntaxFinding } from './syntax-finding.ts';

interface Parsed {
  readonly document?: Pick<SourceFile, 'value' | 'place' | 'placeInside'>;
  readonly diagnostics: readonly Diagnostic[];
}

/** One YAML 1.2 core document with positions, or the findings that say why not. */
export function parseYaml(path: string, bytes: Buffer): Parsed {
  const checked = checkBytes(path, bytes);
  if ('finding' in checked) return { diagnostics: [checked.finding] };
  const { text } = checked;
  const placeAt = places(path, text);
  const document = parsed(text);
  if (document instanceof Error) return { diagnostics: [unparsedFinding(placeAt(0, 0))] };
  const problems = syntaxFindings(document, placeAt);
  if (problems.length > 0) return { diagnostics: problems };
  const twins = duplicateKeys(document).map((twin) => duplicateFinding(twin.key, placeAt(twin.from, twin.to)));
  if (twins.length > 0) return { diagnostics: twins };
  const aliases = (text.includes('*') ? badAliases(document) : []).map((alias) =>
    badAliasFinding(alias, placeAt(alias.from, alias.to)),
  );
  if (aliases.length > 0) return { diagnostics: aliases };
  const value = toValue(document);
  if (value instanceof Error) return { diagnostics: [aliasFinding(placeAt(...firstAlias(document)))] };
  if (value === null || value === undefined) return { diagnostics: [emptyFinding(placeAt(0, 0))] };
  // Most files are asked for no place: their trees are not kept for it.
  const tree = (): Document.Parsed => documentOf(text, parseAgain);
  const place: SourceFile['place'] = (pointer, target = 'value') => {
    const { from, to } = locate(tree(), pointer, target);
    return placeAt(from, to, written(pointer));
  };
  const placeInside: SourceFile['placeInside'] = (pointer, stretch) => {
    const range = insideBlock(tree(), text, { pointer, stretch });
    return range ? placeAt(range.from, range.to, written(pointer)) : place(pointer);
  };
  return { document: { value, place, placeInside }, diagnostics: [] };
}

const written = (pointer: Pointer): string =>
  pointer.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const maxProblems = 20;

/** The parser itself never throws for bad text; what it throws then is a stack that is too small. */
function parsed(text: string): Document.Parsed | Error {
  try {
    return parseAgain(text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const parseAgain = (text: string): Document.Parsed =>
  parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
    logLevel: 'error',
  });

type PlaceAt = (from: number, to: number, pointer?: string) => Place;

function places(file: string, text: string): PlaceAt {
  let known: { readonly lines: string[]; readonly locateOffset: ReturnType<typeof lineStarts> } | undefined;
  return (from, to, pointer) => {
    known ??= { lines: text.split(/\r?\n/), locateOffset: lineStarts(text) };
    const { lines, locateOffset } = known;
    const start = locateOffset(from);
    const end = locateOffset(Math.max(from, to));
    const source = lines[start.line - 1];
    return {
      file,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      ...(pointer === undefined ? {} : { pointer }),
      ...(source === undefined ? {} : { source: withoutPasswords(source) }),
    };
  };
}

/** A source line is shown on terminals and in the logs of CI: the password of a URL in it is not. Columns stay what they are. */
const withoutPasswords = (line: string): string =>
  line.replace(
    /(:\/\/[^\s:/@]{0,200}:)(?!\$\{env:\w+\}@)([^\s@]{1,200})(?=@)/g,
    (_, before: string, password: string) => before + '*'.repeat(password.length),
  );

/** One finding a line, and none for consequences: a token that is only unexpected because of the mistake before, lines that are out of column like the one above. */
function syntaxFindings(document: Document.Parsed, placeAt: PlaceAt): Diagnostic[] {
  const byLine = new Map<number, Diagnostic>();
  let outOfColumn = 0;
  for (const problem of [...document.errors, ...document.warnings].slice(0, maxProblems)) {
    const place = placeAt(problem.pos[0], problem.pos[1]);
    const quote = openQuote(document, problem);
    if (byLine.size > 0 && /^Unexpected [\w-]+ token in/.test(problem.message)) continue;
    if (byLine.has(place.line)) continue;
    const finding = syntaxFinding(problem, place, quote && placeAt(...quote));
    if (problem.code !== 'BAD_INDENT' || outOfColumn !== place.line - 1) byLine.set(place.line, finding);
    if (problem.code === 'BAD_INDENT') outOfColumn = place.line;
  }
  return [...byLine.values()];
}

/** Where the text begins that ends the file without its closing quote. */
function openQuote(document: Document.Parsed, problem: YAMLError): [number, number] | undefined {
  let found: [number, number] | undefined;
  if (!/^Missing closing ['"]quote/.test(problem.message)) return found;
  visit(document, {
    Scalar: (_, { range, type }) => {
      if (range && type?.startsWith('QUOTE') && range[0] < problem.pos[0]) found = [range[0], range[1]];
    },
  });
  return found;
}

function firstAlias(document: Document.Parsed): [number, number] {
  let range: [number, number] = [0, 0];
  visit(document, {
    Alias: (_, alias) => {
      range = [alias.range?.[0] ?? 0, alias.range?.[1] ?? 0];
      return visit.BREAK;
    },
  });
  return range;
}

function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const duplicateFinding = (key: string, place: Place): Diagnostic => ({
  code: 'FILE.DUPLICATE_KEY',
  severity: 'error',
  summary: `the key \`${key}\` stands here a second time`,
  place,
  why: 'One of the two would be ignored without a word.',
  next: ['Remove one of them, or merge them.'],
});

const badAliasFinding = ({ kind, name }: BadAlias, place: Place): Diagnostic =>
  kind === 'circular'
    ? aliasFinding(place)
    : {
        code: 'FILE.UNKNOWN_ALIAS',
        severity: 'error',
        summary: `\`*${name}\` refers to \`&${name}\`, which stands nowhere before it`,
        place,
        why: 'YAML takes a text that begins with * for a reference.',
        next: ['Put the text in quotes, or write the value out.'],
      };

const aliasFinding = (place: Place): Diagnostic => ({
  code: 'FILE.ALIASES',
  severity: 'error',
  summary: 'the aliases (*name) of the file multiply, or lead back to themselves',
  place,
  why: 'A few lines of aliases that repeat each other can fill all memory, so they are limited.',
  next: ['Write the values out.'],
});

const unparsedFinding = (place: Place): Diagnostic => ({
  code: 'FILE.TOO_DEEP',
  severity: 'error',
  summary: 'the file is nested too deep to be read',
  place,
  why: 'Nobody could say what it means.',
  next: ['Move the inner part into a definition of its own and refer to it by its id.'],
});

const emptyFinding = (place: Place): Diagnostic => ({
  code: 'FILE.EMPTY',
  severity: 'error',
  summary: 'the file is empty',
  place,
  why: 'Its name defines an id, but it says nothing about it.',
  next: ['Write the definition, or remove the file.'],
});
