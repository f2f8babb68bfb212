import type { ColumnScan } from './column-scan.ts';
import type { Findings } from './findings.ts';
import { IdSet } from './id-set.ts';
import type { RoleCheck, RoleOutcome } from './roles.ts';
import { listLines } from './tally.ts';

/** A column that should identify people: every row has a value, and no two different rows have the same one. */
export class IdColumn implements RoleCheck {
  readonly usable = true;
  readonly #column: ColumnScan;
  readonly #findings: Findings;
  readonly #ids = new IdSet();
  readonly #repeated = new Set<number>();

  constructor(column: ColumnScan, findings: Findings) {
    this.#column = column;
    this.#findings = findings;
  }

  row(cells: readonly string[], line: number): void {
    const id = cells[this.#column.index]?.trim() ?? '';
    if (id === '') {
      this.#findings.row({
        code: 'IMPORT.MISSING_ID',
        summary: `the id column \`${this.#column.name}\` has no value in this row`,
        line,
        why: 'Without an id this person cannot be found again at the next import.',
        next: ['Fill it in, or remove the row.', 'Take another column: --id COLUMN'],
      });
      return;
    }
    const before = this.#ids.add(id, line, cells);
    if (before?.same) this.#repeated.add(line);
    else if (before) this.#duplicate(before.line, line);
  }

  finish(): RoleOutcome {
    const { name } = this.#column;
    const lines = [...this.#repeated].slice(0, 5);
    const count = this.#repeated.size;
    if (count > 0)
      this.#findings.add({
        code: 'IMPORT.REPEATED_ROW',
        severity: 'info',
        summary: `${count === 1 ? '1 row repeats an earlier row word for word and is' : `${count.toLocaleString('en')} rows repeat earlier rows word for word and are`} left out: ${listLines({ count, lines })}`,
        line: lines[0] ?? 1,
        why: 'The same person twice, with nothing to choose between.',
      });
    return { id: name, numbered: false, keys: [name], repeated: this.#repeated };
  }

  #duplicate(first: number, line: number): void {
    const { name } = this.#column;
    this.#findings.row({
      code: 'IMPORT.DUPLICATE_ID',
      summary: `the id column \`${name}\` has the same value here as in line ${first}`,
      line,
      why: 'An id is one person; with two different rows it is not clear which is true.',
      next: [
        'Keep one of the two rows.',
        'Take a column without repeated values: --id COLUMN',
        `If \`${name}\` is no id of people, give the column another name.`,
      ],
    });
  }
}
