import { hash } from 'node:crypto';

export type Purpose = 'global' | 'holdout' | 'rollout' | 'arm' | 'hour' | 'keyword' | 'sample';

/**
 * The number in [0, 1) that a unit has for ever under a purpose and salt: the first 52 bits of
 * sha256("crm1:" purpose ":" salt ":" unit in NFC).
 */
export const hashBucket = (purpose: Purpose, salt: string, unit: string): number =>
  prefixedBucket(bucketPrefix(purpose, salt), unit);

/** What stands before the unit in the text that is hashed. */
export const bucketPrefix = (purpose: Purpose, salt: string): string => `crm1:${purpose}:${salt}:`;

export function prefixedBucket(prefix: string, unit: string): number {
  const hex = hash('sha256', `${prefix}${unit.normalize('NFC')}`, 'hex');
  return Number.parseInt(hex.slice(0, 13), 16) / 2 ** 52;
}
