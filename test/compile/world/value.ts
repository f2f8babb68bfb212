import { readMoment } from './moment.ts';
import type { ColumnType } from './tables.ts';
import type { Json, UnreadableJson } from './world.ts';

/** What stands in a store, with its kind. */
export type Value =
  | { readonly kind: 'missing' }
  | { readonly kind: 'text'; readonly text: string; readonly column?: true }
  | { readonly kind: 'number'; readonly number: number; readonly unit?: 's' | 'ms' }
  | { readonly kind: 'boolean'; readonly yes: boolean }
  | { readonly kind: 'instant'; readonly ms: number }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'list'; readonly items: readonly Json[] }
  | { readonly kind: 'object'; readonly object: { readonly [key: string]: Json } };

export const missing: Value = { kind: 'missing' };

export function valueOfCell(cell: unknown, type: ColumnType, unit?: 's' | 'ms'): Value {
  if (cell === null || cell === undefined) return missing;
  if (type === 'json') return isUnreadable(cell) ? missing : valueOfJson(cell as Json);
  if (type === 'boolean') return { kind: 'number', number: cell ? 1 : 0 };
  if (type === 'number' || type === 'integer')
    return { kind: 'number', number: Number(cell), ...(unit ? { unit } : {}) };
  if (type === 'date') return { kind: 'date', date: String(cell) };
  if (type === 'instant') {
    const at = readMoment(String(cell), 'UTC');
    return at ? { kind: 'instant', ms: at.ms } : missing;
  }
  return { kind: 'text', text: String(cell), column: true };
}

export function valueOfJson(json: Json | undefined): Value {
  if (json === null || json === undefined) return missing;
  if (typeof json === 'string') return { kind: 'text', text: json };
  if (typeof json === 'number') return { kind: 'number', number: json };
  if (typeof json === 'boolean') return { kind: 'boolean', yes: json };
  if (isList(json)) return { kind: 'list', items: json };
  return { kind: 'object', object: json };
}

/** Along keys of objects; there is no way into an array. */
export function follow(value: Value, path: readonly string[]): Value {
  return path.reduce<Value>(
    (at, key) => (at.kind === 'object' && Object.hasOwn(at.object, key) ? valueOfJson(at.object[key]) : missing),
    value,
  );
}

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);
const isUnreadable = (cell: unknown): cell is UnreadableJson =>
  typeof cell === 'object' && cell !== null && '$unreadable' in cell;
