import type { TopCondition } from '../../model/condition.ts';
import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import type { AskedEvent } from '../events/asked-event.ts';
import { eventDay } from '../events/event-day.ts';
import { eventSources } from '../events/event-sources.ts';
import { eventValue } from '../events/event-value.ts';
import { eventWindow } from '../events/event-window.ts';
import { peopleWithEvents } from '../events/people-with-events.ts';
import { bind, type Fragment, join, no, raw, sql } from '../fragment.ts';
import { exactId, personId } from '../id-column.ts';
import { personValue } from '../person-value.ts';
import { tableName } from '../table-name.ts';

type By = Extract<NonNullable<TopCondition['top']['by']>, { event: string }>;

/** Those with the most of something, in a stable order: ties go to the lowest id. */
export function topCondition(context: Context, { top: { percent, people, by } }: TopCondition): Fragment {
  const measured = by && 'event' in by ? ofEvents(context, by) : ofPeople(context, by?.attribute);
  if (!measured) return no;
  const order = sql`order by m.v desc, ${exactId(context, raw('m.person'))}`;
  const places = sql`select m.person as person, row_number() over (${order}) as place, count(*) over () as n from (${measured}) m`;
  const last = [
    ...(people === undefined ? [] : [sql`t.place <= ${bind(people)}`]),
    ...(percent === undefined ? [] : [sql`t.place <= ceil(t.n * ${bind(percent)} / 100)`]),
  ];
  return sql`${personId(context)} in (select t.person from (${places}) t where ${join(last, ' and ')})`;
}

/** Rows (person, v) of everybody who has the attribute as a number; of everybody when none is named. */
function ofPeople(context: Context, attribute: string | undefined): Fragment {
  const { table, id } = context.mapping.people;
  const real = sql`${tableName(context, table)} p where p.${{ sql: `"${id.replaceAll('"', '""')}"`, bindings: [] }} is not null`;
  if (attribute === undefined) return sql`select ${personId(context)} as person, 0 as v from ${real}`;
  const value = context.dialect.number(personValue(context, attribute));
  return sql`select ${personId(context)} as person, ${value} as v from ${real} and ${value} is not null`;
}

/** Rows (person, v) of everybody who has the measure. */
function ofEvents(context: Context, by: By): Fragment | undefined {
  const asked: AskedEvent = {
    condition: by,
    sources: eventSources(context, by.event),
    window: eventWindow(context, by),
  };
  const rows = asked.sources.flatMap((source) => {
    const value = measuredValue(context, asked, { by, source });
    return value ? [peopleWithEvents(context, asked, { source, value })] : [];
  });
  if (rows.length === 0) return undefined;
  const measure = measureOf(by);
  return sql`select g.person as person, ${measure} as v from (${join(rows, ' union all ')}) g where g.v is not null group by g.person`;
}

function measuredValue(
  context: Context,
  asked: AskedEvent,
  { by, source }: { readonly by: By; readonly source: EventSource },
): Fragment | undefined {
  if (by.days) return eventDay(context, asked, source);
  const property = by.sum ?? by.avg ?? by.min ?? by.max ?? by.distinct;
  if (property === undefined) return raw('1');
  const value = eventValue(context, source, property);
  if (!value) return undefined;
  return by.distinct === undefined ? context.dialect.number(value) : context.dialect.distinctKey(value);
}

function measureOf({ sum, avg, min, max, distinct, days }: By): Fragment {
  if (days || distinct !== undefined) return raw('count(distinct g.v)');
  const word = Object.entries({ sum, avg, min, max }).find(([, property]) => property !== undefined)?.[0];
  return word === undefined ? raw('count(*)') : raw(`${word}(g.v)`);
}
