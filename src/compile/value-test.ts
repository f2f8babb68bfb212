import type { ValueTest } from '../model/condition.ts';
import { complement } from './complement.ts';
import type { Context } from './context.ts';
import { type Fragment, no, sql } from './fragment.ts';
import { arrayTest } from './tests/array-test.ts';
import { calendarTest } from './tests/calendar-test.ts';
import { equalTest } from './tests/equal-test.ts';
import { orderTest } from './tests/order-test.ts';
import { textTest } from './tests/text-test.ts';
import { timeTest } from './tests/time-test.ts';
import { versionTest } from './tests/version-test.ts';
import type { Value } from './value.ts';

/**
 * One test on one value as SQL that is true, false or NULL; NULL means false. Operators with `not` are exact complements.
 * `test` has exactly one operator (checked by validate).
 */
export function valueTest(context: Context, value: Value, test: ValueTest, depth = 0): Fragment {
  const { dialect } = context;
  const isIn = (operands: readonly (string | number | boolean)[]): Fragment =>
    equalTest(context, value, { operands, fold: test.ignore_case === true });
  if (test.is !== undefined) return isIn([test.is]);
  if (test.is_not !== undefined) return complement(isIn([test.is_not]));
  if (test.in !== undefined) return isIn(test.in);
  if (test.not_in !== undefined) return complement(isIn(test.not_in));
  if (test.exists !== undefined) return unless(!test.exists, dialect.present(value));
  if (test.empty !== undefined) return unless(!test.empty, dialect.empty(value));
  return (
    textTest(context, value, test) ??
    orderTest(context, value, test) ??
    timeTest(context, value, test) ??
    calendarTest(context, value, test) ??
    versionTest(context, value, test) ??
    arrayTest(context, value, test, { depth, test: (inner, one, deeper) => valueTest(context, inner, one, deeper) }) ??
    no
  );
}

const unless = (not: boolean, test: Fragment): Fragment => (not ? sql`not (${test})` : sql`(${test})`);
