import { Bug } from '../base/bug.ts';
import type { Condition } from '../model/condition.ts';
import type { Context } from './context.ts';
import { eventCondition } from './event-condition.ts';
import { type Fragment, join, sql } from './fragment.ts';
import { personValue } from './person-value.ts';
import { valueTest } from './value-test.ts';

/**
 * A condition on a person (alias p) as SQL. With `exact` it is true or false, never NULL; without, NULL stands for false,
 * which `and`, `or` and `where` keep, and which lets an index be used.
 */
export function compileCondition(context: Context, condition: Condition, exact = false): Fragment {
  if ('all' in condition) return group(context, condition.all, { word: ' and ', exact });
  if ('any' in condition) return group(context, condition.any, { word: ' or ', exact });
  if ('none' in condition) return sql`not ${group(context, condition.none, { word: ' or ', exact: true })}`;
  if ('not' in condition) return sql`not ${compileCondition(context, condition.not, true)}`;
  if ('event' in condition) return eventCondition(context, condition);
  if ('segment' in condition) {
    const segment = context.segment(condition.segment);
    // Validation and apply see to it that it is there; nobody instead would be a silent answer.
    if (!segment) throw new Bug(`the segment ${condition.segment} is not there`);
    return compileCondition(context, segment.where, exact);
  }
  const test = valueTest(context, personValue(context, condition.attribute), condition);
  return exact ? sql`coalesce(${test}, false)` : sql`(${test})`;
}

function group(
  context: Context,
  members: readonly Condition[],
  { word, exact }: { word: string; exact: boolean },
): Fragment {
  return sql`(${join(
    members.map((member) => compileCondition(context, member, exact)),
    word,
  )})`;
}
