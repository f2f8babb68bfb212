import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { Pointer } from '../model/source.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
}

const rangeOf = (node: unknown): Range | undefined =>
  isNode(node) && node.range ? { from: node.range[0], to: node.range[1] } : undefined;

/** Where the value (or key) at a pointer stands in the text; the nearest parent that exists otherwise. */
export function locate(document: Document.Parsed, pointer: Pointer, target: 'key' | 'value'): Range {
  let node: Node | null | undefined = document.contents;
  let best: Range = rangeOf(node) ?? { from: 0, to: 0 };
  if (isMap(node)) best = rangeOf(node.items[0]?.key) ?? best;
  for (const [index, part] of pointer.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const last = index === pointer.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part));
      if (!pair) return best;
      const key = rangeOf(pair.key);
      const value = rangeOf(pair.value);
      if (last && target === 'key') return key ?? best;
      best = isScalar(pair.value) || last ? (nonEmpty(value) ?? key ?? best) : (key ?? value ?? best);
      if (last && !isScalar(pair.value)) best = key ?? best;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      best = rangeOf(isMap(item) ? item.items[0]?.key : item) ?? rangeOf(item) ?? best;
      node = item as Node | null;
    } else {
      return best;
    }
  }
  return best;
}

const nonEmpty = (range: Range | undefined): Range | undefined => (range && range.to > range.from ? range : undefined);
