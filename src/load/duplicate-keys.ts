import { type Document, isMap, isScalar, visit } from 'yaml';

/** Keys that stand twice in one map. The parser's own check compares every pair, which takes minutes on hostile files. */
export function duplicateKeys(document: Document.Parsed): { key: string; from: number; to: number }[] {
  const twins: { key: string; from: number; to: number }[] = [];
  visit(document, {
    Map(_, map) {
      if (!isMap(map)) return;
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) twins.push({ key: name, from: key.range?.[0] ?? 0, to: key.range?.[1] ?? 0 });
        seen.add(name);
      }
    },
  });
  return twins.slice(0, 20);
}
