import { suggest } from '../base/suggest.ts';
import type { ColumnScan } from './column-scan.ts';
import { checkEventTime } from './event-time.ts';
import type { Findings } from './findings.ts';
import { eventNames } from './known-names.ts';
import { findNamed, safeName } from './names.ts';
import { listNames } from './people-ids.ts';
import type { RoleCheck, RoleOutcome } from './roles.ts';
import type { NamedEventColumns } from './types.ts';

interface Header {
  readonly columns: readonly ColumnScan[];
  readonly line: number;
  readonly findings: Findings;
}

/** More are no names of events. */
const mostNames = 1000;

type Role = 'person' | 'name' | 'at';

const wanted: Readonly<Record<Role, string>> = {
  person: 'the person',
  name: 'the name of the event',
  at: 'the time of the event',
};

/** Events need a person, a name and a time; everything else is a property. */
export function eventRoles(header: Header, named: NamedEventColumns = {}): RoleCheck {
  const [person, name, at] = (['person', 'name', 'at'] as const).map((role) => findColumn(header, role, named[role]));
  const id = findNamed(header.columns, eventNames.id).find((column) => ![person, name, at].includes(column));
  if (!person || !name || !at || !allDifferent([person, name, at], header)) return unusable;
  const names = new Set<string>();
  return {
    usable: true,
    row: (cells, line) => {
      if (names.size < mostNames) names.add(cells[name.index]?.trim() ?? '');
      for (const column of [name, at]) {
        if ((cells[column.index] ?? '').trim() === '') missingValue(header.findings, column.name, line);
      }
    },
    finish: () => {
      checkEventTime(at, header.findings);
      const event = { person: person.name, name: name.name, at: at.name, ...(id ? { id: id.name } : {}) };
      const known = names.size < mostNames ? { eventNames: names } : {};
      return {
        event,
        ...known,
        numbered: false,
        keys: [person.name, name.name, ...(id ? [id.name] : [])],
      } satisfies RoleOutcome;
    },
  };
}

const unusable: RoleCheck = { usable: false, row: () => {}, finish: () => ({ numbered: false, keys: [] }) };

function allDifferent(chosen: readonly ColumnScan[], { line, findings }: Header): boolean {
  if (new Set(chosen).size === chosen.length) return true;
  findings.add({
    code: 'IMPORT.SAME_COLUMN',
    severity: 'error',
    summary: 'one column of the events is taken for two things',
    line,
    why: 'The person, the name and the time of an event stand in three columns.',
    next: ['Name another column: --event-person, --event-name or --event-at COLUMN'],
  });
  return false;
}

/** The column that a flag names, else the best known name; for the time also the only column whose name says one. */
function findColumn(header: Header, role: Role, written: string | undefined): ColumnScan | undefined {
  const { columns } = header;
  if (written !== undefined) {
    const column = columns.find(({ name }) => name === safeName(written));
    if (!column) unknownColumn(header, role, written);
    return column;
  }
  const [best] = findNamed(columns, eventNames[role]);
  if (best) return best;
  const times = role === 'at' ? columns.filter(({ timeName }) => timeName) : [];
  if (times.length === 1) return times[0];
  noColumn(header, role, times);
  return undefined;
}

function unknownColumn({ columns, line, findings }: Header, role: Role, written: string): void {
  const names = columns.map(({ name }) => name);
  findings.add({
    code: 'IMPORT.NO_COLUMN',
    severity: 'error',
    summary: `there is no column \`${safeName(written)}\` to take ${wanted[role]} from`,
    line,
    why: `The columns are: ${listNames(names)}.`,
    next: [`Name one of them with --event-${role}.`],
    suggestions: suggest(safeName(written), names),
  });
}

function noColumn({ columns, line, findings }: Header, role: Role, several: readonly ColumnScan[]): void {
  const names = (several.length > 0 ? several : columns).map(({ name }) => name);
  const english = eventNames[role].filter((name) => /^[a-z_]+$/.test(name)).slice(0, 4);
  findings.add({
    code: 'IMPORT.NO_COLUMN',
    severity: 'error',
    summary:
      several.length > 0
        ? `several columns of the events may hold ${wanted[role]}`
        : `no column of the events is known to hold ${wanted[role]}`,
    line,
    why: several.length > 0 ? `They are: ${listNames(names)}.` : `The columns are: ${listNames(names)}.`,
    next: [
      `Name the column: --event-${role} ${several[0]?.name ?? 'COLUMN'} (known by themselves: ${english.join(', ')}, ..)`,
      ...(role === 'name'
        ? ['An export of one kind of events has no such column: add one with its name in every row.']
        : []),
    ],
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
