import type { BlindReason } from '../../../model/overlap.ts';

/** Why no live campaign reaches somebody. */
export const blindWords: Readonly<Record<BlindReason, string>> = {
  no_segment: 'in no campaign’s audience',
  no_consent: 'has not agreed, or has withdrawn',
  no_address: 'has no address for it',
  capped: 'has had as many messages as allowed',
};
