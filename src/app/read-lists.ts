import { createHash } from 'node:crypto';
import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { readPersonList } from '../importing/person-list/index.ts';
import { listNames, readListFile } from '../load/lists/index.ts';
import { listKey, type PersonList, type PersonLists } from '../model/person-list.ts';
import type { SourceFile } from '../model/source.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';

/** Where a condition asks for a list. */
export interface ListMention {
  readonly file: string;
  readonly column: string | undefined;
  /** The place of a key of the condition. */
  readonly place: (key: 'list' | 'column') => Place;
}

/** The lists that the segments of a workspace ask for, and what is wrong with them. Each file is read once. */
export async function readLists({
  root,
  segments,
}: Workspace): Promise<{ lists: PersonLists; diagnostics: Diagnostic[] }> {
  const lists = new Map<string, PersonList>();
  const diagnostics: Diagnostic[] = [];
  const mentions = [...segments.values()].flatMap(({ value, source }) => listMentions(value.where, source));
  for (const [file, asked] of Map.groupBy(mentions, (mention) => mention.file)) {
    const opened = readListFile(root, file);
    if (opened === 'missing') diagnostics.push(...missing(asked, listNames(root)));
    else if ('finding' in opened) diagnostics.push(opened.finding);
    else diagnostics.push(...(await readColumns(opened.bytes, { file, asked, lists })));
  }
  return { lists, diagnostics };
}

const listMentions = (where: Parameters<typeof walkCondition>[0], source: SourceFile): ListMention[] =>
  [...walkCondition(where, ['where'])].flatMap(({ condition, pointer }) =>
    'list' in condition
      ? [{ file: condition.list, column: condition.column, place: (key) => source.place([...pointer, key]) }]
      : [],
  );

interface Asked {
  readonly file: string;
  readonly asked: readonly ListMention[];
  readonly lists: Map<string, PersonList>;
}

async function readColumns(bytes: Uint8Array, { file, asked, lists }: Asked): Promise<Diagnostic[]> {
  const columns = asked.map(({ column }) => column);
  const { ids, header, diagnostics } = await readPersonList({ file, bytes, columns });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  for (const [column, found] of ids)
    lists.set(listKey({ list: file, ...(column === undefined ? {} : { column }) }), {
      file,
      column,
      sha256,
      ids: found,
    });
  if (diagnostics.some(({ severity }) => severity === 'error')) return [...diagnostics];
  return [...diagnostics, ...asked.filter(({ column }) => !ids.has(column)).map((one) => noColumn(one, header))];
}

const missing = (asked: readonly ListMention[], names: readonly string[]): Diagnostic[] =>
  asked.map(({ file, place }) => ({
    code: 'SEGMENT.UNKNOWN_LIST',
    severity: 'error',
    summary: `there is no file ${file}`,
    place: place('list'),
    why:
      names.length === 0
        ? 'The folder lists/ has no CSV files.'
        : `The folder lists/ has: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', ..' : ''}.`,
    next: ['Put the file there, or name one that exists.'],
    ...(suggest(file, names).length > 0 ? { suggestions: suggest(file, names) } : {}),
  }));

function noColumn({ file, column = '', place }: ListMention, header: readonly string[]): Diagnostic {
  const near = suggest(column, header);
  return {
    code: 'SEGMENT.UNKNOWN_LIST_COLUMN',
    severity: 'error',
    summary: `${file} has no column \`${column}\``,
    place: place('column'),
    why: `Its first line names: ${header.slice(0, 12).join(', ')}${header.length > 12 ? ', ..' : ''}.`,
    next: ['Name one of them.'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  };
}
