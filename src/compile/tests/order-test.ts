import { parseMoment } from '../../base/moment.ts';
import type { ValueTest } from '../../model/condition.ts';
import { complement } from '../complement.ts';
import type { Context } from '../context.ts';
import type { Sign } from '../dialect.ts';
import { type Fragment, sql } from '../fragment.ts';
import { momentOf } from '../moment-of.ts';
import type { Value } from '../value.ts';

const signs = { at_least: '>=', more_than: '>', at_most: '<=', less_than: '<' } as const;

/** Tests of more and less; undefined when the test is none of them. */
export function orderTest(context: Context, value: Value, test: ValueTest): Fragment | undefined {
  for (const [operator, sign] of Object.entries(signs)) {
    const operand = test[operator as keyof typeof signs];
    if (operand !== undefined) return compare(context, { value, sign, operand });
  }
  const pair = test.between ?? test.not_between;
  if (!pair) return undefined;
  const [low = 0, high = 0] = pair;
  const inside = sql`(${compare(context, { value, sign: '>=', operand: low })} and ${compare(context, { value, sign: '<=', operand: high })})`;
  return test.between ? inside : complement(inside);
}

interface Comparison {
  readonly value: Value;
  readonly sign: Sign;
  readonly operand: number | string;
}

/** Numbers compare with numbers, moments with instants, other text with text; nothing compares across kinds. */
function compare(context: Context, { value, sign, operand }: Comparison): Fragment {
  const { dialect, zone } = context;
  if (typeof operand === 'number') return dialect.compareNumber(value, sign, operand);
  if (!parseMoment(operand)) return sql`(${dialect.compareText(value, sign, operand)})`;
  return sql`(${dialect.during(value, { bounds: [{ sign, instant: momentOf(context, operand) }], zone })})`;
}
