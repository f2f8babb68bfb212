import type { ColumnScan } from './column-scan.ts';
import type { Findings } from './findings.ts';
import { eventNames, findNamed } from './names.ts';
import { listNames } from './people-ids.ts';
import type { RoleCheck, RoleOutcome } from './roles.ts';

interface Header {
  readonly columns: readonly ColumnScan[];
  readonly line: number;
  readonly findings: Findings;
}

const moments = ['date', 'instant', 'local_instant'] as const;

/** Events need a person, a name and a time; everything else is a property. */
export function eventRoles(header: Header): RoleCheck {
  const find = (role: keyof typeof eventNames): ColumnScan | undefined =>
    findNamed(header.columns, eventNames[role])[0];
  const [person, name, at, id] = [find('person'), find('name'), find('at'), find('id')];
  if (!person) noColumn(header, 'the person', eventNames.person);
  if (!name) noColumn(header, 'the name of the event', eventNames.name);
  if (!at) noColumn(header, 'the time of the event', eventNames.at);
  if (!person || !name || !at) return { usable: false, row: () => {}, finish: () => ({ numbered: false, keys: [] }) };
  return {
    usable: true,
    row: (cells, line) => {
      for (const column of [name, at]) {
        if ((cells[column.index] ?? '').trim() === '') missingValue(header.findings, column.name, line);
      }
    },
    finish: () => {
      checkTime(at, header.findings);
      const event = { person: person.name, name: name.name, at: at.name, ...(id ? { id: id.name } : {}) };
      return { event, numbered: false, keys: [person.name, name.name, ...(id ? [id.name] : [])] } satisfies RoleOutcome;
    },
  };
}

function noColumn({ columns, line, findings }: Header, what: string, names: readonly string[]): void {
  const english = names.filter((name) => /^[a-z_]+$/.test(name)).slice(0, 6);
  findings.add({
    code: 'IMPORT.NO_COLUMN',
    severity: 'error',
    summary: `no column of the events is known to hold ${what}`,
    line,
    why: `The columns are: ${listNames(columns.map(({ name }) => name))}.`,
    next: [`Rename the column in the first line to one of: ${english.join(', ')}.`],
  });
}

function missingValue(findings: Findings, name: string, line: number): void {
  findings.row({
    code: 'IMPORT.MISSING_VALUE',
    summary: `the column \`${name}\` has no value in this row`,
    line,
    why: 'An event without a name or a time cannot be counted anywhere.',
    next: ['Fill it in, or remove the row.'],
  });
}

function checkTime(at: ColumnScan, findings: Findings): void {
  const { type, dayOrder } = at.typing();
  const words = at.seen.get('null_word');
  const readable = type === 'instant' || type === 'date';
  if (at.filled === 0 || (readable && !words)) return;
  const line = at.firstOther(dayOrder ? [dayOrder, 'same_day'] : moments);
  findings.add({
    code: 'IMPORT.NOT_A_TIME',
    severity: 'error',
    summary: `the column \`${at.name}\` holds a value that is not a time`,
    ...(line === undefined ? {} : { line }),
    why: 'Every event needs a time. Instants and dates that begin with the year are read; Unix seconds are not, since seconds and milliseconds look alike.',
    next: [
      'Export times as 2026-11-01T10:00:00+09:00 or 2026-11-01 10:00:00 (UTC).',
      'If another column holds the time, rename that one to `occurred_at`.',
    ],
  });
}
