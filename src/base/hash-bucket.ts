import { hash } from 'node:crypto';

export type Purpose = 'global' | 'holdout' | 'rollout' | 'arm' | 'hour' | 'keyword' | 'sample';

/**
 * The number in [0, 1) that a unit has for ever under a purpose and salt: the first 52 bits of
 * sha256("crm1:" purpose ":" salt ":" unit in NFC).
 */
export function hashBucket(purpose: Purpose, salt: string, unit: string): number {
  const hex = hash('sha256', `crm1:${purpose}:${salt}:${unit.normalize('NFC')}`, 'hex');
  return Number.parseInt(hex.slice(0, 13), 16) / 2 ** 52;
}
