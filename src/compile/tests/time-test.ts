import type { ValueTest } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import type { Bound, Sign } from '../dialect.ts';
import type { Fragment } from '../fragment.ts';
import { away, momentOf } from '../moment-of.ts';
import type { Value } from '../value.ts';

/** Tests of when something is; undefined when the test is none of them. */
export function timeTest(context: Context, value: Value, test: ValueTest): Fragment | undefined {
  const { now, dialect, zone } = context;
  const during = (...bounds: Bound[]): Fragment => dialect.during(value, { bounds, zone });
  const is = (sign: Sign, instant: Date): Fragment => during({ sign, instant });
  if (test.before !== undefined) return is('<', momentOf(context, test.before));
  if (test.after !== undefined) return is('>', momentOf(context, test.after));
  if (test.within !== undefined)
    return during({ sign: '>=', instant: away(now, test.within, -1) }, { sign: '<', instant: now });
  if (test.within_next !== undefined)
    return during({ sign: '>=', instant: now }, { sign: '<', instant: away(now, test.within_next, 1) });
  if (test.older_than !== undefined) return is('<', away(now, test.older_than, -1));
  return undefined;
}
