import type { PropertyTest } from '../../model/condition.ts';
import type { EventSource } from '../../model/workspace.ts';
import type { Context } from '../context.ts';
import { type Fragment, name, no, nothing, sql } from '../fragment.ts';
import { valueTest } from '../value-test.ts';
import { type AskedEvent, rowsOf } from './asked-event.ts';
import { eventInstant, eventValue } from './event-value.ts';

interface Last {
  /** When the last event of the source was; missing when there is none. */
  readonly at: Fragment;
  /** 1 when it passes, 0 when not, missing when there is none. */
  readonly passes: Fragment;
}

/** A test on a property of the very last event, even when that one lacks it. */
export function lastValue(context: Context, asked: AskedEvent, test: PropertyTest): Fragment {
  // The last of several tables is the latest; at one time, the one in the general table.
  const last = asked.sources
    .map((source) => lastOf(context, asked, { source, test }))
    .reduce<Last | undefined>(
      (a, b) =>
        a
          ? {
              at: context.dialect.greatest(a.at, b.at),
              passes: sql`case when ${b.at} is null or ${a.at} > ${b.at} then ${a.passes} else ${b.passes} end`,
            }
          : b,
      undefined,
    );
  return last ? sql`(${last.passes} = 1)` : no;
}

function lastOf(
  context: Context,
  asked: AskedEvent,
  { source, test }: { readonly source: EventSource; readonly test: PropertyTest },
): Last {
  const rows = rowsOf(context, asked, source);
  const at = eventInstant(context, source);
  const value = eventValue(context, source, test.property) ?? { kind: 'bytes', sql: nothing };
  const byId = source.id === undefined ? sql`` : sql`, ${name('e', source.id)} desc`;
  return {
    at: sql`(select max(${at}) ${rows})`,
    passes: sql`(select case when ${valueTest(context, value, test)} then 1 else 0 end ${rows} order by ${at} desc${byId} limit 1)`,
  };
}
