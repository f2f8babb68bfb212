import { columnValue } from './column-value.ts';
import type { Context } from './context.ts';
import { timed } from './timed.ts';
import type { Value } from './value.ts';

/** A person's attribute (alias p): a column, a mapped path, or a path into a JSON column. */
export function personValue(context: Context, attribute: string): Value {
  const { table, attributes, units } = context.mapping.people;
  const [head = attribute, ...tail] = attribute.split('.');
  const exact = attributes?.[attribute];
  const target = exact ?? attributes?.[head] ?? head;
  const rest = exact === undefined ? tail : [];
  const [column = target, ...path] = target.split('.');
  const whole = [...path, ...rest];
  const value = columnValue(context, { alias: 'p', table, column });
  return timed(whole.length === 0 ? value : context.dialect.at(value, whole), units?.[attribute]);
}
