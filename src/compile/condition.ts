import { Bug } from '../base/bug.ts';
import type { Condition } from '../model/condition.ts';
import { consentCondition } from './conditions/consent-condition.ts';
import { listCondition } from './conditions/list-condition.ts';
import { localTimeCondition } from './conditions/local-time-condition.ts';
import { messageCondition } from './conditions/message-condition.ts';
import { nearCondition } from './conditions/near-condition.ts';
import { reachableCondition } from './conditions/reachable-condition.ts';
import { relatedCondition } from './conditions/related-condition.ts';
import { sampleCondition } from './conditions/sample-condition.ts';
import { sqlCondition } from './conditions/sql-condition.ts';
import { enteredCondition, memberForCondition } from './conditions/stay-condition.ts';
import { topCondition } from './conditions/top-condition.ts';
import type { Context } from './context.ts';
import { eventCondition } from './events/event-condition.ts';
import { sequenceCondition } from './events/sequence.ts';
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
  if ('segment' in condition) {
    const segment = context.segment(condition.segment);
    // Validation and apply see to it that it is there; nobody instead would be a silent answer.
    if (!segment) throw new Bug(`the segment ${condition.segment} is not there`);
    return compileCondition(context, segment.where, exact);
  }
  const test = single(context, condition);
  if (exact) return sql`((${test}) is true)`;
  return { ...sql`(${test})`, ...(test.first ? { first: test.first } : {}) };
}

type Single = Exclude<
  Condition,
  { all: unknown } | { any: unknown } | { none: unknown } | { not: unknown } | { segment: unknown }
>;

function single(context: Context, condition: Single): Fragment {
  if ('attribute' in condition) return valueTest(context, personValue(context, condition.attribute), condition);
  if ('event' in condition) return eventCondition(context, condition);
  if ('sequence' in condition) return sequenceCondition(context, condition);
  if ('reachable' in condition) return reachableCondition(context, condition);
  if ('consent' in condition) return consentCondition(context, condition);
  if ('list' in condition) return listCondition(context, condition);
  if ('sample' in condition) return sampleCondition(context, condition);
  if ('top' in condition) return topCondition(context, condition);
  if ('related' in condition) return relatedCondition(context, condition);
  if ('near' in condition) return nearCondition(context, condition);
  if ('local_time' in condition) return localTimeCondition(context, condition);
  if ('message' in condition) return messageCondition(context, condition);
  if ('entered' in condition) return enteredCondition(context, condition);
  if ('member_for' in condition) return memberForCondition(context, condition);
  return sqlCondition(context, condition);
}

function group(
  context: Context,
  members: readonly Condition[],
  { word, exact }: { word: string; exact: boolean },
): Fragment {
  const tests = members.map((member) => compileCondition(context, member, exact));
  if (word === ' or ') return sql`(${join(tests, word)})`;
  // What has a cheaper test before it waits until the others have been asked.
  const [dear, plain] = [tests.filter(({ first }) => first), tests.filter(({ first }) => !first)];
  return sql`(${join([...dear.flatMap(({ first }) => first ?? []), ...plain, ...dear], word)})`;
}
