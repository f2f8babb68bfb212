import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { CrmError } from '../base/crm-error.ts';
import type { StoreMapping } from '../model/workspace.ts';
import { mergeMap } from './merge-map.ts';
import { type NewWorkspace, newWorkspace, renderStore } from './new-workspace.ts';
import { commentsAt, commentsOf } from './yaml-comments.ts';

/**
 * The text of crm.yaml with this `store:` part. What stands outside of it is kept byte for byte, and so is every
 * comment inside of it. Without a text: a complete new one.
 */
export function writeMapping(crmYamlText: string | undefined, mapping: StoreMapping, created: NewWorkspace): string {
  if (crmYamlText === undefined) return newWorkspace(mapping, created);
  const document = parseDocument(crmYamlText);
  if (document.contents === null && document.errors.length === 0) {
    return `${endLine(crmYamlText)}${newWorkspace(mapping, created)}`;
  }
  if (document.errors.length > 0 || !isMap(document.contents)) throw unreadable(document, crmYamlText);
  const written = replaceStore(crmYamlText, document.contents, mapping);
  const after = parseDocument(written);
  if (after.errors.length > 0 || !sameStore(after, mapping)) throw unreadable(document, crmYamlText);
  return written;
}

function replaceStore(text: string, top: YAMLMap, mapping: StoreMapping): string {
  if (top.flow === true) throw unreadable(undefined, text);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const section = storeSection(text, top);
  if (!section) return `${endLine(text)}${lineEnd}${renderStore(mapping).replaceAll('\n', lineEnd)}`;
  const before = text.slice(section.from, section.to).replaceAll('\r\n', '\n');
  const after = updateStore(before, mapping);
  const rest = text.slice(section.to);
  const body = rest === '' || /^\r?\n/.test(rest) ? after.trimEnd() : after;
  return `${text.slice(0, section.from)}${body.replaceAll('\n', lineEnd)}${rest === '' ? lineEnd : rest}`;
}

/** Where the text of `store:` begins and where its last line ends. Comments at the margin behind it belong to what follows. */
function storeSection(text: string, top: YAMLMap): { from: number; to: number } | undefined {
  const index = top.items.findIndex(({ key }) => isScalar(key) && key.value === 'store');
  const item = top.items[index];
  if (!item || !isScalar(item.key) || !item.key.range) return undefined;
  const next = top.items[index + 1]?.key;
  const limit = isScalar(next) && next.range ? next.range[0] : text.length;
  const from = item.key.range[0];
  const value = item.value as { range?: [number, number, number] | null } | null;
  let to = lineEndOf(text, Math.max(from, (value?.range?.[1] ?? from) - 1));
  for (let start = nextLine(text, to); start < limit; start = nextLine(text, start)) {
    const line = text.slice(start, lineEndOf(text, start));
    if (/^[ \t]+\S/.test(line)) to = start + line.length;
    else if (line.trim() !== '') break;
  }
  return { from, to };
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function lineEndOf(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** The old part with the new values in it, so that comments stay at their keys; those of keys that are gone go with them. */
function updateStore(before: string, mapping: StoreMapping): string {
  const document = parseDocument(before);
  const store = document.get('store');
  if (document.errors.length > 0 || !isMap(store) || /(?:^|[\s,[{])[&*]\S/m.test(before))
    return withComments(before, { after: renderStore(mapping), gone: [] });
  const gone: string[] = [];
  const drop = (node: unknown): void => {
    gone.push(...commentsAt(node, before));
  };
  mergeMap({ document, drop }, store, mapping);
  return withComments(before, { after: document.toString({ lineWidth: 0 }), gone });
}

/** The old comments that lost their place, at the end of the new part. */
function withComments(before: string, { after, gone }: { after: string; gone: readonly string[] }): string {
  const kept = [...commentsOf(after), ...gone];
  const lost = commentsOf(before).filter((comment) => {
    const at = kept.indexOf(comment);
    if (at >= 0) kept.splice(at, 1);
    return at < 0;
  });
  return `${after.trimEnd()}\n${lost.map((comment) => `  ${comment}\n`).join('')}`;
}

const endLine = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

function sameStore(document: Document, mapping: StoreMapping): boolean {
  try {
    return isDeepStrictEqual((document.toJS() as { store?: unknown }).store, JSON.parse(JSON.stringify(mapping)));
  } catch {
    return false;
  }
}

function unreadable(document: Document.Parsed | undefined, text: string): CrmError {
  const lines = new LineCounter();
  parseDocument(text, { lineCounter: lines });
  const { line, col } = lines.linePos(document?.errors[0]?.pos[0] ?? 0);
  return new CrmError('invalid', {
    code: 'IMPORT.WORKSPACE_FILE',
    severity: 'error',
    summary: 'the store part cannot be written into crm.yaml',
    place: { file: 'crm.yaml', line: Math.max(1, line), column: Math.max(1, col) },
    why: 'The file must be one YAML map in block style (key: value, one a line), and no other part may use an anchor of the store part.',
    next: ['Look at this line, then import again.', 'Or move crm.yaml away: a new one is written.'],
  });
}
