import type { CountTest, EventCondition } from '../../model/condition.ts';
import type { EventSource } from '../../model/workspace.ts';
import { complement } from '../complement.ts';
import type { Context } from '../context.ts';
import { accepts, countTest } from '../count-test.ts';
import { type Fragment, join, no, raw, sql, yes } from '../fragment.ts';
import { personId } from '../id-column.ts';
import { type AskedEvent, rowsOf } from './asked-event.ts';
import { eventDay } from './event-day.ts';
import { eventValue } from './event-value.ts';
import { peopleWithEvents } from './people-with-events.ts';

/** How many different values a property has. */
export const distinctValues = (
  context: Context,
  asked: AskedEvent,
  test: NonNullable<EventCondition['distinct']>,
): Fragment =>
  distinct(context, asked, {
    test,
    key: (source) => {
      const value = eventValue(context, source, test.of);
      return value && context.dialect.distinctKey(value);
    },
  });

/** On how many different days something was done, where the person is. */
export const distinctDays = (context: Context, asked: AskedEvent, test: CountTest): Fragment =>
  distinct(context, asked, { test, key: (source) => eventDay(context, asked, source) });

interface Distinct {
  readonly test: CountTest;
  readonly key: (source: EventSource) => Fragment | undefined;
}

function distinct(context: Context, asked: AskedEvent, { test, key }: Distinct): Fragment {
  const keyed = asked.sources.flatMap((source) => {
    const own = key(source);
    return own ? [{ source, key: own }] : [];
  });
  const [only, ...others] = keyed;
  if (!only) return accepts(test, 0) ? yes : no;
  if (others.length === 0)
    return countTest(sql`(select count(distinct ${only.key}) ${rowsOf(context, asked, only.source)})`, test);
  // What two tables have in common counts once, so their rows are brought together first, of all people.
  const rows = join(
    keyed.map((one) => peopleWithEvents(context, asked, { source: one.source, value: one.key })),
    ' union all ',
  );
  const passes = countTest(raw('count(distinct g.v)'), test);
  const people = (having: Fragment): Fragment =>
    sql`${personId(context)} in (select g.person from (${rows}) g group by g.person having ${having})`;
  return accepts(test, 0) ? complement(people(complement(passes))) : people(passes);
}
