import { type Document, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { SourceFile } from '../model/source.ts';
import { checkBytes } from './check-bytes.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { locate } from './locate.ts';

interface Parsed {
  readonly document?: Pick<SourceFile, 'value' | 'place'>;
  readonly diagnostics: readonly Diagnostic[];
}

/** One YAML 1.2 core document with positions, or the findings that say why not. */
export function parseYaml(path: string, bytes: Buffer): Parsed {
  const checked = checkBytes(path, bytes);
  if ('finding' in checked) return { diagnostics: [checked.finding] };
  const { text } = checked;
  const lineCounter = new LineCounter();
  const placeAt = places(path, text, lineCounter);
  const document = parsed(text, lineCounter);
  if (document instanceof Error) return { diagnostics: [unparsedFinding(placeAt(0, 0))] };
  const problems = [...document.errors, ...document.warnings].slice(0, maxProblems);
  if (problems.length > 0) {
    return { diagnostics: problems.map((problem) => syntaxFinding(problem, placeAt(problem.pos[0], problem.pos[1]))) };
  }
  const twins = duplicateKeys(document).map((twin) => duplicateFinding(twin.key, placeAt(twin.from, twin.to)));
  if (twins.length > 0) return { diagnostics: twins };
  const value = toValue(document);
  if (value instanceof Error) return { diagnostics: [aliasFinding(placeAt(...firstAlias(document)))] };
  if (value === null || value === undefined) return { diagnostics: [emptyFinding(placeAt(0, 0))] };
  const place: SourceFile['place'] = (pointer, target = 'value') => {
    const { from, to } = locate(document, pointer, target);
    return placeAt(
      from,
      to,
      pointer.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    );
  };
  return { document: { value, place }, diagnostics: [] };
}

const maxProblems = 20;

/** The parser itself never throws for bad text; what it throws then is a stack that is too small. */
function parsed(text: string, lineCounter: LineCounter): Document.Parsed | Error {
  try {
    return parseDocument(text, { lineCounter, uniqueKeys: false, version: '1.2', schema: 'core', logLevel: 'error' });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

type PlaceAt = (from: number, to: number, pointer?: string) => Place;

function places(file: string, text: string, lineCounter: LineCounter): PlaceAt {
  const lines = text.split(/\r?\n/);
  return (from, to, pointer) => {
    const start = lineCounter.linePos(from);
    const end = lineCounter.linePos(Math.max(from, to));
    const source = lines[start.line - 1];
    return {
      file,
      line: Math.max(1, start.line),
      column: Math.max(1, start.col),
      endLine: Math.max(1, end.line),
      endColumn: Math.max(1, end.col),
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

const friendly: Readonly<Record<string, { why: string; next: string }>> = {
  TAB_AS_INDENT: { why: 'YAML indents with spaces only.', next: 'Replace the tab by spaces.' },
  MULTIPLE_DOCS: {
    why: 'One file holds one definition; its id is the file name.',
    next: 'Put what follows `---` into a file of its own.',
  },
  BAD_INDENT: {
    why: 'Lines of one level must begin in the same column.',
    next: 'Align this line with its neighbours.',
  },
  MISSING_CHAR: { why: 'A quote, bracket or colon is open.', next: 'Close it on this line.' },
  TAG_RESOLVE_FAILED: {
    why: 'Only plain YAML is read: no tags of your own.',
    next: 'Remove the tag (the word that begins with !).',
  },
};

function syntaxFinding(problem: YAMLError, place: Place): Diagnostic {
  const help = friendly[problem.code];
  return {
    code: problem.code === 'MULTIPLE_DOCS' ? 'FILE.SEVERAL_DOCUMENTS' : 'FILE.SYNTAX',
    severity: 'error',
    summary: sentence(problem),
    place,
    why: help?.why ?? 'The file is not valid YAML from here on.',
    next: [help?.next ?? 'Look at this line and the one before it: a quote, a colon or the indentation.'],
  };
}

function sentence(problem: YAMLError): string {
  if (problem.code === 'MULTIPLE_DOCS') return 'the file holds several YAML documents';
  if (problem.code === 'TAB_AS_INDENT') return 'a tab is used for indentation';
  const first = (problem.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  return `not valid YAML: ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}

const duplicateFinding = (key: string, place: Place): Diagnostic => ({
  code: 'FILE.DUPLICATE_KEY',
  severity: 'error',
  summary: `the key \`${key}\` stands here a second time`,
  place,
  why: 'One of the two would be ignored without a word.',
  next: ['Remove one of them, or merge them.'],
});

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
