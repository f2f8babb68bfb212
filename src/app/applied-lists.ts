import { createHash } from 'node:crypto';
import { readPersonList } from '../importing/person-list/index.ts';
import { readListFile } from '../load/lists/index.ts';
import {
  type AppliedSegment,
  listConditions,
  listKey,
  type PersonList,
  type PersonLists,
} from '../model/person-list.ts';

/** Why the content of a list, as it was applied, is not here. */
export type WhyNot = 'missing' | 'changed';

export interface AppliedLists {
  readonly lists: PersonLists;
  readonly unknown: ReadonlyMap<string, WhyNot>;
}

/** Finds the bytes of a file as they were applied. */
export type FindList = (file: string, sha256: string) => Uint8Array | WhyNot;

interface Wanted {
  readonly key: string;
  readonly file: string;
  readonly column: string | undefined;
  readonly sha256: string;
}

/** The lists of applied segments as they were when they were applied, as far as their content can still be found. */
export async function appliedLists(
  segments: ReadonlyMap<string, AppliedSegment>,
  find: FindList,
  known: PersonLists = new Map(),
): Promise<AppliedLists> {
  const lists = new Map<string, PersonList>();
  const unknown = new Map<string, WhyNot>();
  const files = Map.groupBy([...segments.values()].flatMap(wanted), ({ file, sha256 }) => `${sha256} ${file}`);
  for (const asked of files.values()) {
    const [{ file, sha256 } = { file: '', sha256: '' }] = asked;
    // Two segments that were applied with two versions of one file: neither is taken for the other.
    for (const { key } of asked) if (lists.has(key)) unknown.set(key, 'changed');
    const open = asked.filter(({ key }) => known.get(key)?.sha256 !== sha256);
    for (const { key } of asked) {
      const same = known.get(key);
      if (same?.sha256 === sha256) lists.set(key, same);
    }
    if (open.length === 0) continue;
    const bytes = find(file, sha256);
    if (typeof bytes === 'string') for (const { key } of open) unknown.set(key, bytes);
    else {
      const { ids } = await readPersonList({ file, bytes, columns: open.map(({ column }) => column) });
      for (const { key, column } of open) lists.set(key, { file, column, sha256, ids: ids.get(column) ?? [] });
    }
  }
  for (const key of unknown.keys()) lists.delete(key);
  return { lists, unknown };
}

const wanted = ({ where, lists = {} }: AppliedSegment): Wanted[] =>
  listConditions(where).flatMap((condition) => {
    const key = listKey(condition);
    const sha256 = Object.hasOwn(lists, key) ? lists[key]?.sha256 : undefined;
    return sha256 === undefined ? [] : [{ key, file: condition.list, column: condition.column, sha256 }];
  });

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The file of the workspace, when it is the one that was applied. */
export const fromWorkspace =
  (root: string): FindList =>
  (file, sha256) => {
    const opened = readListFile(root, file);
    if (opened === 'missing') return 'missing';
    return 'bytes' in opened && sha256Of(opened.bytes) === sha256 ? opened.bytes : 'changed';
  };
