import { definitionReferences } from '../model/definition-references.ts';
import { listKey, type PersonLists } from '../model/person-list.ts';
import { reachedSegments } from '../model/reached-segments.ts';
import type { SegmentFile } from '../model/workspace.ts';
import { listsOf } from './stale-lists.ts';

export interface Meant {
  readonly segments: ReadonlyMap<string, SegmentFile>;
  /** Left out where only the text counts: who is written into a list comes in. */
  readonly lists?: PersonLists;
}

/** What a segment says with all that it refers to: two that say the same ask for the same people. Undefined when something of it is not there. */
export function segmentMeaning(id: string, { segments, lists }: Meant): unknown {
  const ids = [...reachedSegments([id], segments)].sort();
  const named = ids.flatMap((one) =>
    definitionReferences({ address: `segment.${one}`, content: segments.get(one) }).flatMap((address) =>
      address.startsWith('segment.') ? [address.slice('segment.'.length)] : [],
    ),
  );
  const conditions = [...new Set([id, ...named, ...ids])].map((one) => segments.get(one)?.where);
  const hashes = lists ? listsOf([id], segments).map((list) => lists.get(listKey(list))?.sha256) : [];
  return [...conditions, ...hashes].includes(undefined) ? undefined : { ids, conditions, hashes };
}
