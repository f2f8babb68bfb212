import { isZone } from '../base/zone.ts';
import { type Span, zoneOffsets } from '../base/zone-offsets.ts';
import type { Context } from './context.ts';
import { bind, type Fragment, join, name, sql } from './fragment.ts';
import type { Value } from './value.ts';
import { offsetAt } from './zone-sql.ts';

/**
 * SQL that depends on the zone of the person (alias p), written out for every zone that the store's people are in. Zones for which
 * it is the same are asked for together; people without a zone, or with a text that is none, are in the workspace's.
 */
export function byZone(context: Context, write: (zone: string) => Fragment): Fragment {
  const { mapping, zones, zone } = context;
  const fallback = write(zone);
  const { timezone } = mapping.people;
  if (timezone === undefined) return fallback;
  const groups = new Map<string, { readonly zones: string[]; readonly written: Fragment }>();
  const keyOf = ({ sql: text, bindings }: Fragment): string => JSON.stringify([text, bindings.map(String)]);
  const usual = keyOf(fallback);
  for (const one of zones) {
    if (!isZone(one)) continue;
    const written = write(one);
    const key = keyOf(written);
    if (key === usual) continue;
    const group = groups.get(key);
    if (group) group.zones.push(one);
    else groups.set(key, { zones: [one], written });
  }
  if (groups.size === 0) return fallback;
  const choices = [...groups.values()].map(
    (group) =>
      sql`when ${name('p', timezone)} in (${join(
        group.zones.map((one) => bind(one)),
        ', ',
      )}) then ${group.written}`,
  );
  return sql`case ${join(choices, ' ')} else ${fallback} end`;
}

/** Local time where the person is, as seconds since 1970 as if it were UTC, of an instant in a span of time. */
export function localOf(context: Context, instant: Fragment, span?: Span): Fragment {
  const local = (at: Fragment): Fragment =>
    sql`${at} + ${byZone(context, (zone) => offsetAt(at, zoneOffsets(zone, span)))}`;
  const changes = [context.zone, ...context.zones].some((zone) => zoneOffsets(zone, span).changes.length > 0);
  return changes ? context.dialect.letIn(instant, local) : sql`(${local(instant)})`;
}

/** Local time of a value where the person is: a plain date is that day, wherever that is. */
export function localTime(context: Context, value: Value): Fragment {
  const { dialect, zone } = context;
  const day = dialect.plainDate(value);
  if (value.kind === 'date' && day) return day;
  const local = localOf(context, dialect.instant(value, zone));
  return day ? sql`coalesce(${day}, ${local})` : local;
}
