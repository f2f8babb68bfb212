import type { ErrorObject } from 'ajv';
import { suggest } from '../base/suggest.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { toPointer } from './schema-finding.ts';

export interface Repaired {
  readonly file: SourceFile;
  /** Pointers of maps that lost a key: what they seem to lack now is no news. */
  readonly gaps: readonly string[];
}

/**
 * The file as it was probably meant: a mistyped key gets its right name, an unknown one is left out. Never used for
 * anything but finding more mistakes in the same run. Undefined when there is nothing to repair.
 */
export function repair(file: SourceFile, errors: readonly ErrorObject[]): Repaired | undefined {
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  if (unknown.length === 0) return undefined;
  const value: unknown = structuredClone(file.value);
  const renamed = new Map<string, string>();
  const gaps: string[] = [];
  for (const error of unknown) {
    const pointer = toPointer(error.instancePath);
    const map = at(value, pointer);
    const key = String(error.params.additionalProperty);
    if (!map || !Object.hasOwn(map, key)) continue;
    const meant = meantKey(error, map);
    if (meant === undefined) gaps.push(path(pointer));
    else {
      Object.defineProperty(map, meant, { value: map[key], enumerable: true, writable: true, configurable: true });
      renamed.set(path([...pointer, meant]), key);
    }
    delete map[key];
  }
  const place: SourceFile['place'] = (pointer, target) =>
    file.place(
      pointer.map((part, i) => renamed.get(path(pointer.slice(0, i + 1))) ?? part),
      target,
    );
  return { file: { ...file, value, place }, gaps };
}

/** The key that was probably meant: one that is missing and needed first. */
export function meantKey(
  { params, parentSchema }: ErrorObject,
  map: Readonly<Record<string, unknown>>,
): string | undefined {
  const { properties = {}, required = [] } = (parentSchema ?? {}) as { properties?: object; required?: string[] };
  const free = suggest(String(params.additionalProperty), Object.keys(properties)).filter(
    (name) => !Object.hasOwn(map, name),
  );
  return free.find((name) => required.includes(name)) ?? free[0];
}

const path = (pointer: Pointer): string => pointer.map((part) => `/${part}`).join('');

function at(value: unknown, pointer: Pointer): Record<string, unknown> | undefined {
  let node = value;
  for (const part of pointer)
    node = node === null || typeof node !== 'object' ? undefined : (node as Record<string, unknown>)[part];
  return node !== null && typeof node === 'object' ? (node as Record<string, unknown>) : undefined;
}
