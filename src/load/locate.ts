import { type Document, isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Pointer } from '../model/source.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
}

const rangeOf = (node: unknown): Range | undefined =>
  isNode(node) && node.range ? { from: node.range[0], to: node.range[1] } : undefined;

/** Where the value (or key) at a pointer stands in the text; the nearest parent that exists otherwise. */
export function locate(document: Document.Parsed, pointer: Pointer, target: 'key' | 'value'): Range {
  let node: unknown = document.contents;
  let best: Range = firstKey(node) ?? rangeOf(node) ?? { from: 0, to: 0 };
  for (const [index, part] of pointer.entries()) {
    const next = step(isAlias(node) ? node.resolve(document) : node, part);
    if (!next) return best;
    const last = index === pointer.length - 1;
    best = (last && target === 'key' ? next.key : undefined) ?? shown(next) ?? best;
    node = next.value;
  }
  return best;
}

interface Step {
  readonly key: Range | undefined;
  readonly value: unknown;
}

function step(node: unknown, part: string | number): Step | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
    return pair && { key: rangeOf(pair.key), value: pair.value };
  }
  if (!isSeq(node) || Number(part) >= node.items.length) return undefined;
  const item: unknown = node.items[Number(part)];
  return { key: firstKey(item), value: item };
}

/** A scalar is pointed at itself; a map or list at the key it stands under. */
function shown({ key, value }: Step): Range | undefined {
  return isScalar(value) ? (nonEmpty(rangeOf(value)) ?? key) : (key ?? rangeOf(value));
}

const firstKey = (node: unknown): Range | undefined => (isMap(node) ? rangeOf(node.items[0]?.key) : undefined);

const nonEmpty = (range: Range | undefined): Range | undefined => (range && range.to > range.from ? range : undefined);
