import { createHash } from 'node:crypto';
import type { SampleCondition } from '../../../src/model/generated/segment.ts';

export function judgeSample({ sample }: SampleCondition, person: string): boolean {
  const digest = createHash('sha256')
    .update(`crm1:sample:${sample.salt}:${person.normalize('NFC')}`)
    .digest('hex');
  const u = Number.parseInt(digest.slice(0, 13), 16) / 2 ** 52;
  return u >= sample.from / 100 && u < sample.to / 100;
}
