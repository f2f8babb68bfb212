import { classify, type Kind } from './classify.ts';
import { emailNames, isNeverNumber, nameKey, phoneNames, propertyNames } from './names.ts';
import type { DayOrder, Typing } from './types.ts';

interface Seen {
  count: number;
  readonly firstLine: number;
}

/** What is known about a column after all its cells went by. */
export class ColumnScan {
  readonly name: string;
  readonly index: number;
  readonly seen = new Map<Kind, Seen>();
  filled = 0;
  alike = 0;
  readonly #looks: ((cell: string) => boolean) | undefined;

  constructor(name: string, index: number) {
    this.name = name;
    this.index = index;
    this.#looks = expectation(name);
  }

  add(written: string, line: number): void {
    if (written === '') return;
    const cell = written.trim();
    if (cell === '') return;
    this.filled += 1;
    if (this.#looks?.(cell) === true) this.alike += 1;
    if (this.seen.has('text')) return;
    const kind = classify(cell);
    const seen = this.seen.get(kind);
    if (seen) seen.count += 1;
    else this.seen.set(kind, { count: 1, firstLine: line });
  }

  get zeroOne(): boolean {
    return this.filled > 0 && this.#count('bit') === this.filled;
  }

  /** The type that all values have. */
  typing(): Typing {
    const words = this.#count('null_word');
    const values = this.filled - words;
    const all = (...kinds: readonly Kind[]): boolean => values > 0 && this.#count(...kinds) === values;
    const plain = (type: Typing['type']): Typing => ({ type, nullWords: words > 0 });
    if (this.seen.has('text') || values === 0) return text;
    if (all('bit', 'integer', 'number')) {
      if (isNeverNumber(this.name)) return text;
      return plain(this.#count('number') > 0 ? 'number' : 'integer');
    }
    if (all('boolean')) return words > 0 ? text : plain('boolean');
    if (all('date')) return plain('date');
    if (all('date', 'instant', 'local_instant')) return plain('instant');
    const order = this.#dayOrder(values);
    return order ? { ...plain('date'), dayOrder: order } : text;
  }

  /** Dates whose day and month could not be told apart. */
  get ambiguousDates(): boolean {
    const values = this.filled - this.#count('null_word');
    return (
      values > 0 &&
      this.#count('day_first', 'month_first', 'same_day', 'either_day') === values &&
      this.#dayOrder(values) === undefined
    );
  }

  /** The first line whose value is none of these kinds. */
  firstOther(kinds: readonly Kind[]): number | undefined {
    const lines = [...this.seen].filter(([kind]) => !kinds.includes(kind)).map(([, { firstLine }]) => firstLine);
    return lines.length === 0 ? undefined : Math.min(...lines);
  }

  #dayOrder(values: number): DayOrder | undefined {
    const clear = (['day_first', 'month_first'] as const).find((order) => this.#count(order, 'same_day') === values);
    return clear;
  }

  #count(...kinds: readonly Kind[]): number {
    return kinds.reduce((sum, kind) => sum + (this.seen.get(kind)?.count ?? 0), 0);
  }
}

const text: Typing = { type: 'text', nullWords: false };

const email = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/;
const phone = /^\+?\d[\d ().-]{6,20}$/;

export const looksLikeEmail = (cell: string): boolean => cell.length <= 320 && email.test(cell);

function looksLikePhone(cell: string): boolean {
  if (!phone.test(cell)) return false;
  const digits = cell.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15;
}

/** The JSON object that a cell holds. */
export function readObject(cell: string): object | undefined {
  if (!cell.startsWith('{')) return undefined;
  try {
    return JSON.parse(cell) as object;
  } catch {
    return undefined;
  }
}

/** What the values of a column with this name should look like. */
function expectation(name: string): ((cell: string) => boolean) | undefined {
  const key = nameKey(name);
  const is = (names: readonly string[]): boolean => names.includes(key);
  if (is(emailNames)) return looksLikeEmail;
  if (is(phoneNames)) return looksLikePhone;
  return is(propertyNames) ? (cell) => readObject(cell) !== undefined : undefined;
}
