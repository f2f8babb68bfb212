import type { EventSource } from '../../../src/model/workspace.ts';
import { readMoment } from './moment.ts';
import { columnType } from './tables.ts';
import { follow, missing, type Value, valueOfCell } from './value.ts';
import type { World } from './world.ts';

/** An event of a person, wherever it is kept. */
export interface Occurrence {
  readonly name: string;
  readonly ms: number;
  /** Tables that are an event's own come before the general ones, and else those that the mapping names first. */
  readonly rank: number;
  readonly id: number;
  property(path: string): Value;
}

type Cells = Readonly<Record<string, unknown>>;
const known = new WeakMap<World, ReadonlyMap<string, readonly Occurrence[]>>();

/** Everything that a person did, in order: by time, table, id. Rows without a person or a time that can be read are nobody's. */
export function occurrences(world: World, person: string): readonly Occurrence[] {
  let all = known.get(world);
  if (!all) {
    all = collect(world);
    known.set(world, all);
  }
  return all.get(person) ?? [];
}

function collect(world: World): Map<string, Occurrence[]> {
  const all = new Map<string, Occurrence[]>();
  for (const [index, source] of (world.mapping.events ?? []).entries()) {
    for (const row of world[source.table as 'events'] as readonly object[] as readonly Cells[]) {
      const person = row[source.person];
      const one = read(source, row, index);
      if (typeof person === 'string' && one) all.set(person, [...(all.get(person) ?? []), one]);
    }
  }
  for (const list of all.values()) list.sort(inOrder);
  return all;
}

export const inOrder = (a: Occurrence, b: Occurrence): number => a.ms - b.ms || a.rank - b.rank || a.id - b.id;

function read(source: EventSource, row: Cells, index: number): Occurrence | undefined {
  const at = row[source.at];
  const ms = source.unit ? milliseconds(at, source.unit) : readMoment(String(at), 'UTC')?.ms;
  if (ms === undefined) return undefined;
  const cell = (column: string): Value => valueOfCell(row[column], columnType(source.table, column));
  const own = 'event' in source;
  return {
    name: own ? source.event : String(row[source.name]),
    ms,
    rank: own ? index : 1000 + index,
    id: Number(row[source.id ?? 'id']),
    property: (path) => {
      const keys = path.split('.');
      if (!own) return source.properties === undefined ? missing : follow(cell(source.properties), keys);
      const column = source.properties?.[keys[0] ?? ''];
      return column === undefined ? missing : follow(cell(column), keys.slice(1));
    },
  };
}

const milliseconds = (at: unknown, unit: 's' | 'ms'): number | undefined =>
  typeof at === 'number' ? at * (unit === 's' ? 1000 : 1) : undefined;
