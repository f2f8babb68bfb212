import { suggest } from '../base/suggest.ts';
import type { ColumnScan } from './column-scan.ts';
import type { Findings } from './findings.ts';
import { IdColumn } from './id-column.ts';
import { idNames } from './known-names.ts';
import { findNamed, safeName } from './names.ts';
import type { RoleCheck, RoleOutcome } from './roles.ts';

interface Header {
  readonly columns: readonly ColumnScan[];
  readonly line: number;
  readonly findings: Findings;
}

/** The id column of people: the one that was named, else one that is called like an id, else the number of the row. */
export const peopleIds = (header: Header, idColumn: string | undefined): RoleCheck =>
  idColumn === undefined ? foundId(header) : namedId(header, idColumn);

function namedId({ columns, line, findings }: Header, written: string): RoleCheck {
  const column = columns.find(({ name }) => name === safeName(written));
  if (column) return new IdColumn(column, findings);
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

/** The first column with the name of an id in which every row has a value of its own; the first of all, to say what is wrong with it. */
function foundId({ columns, line, findings }: Header): RoleCheck {
  const candidates = findNamed(columns, idNames).map((column) => {
    const apart = findings.apart();
    return { ids: new IdColumn(column, apart), apart };
  });
  return {
    usable: true,
    row: (cells, at) => {
      for (const { ids } of candidates) ids.row(cells, at);
    },
    finish: () => {
      const chosen = candidates.find(({ apart }) => !apart.failed) ?? candidates[0];
      if (!chosen) return numbered(columns, line, findings);
      const outcome = chosen.ids.finish();
      findings.join(chosen.apart);
      return outcome;
    },
  };
}

function numbered(columns: readonly ColumnScan[], line: number, findings: Findings): RoleOutcome {
  const id = freeName(columns.map(({ name }) => name));
  findings.add({
    code: 'IMPORT.ROW_NUMBER',
    severity: 'info',
    summary: `the people are numbered in a new column \`${id}\`: the first row is 1`,
    line,
    why: 'No column is called like an id. The same file gives the same ids.',
    next: ['If there is an id, name its column: --id COLUMN'],
  });
  return { id, numbered: true, keys: [] };
}

function freeName(taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  let name = 'person_id';
  for (let number = 2; used.has(name); number += 1) name = `person_id_${number}`;
  return name;
}
