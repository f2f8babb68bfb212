import type { Condition } from './condition.ts';
import { walkCondition } from './walk-condition.ts';

/** The segment whose recorded membership a condition asks about, with the key under which it is named. */
export function recordedSegment(condition: Condition): { key: 'entered' | 'member_for'; segment: string } | undefined {
  if ('entered' in condition) return { key: 'entered', segment: condition.entered.segment };
  if ('member_for' in condition) return { key: 'member_for', segment: condition.member_for.segment };
  return undefined;
}

/** Whether a condition asks what only the ledger knows. */
export const asksLedger = (where: Condition): boolean =>
  [...walkCondition(where, [])].some(
    ({ condition }) => 'message' in condition || recordedSegment(condition) !== undefined,
  );
