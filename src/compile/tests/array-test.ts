import type { PropertyTest, ValueTest } from '../../model/condition.ts';
import { complement } from '../complement.ts';
import type { Context } from '../context.ts';
import { countTest } from '../count-test.ts';
import { type Fragment, join, sql } from '../fragment.ts';
import type { Value } from '../value.ts';
import { equalTest } from './equal-test.ts';

export interface Nested {
  /** How deep in arrays of arrays this is: every one has a name of its own. */
  readonly depth: number;
  readonly test: (value: Value, test: ValueTest, depth: number) => Fragment;
}

/** Tests on arrays; whatever is none has no elements and no length. Undefined when the test is none of them. */
export function arrayTest(context: Context, value: Value, one: ValueTest, nested: Nested): Fragment | undefined {
  const { dialect } = context;
  const alias = `j${nested.depth}`;
  const some = (test: (element: Value) => Fragment): Fragment => {
    const { from, element } = dialect.elements(value, alias);
    return sql`exists (select 1 from ${from} where ${test(element)})`;
  };
  const fold = one.ignore_case === true;
  const has = (operands: readonly (string | number | boolean)[]): Fragment =>
    some((element) => equalTest(context, element, { operands, fold }));
  if (one.has_any) return has(one.has_any);
  if (one.has_none) return complement(has(one.has_none));
  if (one.has_all)
    return sql`(${join(
      one.has_all.map((operand) => has([operand])),
      ' and ',
    )})`;
  if (one.length) return countTest(dialect.length(value), one.length);
  if (!one.has_element) return undefined;
  const { has_element: tests } = one;
  const ofElement = (element: Value, { property, ...test }: PropertyTest): Fragment =>
    sql`((${nested.test(dialect.at(element, property.split('.')), test, nested.depth + 1)}) is true)`;
  return some((element) =>
    join([dialect.isObject(element), ...tests.map((test) => ofElement(element, test))], ' and '),
  );
}
