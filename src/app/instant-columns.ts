import type { Condition } from '../model/condition.ts';
import type { Pointer } from '../model/source.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';

export interface InstantColumn {
  readonly table: string;
  readonly column: string;
  /** Where crm.yaml names it. */
  readonly pointer: Pointer;
}

/** The columns that are read as instants: those that the mapping says, and attributes that a segment compares with a time. */
export function instantColumns(workspace: Workspace): InstantColumn[] {
  const { people, events = [] } = workspace.config.value.store;
  const base: Pointer = ['store', 'people'];
  const columns: InstantColumn[] = events.map(({ table, at }, i) => ({
    table,
    column: at,
    pointer: ['store', 'events', i, 'at'],
  }));
  const { created_at, consent, attributes } = people;
  if (created_at !== undefined)
    columns.push({ table: people.table, column: created_at, pointer: [...base, 'created_at'] });
  if (consent && 'table' in consent)
    for (const key of ['granted_at', 'revoked_at'] as const) {
      const column = consent[key];
      if (column !== undefined) columns.push({ table: consent.table, column, pointer: [...base, 'consent', key] });
    }
  for (const attribute of timedAttributes(workspace)) {
    const column = attributes?.[attribute] ?? attribute;
    // Paths into JSON are no columns.
    if (column.includes('.') || columns.some((one) => one.table === people.table && one.column === column)) continue;
    columns.push({ table: people.table, column, pointer: attributes ? [...base, 'attributes', attribute] : base });
  }
  return columns;
}

const timed = ['before', 'after', 'within', 'within_next', 'older_than'] as const;

const timedAttributes = ({ segments }: Workspace): Set<string> =>
  new Set(
    [...segments.values()].flatMap(({ value }) =>
      [...walkCondition(value.where, [])].flatMap(({ condition }) => timedAttribute(condition) ?? []),
    ),
  );

const timedAttribute = (condition: Condition): string | undefined =>
  'attribute' in condition && timed.some((operator) => condition[operator] !== undefined)
    ? condition.attribute
    : undefined;
