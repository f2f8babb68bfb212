import type { ValueTest } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import type { Sign } from '../dialect.ts';
import { type Fragment, sql } from '../fragment.ts';
import { away, momentOf } from '../moment-of.ts';
import type { Value } from '../value.ts';

/** Tests of when something is; undefined when the test is none of them. */
export function timeTest(context: Context, value: Value, test: ValueTest): Fragment | undefined {
  const { now, dialect, zone } = context;
  const is = (sign: Sign, instant: Date): Fragment => sql`(${dialect.compareInstant(value, sign, { instant, zone })})`;
  if (test.before !== undefined) return is('<', momentOf(context, test.before));
  if (test.after !== undefined) return is('>', momentOf(context, test.after));
  if (test.within !== undefined) return sql`(${is('>=', away(now, test.within, -1))} and ${is('<', now)})`;
  if (test.within_next !== undefined) return sql`(${is('>=', now)} and ${is('<', away(now, test.within_next, 1))})`;
  if (test.older_than !== undefined) return is('<', away(now, test.older_than, -1));
  return undefined;
}
