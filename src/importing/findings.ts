import type { Diagnostic, Place } from '../base/diagnostic.ts';

const shown = 20;

type Finding = Omit<Diagnostic, 'place'> & { readonly line?: number; readonly column?: number };

/** The findings of one file. Those about rows are shown up to a limit and counted beyond it. */
export class Findings {
  readonly #file: string;
  readonly #general: Diagnostic[] = [];
  readonly #rows: Diagnostic[] = [];
  #hidden = 0;
  #hiddenFrom = 1;
  #stopped = false;

  constructor(file: string) {
    this.#file = file;
  }

  add({ line = 1, column = 1, ...finding }: Finding): void {
    this.#general.push({ ...finding, place: { file: this.#file, line, column } });
  }

  /** An error of one row. */
  row({ line = 1, column = 1, ...finding }: Omit<Finding, 'severity'>): void {
    if (this.#rows.length < shown) {
      this.#rows.push({ ...finding, severity: 'error', place: { file: this.#file, line, column } });
      return;
    }
    if (this.#hidden === 0) this.#hiddenFrom = line;
    this.#hidden += 1;
  }

  /** Another list for the same file, which may be thrown away. */
  apart(): Findings {
    return new Findings(this.#file);
  }

  /** Takes over what was found apart. */
  join(other: Findings): void {
    this.#general.push(...other.#general);
    for (const { place, severity: _, ...finding } of other.#rows) this.row({ ...finding, ...at(place) });
    if (other.#hidden > 0 && this.#hidden === 0) this.#hiddenFrom = other.#hiddenFrom;
    this.#hidden += other.#hidden;
  }

  /** An error after which the rest of the file cannot be understood. */
  stop(finding: Omit<Finding, 'severity'>): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.add({ ...finding, severity: 'error' });
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  get failed(): boolean {
    return this.#rows.length > 0 || this.#general.some(({ severity }) => severity === 'error');
  }

  list(): Diagnostic[] {
    const more: Diagnostic[] =
      this.#hidden === 0
        ? []
        : [
            {
              code: 'IMPORT.MORE',
              severity: 'error',
              summary: `and ${this.#hidden.toLocaleString('en')} more rows with problems`,
              place: { file: this.#file, line: this.#hiddenFrom, column: 1 },
              why: `The first ${shown} are shown.`,
              next: ['Correct what they have in common in the export, then import again.'],
            },
          ];
    const rows = this.#rows.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
    return [...this.#general, ...rows, ...more];
  }
}

const at = (place: Place | undefined) => (place ? { line: place.line, column: place.column } : {});
