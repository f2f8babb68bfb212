import type { Context } from './context.ts';
import { type Fragment, name } from './fragment.ts';

/** The SQL of a person's attribute (alias p): a column, a mapped path, or a path into a JSON column. */
export function personValue({ mapping, dialect }: Context, attribute: string): Fragment {
  const mapped = mapping.people.attributes;
  const [head = attribute, ...tail] = attribute.split('.');
  if (!mapped) return tail.length === 0 ? name('p', head) : dialect.jsonPath(name('p', head), tail);
  const exact = mapped[attribute];
  const target = exact ?? mapped[head] ?? head;
  const rest = exact === undefined ? tail : [];
  const [column = target, ...path] = target.split('.');
  const whole = [...path, ...rest];
  return whole.length === 0 ? name('p', column) : dialect.jsonPath(name('p', column), whole);
}
