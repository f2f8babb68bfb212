import { type Document, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';

interface Merging {
  readonly document: Document;
  /** Told of every pair and item that goes. */
  readonly drop: (node: unknown) => void;
}

/** Gives a map these keys and values; what was there under the same keys keeps its comments and its style. */
export function mergeMap(merging: Merging, map: YAMLMap, wanted: object): void {
  const entries = new Map<string, unknown>(Object.entries(wanted));
  map.items = map.items.filter((pair) => {
    const stays = isScalar(pair.key) && entries.has(String(pair.key.value));
    if (!stays) merging.drop(pair);
    return stays;
  });
  for (const [key, value] of entries) {
    const old = map.get(key, true) as unknown;
    if (!mergeNode(merging, old, value)) map.set(key, merging.document.createNode(value));
  }
}

/** Whether the old node could take the new value. */
function mergeNode(merging: Merging, old: unknown, value: unknown): boolean {
  if (Array.isArray(value)) {
    if (isSeq(old)) mergeList(merging, old, value);
    return isSeq(old);
  }
  if (value !== null && typeof value === 'object') {
    if (isMap(old)) mergeMap(merging, old, value);
    return isMap(old);
  }
  if (isScalar(old)) old.value = value;
  return isScalar(old);
}

function mergeList(merging: Merging, list: YAMLSeq, wanted: readonly unknown[]): void {
  for (const surplus of list.items.splice(wanted.length)) merging.drop(surplus);
  for (const [index, value] of wanted.entries()) {
    if (!mergeNode(merging, list.items[index], value)) list.set(index, merging.document.createNode(value));
  }
}
