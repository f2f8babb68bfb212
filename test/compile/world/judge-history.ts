import type { EnteredCondition, MemberForCondition } from '../../../src/model/condition.ts';
import type { Here } from './judge-time.ts';
import { shift } from './moment.ts';
import type { World } from './world.ts';

/** Came in during the last .., whether or not they are still in. */
export function judgeEntered(
  { entered }: EnteredCondition,
  person: string,
  { world, here }: { world: World; here: Here },
): boolean {
  return world.memberships.some(
    (row) =>
      row.person === person &&
      row.segment === entered.segment &&
      Date.parse(row.entered_at) >= shift(here.now, entered.within, -1) &&
      Date.parse(row.entered_at) < here.now,
  );
}

/** Is in, and came in so long ago or longer. */
export function judgeMemberFor(
  { member_for: wanted }: MemberForCondition,
  person: string,
  { world, here }: { world: World; here: Here },
): boolean {
  return world.memberships.some(
    (row) =>
      row.person === person &&
      row.segment === wanted.segment &&
      Date.parse(row.entered_at) <= shift(here.now, wanted.at_least, -1) &&
      (row.left_at === undefined || Date.parse(row.left_at) > here.now),
  );
}
