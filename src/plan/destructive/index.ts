import type { PlanAction } from '../../model/plan.ts';

/** What there is of a campaign, as it is applied. */
export interface AtStake {
  /** `protect: true`. It holds as long as it is applied, whether or not there is still a file. */
  readonly protected: boolean;
  /** People who wait for a message in a run that was begun. */
  readonly waiting: number;
  /** People who are still being measured, and until when. */
  readonly measured: { readonly people: number; readonly until: string } | undefined;
}

/** Whether a change ends something that others may still need. */
export const takesAway = (action: PlanAction): boolean => action === 'archive' || action === 'replace';

/** Why a change takes something away that cannot be had back; empty when it does not. */
export function destructiveReasons(action: PlanAction, { protected: kept, waiting, measured }: AtStake): string[] {
  if (!takesAway(action)) return [];
  const reasons: string[] = [];
  if (kept) reasons.push('it is protected (protect: true)');
  if (waiting > 0 && action === 'archive') reasons.push(`${count(waiting)} for a message of a run that was begun`);
  if (measured)
    reasons.push(`its experiment runs until ${measured.until.slice(0, 10)} with ${people(measured.people)}`);
  return reasons;
}

const people = (n: number): string => `${n.toLocaleString('en')} ${n === 1 ? 'person' : 'people'}`;
const count = (n: number): string => `${people(n)} ${n === 1 ? 'waits' : 'wait'}`;
