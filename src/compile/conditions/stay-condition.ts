import type { EnteredCondition, MemberForCondition } from '../../model/condition.ts';
import type { Context } from '../context.ts';
import type { Fragment } from '../fragment.ts';
import { away } from '../moment-of.ts';
import { recordedPeople } from '../recorded-people.ts';

/** Came in during the last .., whether or not they are still in. Who was in when the recording began did not come. */
export function enteredCondition(context: Context, condition: EnteredCondition): Fragment {
  const { segment, within } = condition.entered;
  const [from, now] = [away(context.now, within, -1).getTime(), context.now.getTime()];
  return recordedPeople(context, condition, () => ({
    kind: 'stays',
    segment,
    holds: (stays) => stays.some(({ since, found }) => !found && since >= from && since < now),
  }));
}

/** Is in without a break since so long ago, or longer. */
export function memberForCondition(context: Context, condition: MemberForCondition): Fragment {
  const { segment, at_least } = condition.member_for;
  const [latest, now] = [away(context.now, at_least, -1).getTime(), context.now.getTime()];
  return recordedPeople(context, condition, () => ({
    kind: 'stays',
    segment,
    holds: (stays) => stays.some(({ since, until }) => since <= latest && (until === undefined || until > now)),
  }));
}
