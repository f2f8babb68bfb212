import { definitionReferences } from './definition-references.ts';
import type { SegmentFile } from './workspace.ts';

/** These segments and every other that they refer to, however indirectly. */
export function reachedSegments(
  ids: Iterable<string>,
  segments: ReadonlyMap<string, SegmentFile>,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const content = segments.get(id);
    if (!content || reached.has(id)) continue;
    reached.add(id);
    for (const address of definitionReferences({ address: `segment.${id}`, content }))
      if (address.startsWith('segment.')) open.push(address.slice('segment.'.length));
  }
  return reached;
}
