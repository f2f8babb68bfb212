import { classify } from '../classify.ts';
import { looksLikeEmail } from '../expectation.ts';

const asData = { timeName: false, decimalCommas: false };
const values: readonly string[] = ['bit', 'integer', 'number', 'date', 'instant', 'local_instant'];

/** Whether a first line is no header: a number, an address, or something with digits that is written like the ids below it. */
export function looksLikeIds(name: string, ids: readonly string[]): boolean {
  if (looksLikeEmail(name) || values.includes(classify(name, asData))) return true;
  if (!/\d/.test(name)) return false;
  const alike = ids.filter((id) => id !== '' && isAlike(name, id)).length;
  return alike > 0 && alike * 2 >= ids.length;
}

/** The same letters with other digits, or a long word of the same length: a hash, a UUID. */
const isAlike = (a: string, b: string): boolean =>
  shape(a) === shape(b) || (a.length >= 16 && a.length === b.length && /\d/.test(b));

const shape = (text: string): string => text.replace(/\d+/g, '9');
