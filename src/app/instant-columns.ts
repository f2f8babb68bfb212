import { parseMoment } from '../base/moment.ts';
import { sameName } from '../base/same-name.ts';
import { timing, type ValueTest } from '../model/condition.ts';
import type { InstantValue } from '../model/program.ts';
import type { Pointer } from '../model/source.ts';
import type { Workspace } from '../model/workspace.ts';
import { columnKind } from './column-kind.ts';
import { columnType, type StoreShape } from './store-shape.ts';
import { type UsedColumn, usedColumns } from './used-columns.ts';

export interface InstantColumn {
  readonly value: InstantValue;
  /** The table and what is read in it. */
  readonly title: string;
  /** The column whose type is that of the values; undefined when they stand inside JSON. */
  readonly column?: { readonly table: string; readonly name: string };
  /** Where crm.yaml names it. */
  readonly pointer: Pointer;
}

/**
 * What is read as an instant and may hold something else: the columns that the mapping says, and those that a segment compares
 * with a time. Where the database knows that a column holds times, all of them can be read.
 */
export function instantColumns(workspace: Workspace, shape: StoreShape): InstantColumn[] {
  const columns = [...mapped(workspace), ...asked(workspace)].filter(({ column: one }) => {
    const kind = one && columnKind(columnType(shape, one.table, one.name), shape.dialect);
    return kind !== 'time' && kind !== 'date';
  });
  // Each is read once, whoever names it.
  return columns.filter((one, i) => columns.findIndex(({ title }) => sameName(title, one.title)) === i);
}

function mapped(workspace: Workspace): InstantColumn[] {
  const { people, events = [] } = workspace.config.value.store;
  const base: Pointer = ['store', 'people'];
  const columns = events.flatMap(({ table, at, unit }, i) =>
    unit === undefined ? [column(table, at, ['store', 'events', i, 'at'])] : [],
  );
  const { created_at, consent } = people;
  if (created_at !== undefined) columns.push(column(people.table, created_at, [...base, 'created_at']));
  if (consent && 'table' in consent && consent.unit === undefined)
    for (const key of ['granted_at', 'revoked_at'] as const) {
      const title = consent[key];
      if (title !== undefined) columns.push(column(consent.table, title, [...base, 'consent', key]));
    }
  return columns;
}

const column = (table: string, name: string, pointer: Pointer): InstantColumn => ({
  value: { table, column: name },
  title: `${table}.${name}`,
  column: { table, name },
  pointer,
});

/** Columns that segments and metrics compare with times. What a unit makes a time is a number, and every number is one. */
const asked = (workspace: Workspace): InstantColumn[] =>
  usedColumns(workspace).flatMap((used): InstantColumn[] => {
    const { mention, table, column: name, inside, unit } = used;
    if (unit !== undefined || !mention.test || !asksForTime(mention.test)) return [];
    if (mention.kind !== 'attribute') return inside ? [] : [column(table, name, pointerOf(workspace, used))];
    const { attributes } = workspace.config.value.store.people;
    const mapped = attributes?.[mention.name];
    return [
      {
        value: { attribute: mention.name },
        title: `${table}.${mapped ?? mention.name}`,
        ...(inside ? {} : { column: { table, name } }),
        pointer: ['store', 'people', ...(mapped === undefined ? [] : ['attributes', mention.name])],
      },
    ];
  });

function pointerOf({ config }: Workspace, { mention, table }: UsedColumn): Pointer {
  if (mention.kind === 'column') return ['store', 'related', mention.related, 'table'];
  const { events = [] } = config.value.store;
  return ['store', 'events', events.findIndex((source) => source.table === table), 'table'];
}

const ordered = ['at_least', 'more_than', 'at_most', 'less_than', 'between', 'not_between'] as const;

const asksForTime = (test: ValueTest): boolean =>
  timing.some((operator) => test[operator] !== undefined) ||
  ordered.some((operator) =>
    [test[operator] ?? []].flat().some((one) => typeof one === 'string' && parseMoment(one) !== undefined),
  );
