import { suggest } from '../base/suggest.ts';
import type { ColumnScan } from './column-scan.ts';
import type { Findings } from './findings.ts';
import { IdSet } from './id-set.ts';
import { findNamed, idNames, safeName } from './names.ts';
import type { RoleCheck, RoleOutcome } from './roles.ts';

interface Header {
  readonly columns: readonly ColumnScan[];
  readonly line: number;
  readonly findings: Findings;
}

/** The id column of people: the one that was named, else one that is called like an id, else the number of the row. */
export const peopleIds = (header: Header, idColumn: string | undefined): RoleCheck =>
  idColumn === undefined ? new FoundId(header) : namedId(header, idColumn);

function namedId({ columns, line, findings }: Header, written: string): RoleCheck {
  const column = columns.find(({ name }) => name === safeName(written));
  if (column) return new NamedId(column, findings);
  const names = columns.map(({ name }) => name);
  findings.add({
    code: 'IMPORT.NO_COLUMN',
    severity: 'error',
    summary: `there is no column \`${safeName(written)}\` to take the ids from`,
    line,
    why: `The columns are: ${listNames(names)}.`,
    next: ['Name one of them with --id.', 'Leave --id out: the column is found by its name, or the rows are numbered.'],
    suggestions: suggest(safeName(written), names),
  });
  return { usable: false, row: () => {}, finish: () => ({ numbered: false, keys: [] }) };
}

export const listNames = (names: readonly string[]): string => {
  const shown = names.slice(0, 30).map((name) => `\`${name}\``);
  return `${shown.join(', ')}${names.length > 30 ? ` and ${names.length - 30} more` : ''}`;
};

class NamedId implements RoleCheck {
  readonly usable = true;
  readonly #column: ColumnScan;
  readonly #findings: Findings;
  readonly #ids = new IdSet();

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
    const before = this.#ids.add(id, line);
    if (before === undefined) return;
    this.#findings.row({
      code: 'IMPORT.DUPLICATE_ID',
      summary: `the id column \`${this.#column.name}\` has the same value here as in line ${before}`,
      line,
      why: 'An id is one person; with two rows it is not clear which is true.',
      next: ['Keep one of the two rows.', 'Take a column without repeated values: --id COLUMN'],
    });
  }

  finish(): RoleOutcome {
    return { id: this.#column.name, numbered: false, keys: [this.#column.name] };
  }
}

interface Candidate {
  readonly column: ColumnScan;
  ids: IdSet | undefined;
  problem?: { readonly line: number; readonly text: string };
}

class FoundId implements RoleCheck {
  readonly usable = true;
  readonly #candidates: Candidate[];
  readonly #header: Header;

  constructor(header: Header) {
    this.#header = header;
    this.#candidates = findNamed(header.columns, idNames).map((column) => ({ column, ids: new IdSet() }));
  }

  row(cells: readonly string[], line: number): void {
    for (const candidate of this.#candidates) {
      if (!candidate.ids) continue;
      const id = cells[candidate.column.index]?.trim() ?? '';
      const before = id === '' ? undefined : candidate.ids.add(id, line);
      if (id !== '' && before === undefined) continue;
      candidate.ids = undefined;
      const text =
        before === undefined ? `has no value in line ${line}` : `has the same value in lines ${before} and ${line}`;
      candidate.problem = { line, text };
    }
  }

  finish(columns: readonly ColumnScan[]): RoleOutcome {
    const found = this.#candidates.find(({ problem }) => problem === undefined);
    if (found) return { id: found.column.name, numbered: false, keys: [found.column.name] };
    const { findings, line } = this.#header;
    for (const { column, problem } of this.#candidates) {
      findings.add({
        code: 'IMPORT.ID_UNUSABLE',
        severity: 'warning',
        summary: `\`${column.name}\` is not taken as the id: it ${problem?.text ?? 'is not unique'}`,
        line: problem?.line ?? line,
        why: 'An id is one person. The rows are numbered instead, so events that name this id will not find their people.',
        next: [`Correct the rows; \`--id ${column.name}\` lists them all.`],
      });
    }
    const id = freeName(columns.map(({ name }) => name));
    findings.add({
      code: 'IMPORT.ROW_NUMBER',
      severity: 'info',
      summary: `the people are numbered in a new column \`${id}\`: the first row is 1`,
      line,
      why: 'No column is called like an id and has a different value in every row. The same file gives the same ids.',
      next: ['If there is an id, name its column: --id COLUMN'],
    });
    return { id, numbered: true, keys: [] };
  }
}

function freeName(taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  let name = 'person_id';
  for (let number = 2; used.has(name); number += 1) name = `person_id_${number}`;
  return name;
}
