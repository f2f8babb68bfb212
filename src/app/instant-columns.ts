import { parseMoment } from '../base/moment.ts';
import { sameName } from '../base/same-name.ts';
import type { AttributeCondition, Condition } from '../model/condition.ts';
import type { InstantValue } from '../model/program.ts';
import type { Pointer } from '../model/source.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';

export interface InstantColumn {
  readonly value: InstantValue;
  /** The table and what is read in it. */
  readonly title: string;
  /** Where crm.yaml names it. */
  readonly pointer: Pointer;
}

/** What is read as an instant: the columns that the mapping says, and attributes that a segment compares with a time. */
export function instantColumns(workspace: Workspace): InstantColumn[] {
  const { people, events = [] } = workspace.config.value.store;
  const base: Pointer = ['store', 'people'];
  const columns = events.map(({ table, at }, i) => column(table, at, ['store', 'events', i, 'at']));
  const { created_at, consent, attributes } = people;
  if (created_at !== undefined) columns.push(column(people.table, created_at, [...base, 'created_at']));
  if (consent && 'table' in consent)
    for (const key of ['granted_at', 'revoked_at'] as const) {
      const title = consent[key];
      if (title !== undefined) columns.push(column(consent.table, title, [...base, 'consent', key]));
    }
  for (const attribute of timedAttributes(workspace)) {
    const mapped = attributes?.[attribute];
    columns.push({
      value: { attribute },
      title: `${people.table}.${mapped ?? attribute}`,
      pointer: mapped === undefined ? base : [...base, 'attributes', attribute],
    });
  }
  // Each is read once, whoever names it.
  return columns.filter((one, i) => columns.findIndex(({ title }) => sameName(title, one.title)) === i);
}

const column = (table: string, name: string, pointer: Pointer): InstantColumn => ({
  value: { table, column: name },
  title: `${table}.${name}`,
  pointer,
});

const timed = ['before', 'after', 'within', 'within_next', 'older_than'] as const;
const ordered = ['at_least', 'more_than', 'at_most', 'less_than', 'between', 'not_between'] as const;

const timedAttributes = ({ segments }: Workspace): Set<string> =>
  new Set(
    [...segments.values()].flatMap(({ value }) =>
      [...walkCondition(value.where, [])].flatMap(({ condition }) => timedAttribute(condition) ?? []),
    ),
  );

const timedAttribute = (condition: Condition): string | undefined =>
  'attribute' in condition && asksForTime(condition) ? condition.attribute : undefined;

const asksForTime = (condition: AttributeCondition): boolean =>
  timed.some((operator) => condition[operator] !== undefined) ||
  ordered.some((operator) =>
    [condition[operator] ?? []].flat().some((one) => typeof one === 'string' && parseMoment(one) !== undefined),
  );
