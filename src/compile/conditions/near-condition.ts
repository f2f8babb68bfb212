import type { NearCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { bind, type Fragment, no, raw, sql } from '../fragment.ts';
import { personValue } from '../person-value.ts';

/** The mean radius of the earth in km. */
const radius = 6371.0088;

/** Within a distance as the crow flies (haversine). */
export function nearCondition(context: Context, { near: { lat, lng, km } }: NearCondition): Fragment {
  const { position } = context.mapping.people;
  if (!position) return no;
  const { dialect } = context;
  const own = {
    lat: sql`radians(${dialect.number(personValue(context, position.lat))})`,
    lng: sql`radians(${dialect.number(personValue(context, position.lng))})`,
  };
  const there = { lat: bind(radians(lat)), lng: bind(radians(lng)) };
  const half = (a: Fragment, b: Fragment): Fragment => sql`sin((${a} - ${b}) / 2)`;
  const [north, east] = [half(own.lat, there.lat), half(own.lng, there.lng)];
  const chord = sql`(${north} * ${north} + cos(${own.lat}) * cos(${there.lat}) * ${east} * ${east})`;
  return sql`${raw(String(2 * radius))} * asin(sqrt(${dialect.least(raw('1'), chord)})) <= ${bind(km)}`;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
