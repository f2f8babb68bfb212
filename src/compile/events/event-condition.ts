import type { CountTest, EventCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import { accepts, countTest, enough, isAtLeastOne } from '../count-test.ts';
import { type Fragment, join, no, sql, yes } from '../fragment.ts';
import { type AskedEvent, countedAtOnce, rowsOf, someEvent } from './asked-event.ts';
import { distinctDays, distinctValues } from './distinct.ts';
import type { EventWindow } from './event-rows.ts';
import { eventSources } from './event-sources.ts';
import { eventWindow } from './event-window.ts';
import { firstOrLast } from './first-or-last.ts';
import { lastValue } from './last-value.ts';
import { numberOf } from './number-of.ts';

/** What a person (alias p) did. Never NULL, but where a measure is missing. */
export function eventCondition(context: Context, condition: EventCondition): Fragment {
  const sources = eventSources(context, condition.event);
  const asked: AskedEvent = { condition, sources, window: eventWindow(context, condition) };
  const { count, days, distinct, first, last, last_value: value } = condition;
  if (condition.never) return sql`not (${someEvent(context, asked)})`;
  if (days) return distinctDays(context, asked, days);
  if (distinct) return distinctValues(context, asked, distinct);
  if (first) return firstOrLast(context, asked, { which: 'first', test: first });
  if (last) return firstOrLast(context, asked, { which: 'last', test: last });
  if (value) return lastValue(context, asked, value);
  for (const measure of ['sum', 'avg', 'min', 'max'] as const) {
    const test = condition[measure];
    if (test) return countTest(numberOf(context, asked, { measure, of: test.of }), test);
  }
  return numberOfEvents(context, asked, count ?? once);
}

const once: CountTest = { at_least: 1 };

function numberOfEvents(context: Context, asked: AskedEvent, count: CountTest): Fragment {
  const { sources } = asked;
  if (sources.length === 0) return accepts(count, 0) ? yes : no;
  const counted = countedAtOnce(context, asked);
  if (counted) return countTest(sumOf(counted, accepts(count, 0)), count);
  if (isAtLeastOne(count)) return someEvent(context, asked);
  const [only, ...others] = sources;
  const limit = enough(count);
  if (!only || others.length > 0 || !limit) return countTest(eventCount(context, asked), count);
  const found = (window: EventWindow): Fragment =>
    context.dialect.atLeast(rowsOf(context, { ...asked, window }, only), limit.rows);
  const exact = found(asked.window);
  if (!limit.pass) return sql`not (${exact})`;
  // Most people have too few rows; of the others, fewer are left when every condition has been asked.
  const rough = found({ ...asked.window, rough: true });
  return rough.sql === exact.sql ? exact : { ...exact, first: rough };
}

/** Where nothing passes the test anyway, NULL may stand for it: the database then looks only at people who have events. */
function sumOf(counts: readonly Fragment[], nothingPasses: boolean): Fragment {
  const [only, ...others] = counts;
  if (only && others.length === 0 && !nothingPasses) return only;
  return sql`(${join(
    counts.map((count) => sql`coalesce(${count}, 0)`),
    ' + ',
  )})`;
}

const eventCount = (context: Context, asked: AskedEvent): Fragment =>
  sql`(${join(
    asked.sources.map((source) => sql`(select count(*) ${rowsOf(context, asked, source)})`),
    ' + ',
  )})`;
