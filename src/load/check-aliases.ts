import { type Document, isNode, visit } from 'yaml';

export interface BadAlias {
  readonly kind: 'unknown' | 'circular';
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Aliases (`*name`) that no anchor (`&name`) comes before, or that stand inside the very thing they name. */
export function badAliases(document: Document.Parsed): BadAlias[] {
  const found: BadAlias[] = [];
  const anchors = new Map<string, unknown>();
  visit(document, {
    Alias(_, { source: name, range }, parents) {
      const kind = !anchors.has(name)
        ? 'unknown'
        : parents.includes(anchors.get(name) as never)
          ? 'circular'
          : undefined;
      if (kind) found.push({ kind, name, from: range?.[0] ?? 0, to: range?.[1] ?? 0 });
    },
    Value(_, node) {
      if (isNode(node) && 'anchor' in node && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return found;
}
