import type { ErrorObject } from 'ajv';
import { suggest } from '../base/suggest.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { ourWord } from './other-words.ts';
import { toPointer } from './to-pointer.ts';

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
  const unknown = errors.flatMap(unknownKey);
  if (unknown.length === 0) return undefined;
  const value: unknown = structuredClone(file.value);
  const renamed = new Map<string, string>();
  const gaps: string[] = [];
  for (const { error, key, kind } of unknown) {
    const pointer = toPointer(error.instancePath);
    const map = at(value, pointer);
    if (!map || !Object.hasOwn(map, key)) continue;
    const meant = kind ?? meantKey(error, map);
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

interface UnknownKey {
  readonly error: ErrorObject;
  readonly key: string;
  /** Where the key says what kind of thing it is: the kind that was meant. */
  readonly kind?: string;
}

function unknownKey(error: ErrorObject): UnknownKey[] {
  const { keyword, params, data } = error;
  if (keyword === 'additionalProperties') return [{ error, key: String(params.additionalProperty) }];
  const kind = keyword === 'oneOf' ? meantKind(data, params.wanted) : undefined;
  return kind ? [{ error, key: kind.key, kind: kind.meant }] : [];
}

/** Of a map that is none of the known kinds: the key that was probably meant to say it. */
export function meantKind(data: unknown, wanted: unknown): { key: string; meant: string } | undefined {
  if (data === null || typeof data !== 'object' || Array.isArray(data) || !Array.isArray(wanted)) return undefined;
  const kinds = wanted.map(String);
  for (const key of Object.keys(data)) {
    const meant = ourWord(key, kinds) ?? suggest(key, kinds)[0];
    if (meant !== undefined) return { key, meant };
  }
  return undefined;
}

/** The key that was probably meant: one that is missing and needed first. */
export function meantKey(
  { params, parentSchema }: ErrorObject,
  map: Readonly<Record<string, unknown>>,
): string | undefined {
  const { properties = {}, required = [] } = (parentSchema ?? {}) as { properties?: object; required?: string[] };
  const key = String(params.additionalProperty);
  const known = Object.keys(properties).filter((name) => !Object.hasOwn(map, name));
  const ours = ourWord(key, known);
  if (ours !== undefined) return ours;
  const free = suggest(key, known);
  return free.find((name) => required.includes(name)) ?? free[0];
}

const path = (pointer: Pointer): string => pointer.map((part) => `/${part}`).join('');

function at(value: unknown, pointer: Pointer): Record<string, unknown> | undefined {
  let node = value;
  for (const part of pointer)
    node = node === null || typeof node !== 'object' ? undefined : (node as Record<string, unknown>)[part];
  return node !== null && typeof node === 'object' ? (node as Record<string, unknown>) : undefined;
}
