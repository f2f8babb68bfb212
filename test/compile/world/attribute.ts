import { columnType } from './tables.ts';
import { follow, missing, type Value, valueOfCell } from './value.ts';
import type { PersonRow, World } from './world.ts';

/** The value of an attribute, by the mapping: a column, a path into a JSON column, or a declared name for one of them. */
export function attributeOf(attribute: string, person: PersonRow, { mapping }: World): Value {
  const { attributes, units } = mapping.people;
  const place = attributes === undefined ? attribute : declaredPlace(attribute, attributes);
  return place === undefined ? missing : valueAt(place, person, units?.[attribute]);
}

/** The whole name is declared, or its beginning, and the rest leads on from there. */
function declaredPlace(attribute: string, attributes: Readonly<Record<string, string>>): string | undefined {
  const whole = attributes[attribute];
  if (whole !== undefined) return whole;
  const [name = '', ...rest] = attribute.split('.');
  const beginning = attributes[name];
  return beginning === undefined ? undefined : [beginning, ...rest].join('.');
}

/** A column, or a path into a JSON column. */
export function valueAt(place: string, person: PersonRow, unit?: 's' | 'ms'): Value {
  const [column = '', ...path] = place.split('.');
  return follow(valueOfCell(person[column as keyof PersonRow], columnType('people', column), unit), path);
}
