import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { type Fragment, join, nothing, raw, sql } from '../fragment.ts';
import { type AskedEvent, rowsOf } from './asked-event.ts';
import { eventValue } from './event-value.ts';

interface Measured {
  readonly measure: 'sum' | 'avg' | 'min' | 'max';
  readonly of: string;
}

/** One number made of a property of all the person's events. The sum of nothing is 0; the others are missing. */
export function numberOf(context: Context, asked: AskedEvent, { measure, of }: Measured): Fragment {
  const { dialect } = context;
  const over = (source: EventSource, word: string): Fragment | undefined => {
    const value = eventValue(context, source, of);
    return value && sql`(select ${raw(word)}(${dialect.number(value)}) ${rowsOf(context, asked, source)})`;
  };
  const parts = (word: string): Fragment[] => asked.sources.flatMap((source) => over(source, word) ?? []);
  const added = (word: string): Fragment => {
    const all = parts(word);
    return all.length === 0
      ? raw('0')
      : sql`(${join(
          all.map((part) => sql`coalesce(${part}, 0)`),
          ' + ',
        )})`;
  };
  if (measure === 'sum') return added('sum');
  if (measure === 'avg') {
    const [only, ...others] = parts('avg');
    return only && others.length === 0 ? only : sql`(${added('sum')} * 1.0 / nullif(${added('count')}, 0))`;
  }
  const all = parts(measure);
  return all.length === 0 ? nothing : all.reduce(measure === 'min' ? dialect.least : dialect.greatest);
}
