import type { WithheldReason } from '../model/report.ts';

/** Reasons for which no verdict is given, whatever the numbers. */
export interface Withheld {
  readonly mismatch: boolean;
  readonly contaminated: boolean;
  /** Somebody still has time to act. */
  readonly open: boolean;
}

/** The gravest of the reasons against a verdict; null when there is none. */
export function withheldBecause({ mismatch, contaminated, open }: Withheld, enough: boolean): WithheldReason | null {
  if (mismatch) return 'unequal_groups';
  if (contaminated) return 'contaminated';
  if (open) return 'window_open';
  return enough ? null : 'too_few';
}
