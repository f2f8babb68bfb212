import { emailNames, phoneNames, propertyNames } from './known-names.ts';
import { nameKey } from './names.ts';

const email = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/;
const phone = /^\+?\d{8,15}$/;

export const looksLikeEmail = (cell: string): boolean => cell.length <= 254 && email.test(cell) && !cell.includes('..');

/** What SMS is sent to: digits, blanks and hyphens, perhaps a + before them. */
const looksLikePhone = (cell: string): boolean => phone.test(cell.replace(/[ -]/g, ''));

/** The JSON object that a cell holds. */
export function readObject(cell: string): object | undefined {
  if (!cell.startsWith('{')) return undefined;
  try {
    return JSON.parse(cell) as object;
  } catch {
    return undefined;
  }
}

export interface Expectation {
  readonly kind: 'email' | 'phone' | 'object';
  readonly holds: (cell: string) => boolean;
}

/** What the values of a column with this name should look like. */
export function expectation(name: string): Expectation | undefined {
  const key = nameKey(name);
  const is = (names: readonly string[]): boolean => names.includes(key);
  if (is(emailNames)) return { kind: 'email', holds: looksLikeEmail };
  if (is(phoneNames)) return { kind: 'phone', holds: looksLikePhone };
  return is(propertyNames) ? { kind: 'object', holds: (cell) => readObject(cell) !== undefined } : undefined;
}
