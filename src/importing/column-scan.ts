import { classify, isNullWord, type Kind } from './classify.ts';
import { consentMedium } from './consent-names.ts';
import { readConsent } from './consent-words.ts';
import { type Expectation, expectation } from './expectation.ts';
import { readGrouped } from './grouped-number.ts';
import { isTimeName } from './names.ts';
import { Tally } from './tally.ts';

interface Options {
  readonly name: string;
  readonly index: number;
  /** Of the file: where it is a semicolon, commas stand in numbers as decimal points. */
  readonly delimiter: string;
}

/** What is known about a column after all its cells went by. */
export class ColumnScan {
  readonly name: string;
  readonly index: number;
  readonly decimalCommas: boolean;
  readonly timeName: boolean;
  readonly seen = new Map<Kind, Tally>();
  filled = 0;
  readonly expected: Expectation | undefined;
  /** Values that are not what the name promises. */
  readonly unlike = new Tally();
  readonly consentName: boolean;
  /** Values that are neither yes nor no, looked for where the name says consent. */
  readonly unclear = new Tally();
  readonly currencies = new Set<string>();
  /** Some of the numbers with commas or a currency are not whole. */
  fractions = false;
  /** Numbers where the name says times: days as Excel counts them, or Unix seconds. */
  readonly serials = new Tally();
  /** Text made of digits only, as in codes: 007. */
  codes = false;

  constructor({ name, index, delimiter }: Options) {
    this.name = name;
    this.index = index;
    this.decimalCommas = delimiter === ';';
    this.timeName = isTimeName(name);
    this.expected = expectation(name);
    this.consentName = consentMedium(name) !== undefined;
  }

  add(written: string, line: number): void {
    if (written === '') return;
    const cell = written.trim();
    if (cell === '') return;
    this.filled += 1;
    if (this.expected?.holds(cell) === false) this.unlike.add(line);
    if (this.consentName && readConsent(cell) === undefined && !isNullWord(cell)) this.unclear.add(line);
    const texts = this.count('text');
    if (texts > 50 && texts * 2 > this.filled) return;
    const kind = classify(cell, this);
    this.#note(kind, cell, line);
    const tally = this.seen.get(kind) ?? new Tally();
    this.seen.set(kind, tally);
    tally.add(line);
  }

  #note(kind: Kind, cell: string, line: number): void {
    if (this.timeName && (kind === 'integer' || kind === 'number') && Number(cell) >= 10_000) this.serials.add(line);
    if (kind === 'grouped') {
      const { currency, value } = readGrouped(cell) ?? {};
      if (currency) this.currencies.add(currency);
      if (!Number.isInteger(value)) this.fractions = true;
    } else if (kind === 'text' && !this.codes) this.codes = /^\+?\d+$/.test(cell);
  }

  /** Cells that look like what the name promises. */
  get alike(): number {
    return this.expected ? this.filled - this.unlike.count : 0;
  }

  get zeroOne(): boolean {
    return this.filled > 0 && this.count('bit') === this.filled;
  }

  /** Without those that say that there is none: NULL. */
  get values(): number {
    return this.filled - this.count('null_word');
  }

  /** The first line whose value is none of these kinds. */
  firstOther(kinds: readonly Kind[]): number | undefined {
    const lines = [...this.seen].filter(([kind]) => !kinds.includes(kind)).map(([, { firstLine }]) => firstLine);
    return lines.length === 0 ? undefined : Math.min(...lines);
  }

  count(...kinds: readonly Kind[]): number {
    return kinds.reduce((sum, kind) => sum + (this.seen.get(kind)?.count ?? 0), 0);
  }
}
