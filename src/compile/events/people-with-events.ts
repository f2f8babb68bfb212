import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { type Fragment, sql } from '../fragment.ts';
import { personId } from '../id-column.ts';
import { tableName } from '../table-name.ts';
import type { AskedEvent } from './asked-event.ts';
import { eventTests } from './event-tests.ts';

interface Asked {
  readonly source: EventSource;
  readonly value: Fragment;
}

/** A row (person, v) for every event of everybody. People stand in it under the alias p, as where one person is asked for. */
export const peopleWithEvents = (
  context: Context,
  { condition, window }: AskedEvent,
  { source, value }: Asked,
): Fragment => {
  const tests = eventTests(context, { source, event: condition.event, where: condition.where ?? [], window });
  const people = tableName(context, context.mapping.people.table);
  return sql`select ${personId(context)} as person, ${value} as v from ${people} p join ${tableName(context, source.table)} e on ${tests}`;
};
