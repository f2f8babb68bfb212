import { canonicalJson } from '../../base/canonical-json.ts';
import type { DesiredDefinition } from '../../model/desired.ts';
import type { FieldChange } from '../../model/plan.ts';
import type { Pointer } from '../../model/source.ts';

/** Every field that differs, with both values and the line where the new one stands (of its parent, when it was removed). */
export function compareFields(definition: DesiredDefinition, before: unknown): FieldChange[] {
  const old = new Map(leaves(before, []));
  const now = new Map(leaves(definition.content, []));
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  return paths
    .filter((path) => canonicalJson(old.get(path)?.value ?? null) !== canonicalJson(now.get(path)?.value ?? null))
    .map((path) => {
      const place = definition.place(now.get(path)?.pointer ?? old.get(path)?.pointer ?? []);
      return {
        path,
        file: place.file,
        line: place.line,
        before: old.get(path)?.value ?? null,
        after: now.get(path)?.value ?? null,
      };
    });
}

type Leaf = [path: string, { value: unknown; pointer: Pointer }];

/** Scalars and lists of scalars, by path: a list of words changes as one. */
function leaves(value: unknown, pointer: Pointer): Leaf[] {
  if (Array.isArray(value)) {
    if (value.every((item) => item === null || typeof item !== 'object'))
      return [[pointer.join('.'), { value, pointer }]];
    return value.flatMap((item, index) => leaves(item, [...pointer, index]));
  }
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...pointer, key]));
  return value === undefined ? [] : [[pointer.join('.'), { value, pointer }]];
}
