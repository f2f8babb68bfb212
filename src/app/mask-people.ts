import type { Row } from '../model/query.ts';
import type { StoreMapping } from '../model/workspace.ts';
import { looksIdentifying, looksLikeName } from './identifying-value.ts';
import { areOpaqueIds } from './opaque-ids.ts';
import { shownValues } from './shown-values.ts';

type Shown = (value: unknown) => boolean;

/**
 * The first people of a pool, without what tells who they are. The pool is larger than the sample: what many of its people share points at
 * nobody. A JSON object is masked key by key.
 */
export function maskPeople(pool: readonly Row[], limit: number, mapping: StoreMapping['people']): Row[] {
  const contacts = contactColumns(mapping);
  const columns = Object.keys(pool[0] ?? {});
  const masks = columns.map((name): readonly [string, (value: unknown) => unknown] => {
    const values = pool.map((row) => row[name]).filter(isThere);
    if (name === mapping.id && areOpaqueIds(values.map(String))) return [name, (value) => value];
    const objects = values.map(objectOf);
    if (values.length > 0 && objects.every((one) => one !== undefined))
      return [name, objectMask(name, objects, contacts)];
    const shown = shownValues({ name, values, contact: contacts.has(name) });
    return [name, (value) => maskValue(value, shown)];
  });
  return pool.slice(0, limit).map((row) => Object.fromEntries(masks.map(([name, mask]) => [name, mask(row[name])])));
}

function contactColumns({ id, addresses = {} }: StoreMapping['people']): ReadonlySet<string> {
  return new Set([id, ...Object.values(addresses).filter((one) => typeof one === 'string')]);
}

const isKey = (key: string, people: number): boolean => people >= 5 && !looksIdentifying(key) && !looksLikeName(key);

type JsonObject = Readonly<Record<string, unknown>>;

function objectMask(
  name: string,
  objects: readonly JsonObject[],
  contacts: ReadonlySet<string>,
): (value: unknown) => unknown {
  const people = new Map<string, number>();
  for (const key of objects.flatMap((one) => Object.keys(one))) people.set(key, (people.get(key) ?? 0) + 1);
  // A key that few people have may be data itself, as an address that is a key.
  const keys = [...people].filter(([key, count]) => isKey(key, count)).map(([key]) => key);
  const shown = new Map(
    keys.map((key): [string, Shown] => {
      const contact = contacts.has(name) || contacts.has(`${name}.${key}`);
      return [key, shownValues({ name: key, values: objects.map((one) => one[key]).filter(isThere), contact })];
    }),
  );
  return (value) => {
    if (!isThere(value)) return null;
    const entries = Object.entries(objectOf(value) ?? {}).map(([key, inner]) => {
      const visible = shown.get(key);
      return visible ? [key, maskValue(inner, visible)] : ['***', '***'];
    });
    return JSON.stringify(Object.fromEntries(entries));
  };
}

function objectOf(value: unknown): JsonObject | undefined {
  if (typeof value !== 'string' || !value.startsWith('{')) return undefined;
  try {
    return JSON.parse(value) as JsonObject;
  } catch {
    return undefined;
  }
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined;

/** The value, or its kind and size: enough to see whether a column is filled. */
function maskValue(value: unknown, shown: Shown): unknown {
  if (!isThere(value)) return null;
  if (typeof value === 'object') return '***';
  if (shown(value)) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return '#';
  return '*'.repeat(Math.min(8, [...String(value)].length));
}
