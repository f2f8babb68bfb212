import type { Pointer } from '../model/source.ts';

/** What is said about a place; the noun of the file makes a whole code of it. */
export interface Facts {
  readonly code: string;
  readonly summary: string;
  readonly why: string;
  readonly next: readonly string[];
  readonly suggestions?: readonly string[];
  readonly pointer?: Pointer;
  readonly target?: 'key' | 'value';
}

export const nameOf = (pointer: Pointer): string => {
  const last = pointer.at(-1);
  if (last === undefined) return 'the file';
  return /^\d+$/.test(String(last))
    ? `item ${Number(last) + 1} of \`${String(pointer.at(-2) ?? 'the list')}\``
    : `\`${last}\``;
};

export const article: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map (key: value)',
  array: 'a list',
  null: 'nothing',
};
export const kind = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** A value from a file, short; data may hold anything, so control characters are taken out. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const clean = text.replace(/\p{Cc}/gu, ' ').replace(/(:\/\/[^\s:/@]{0,200}:)[^\s@]{1,200}@/g, '$1***@');
  return clean.length > 60 ? `${clean.slice(0, 59)}…` : clean;
}
