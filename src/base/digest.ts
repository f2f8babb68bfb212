import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** `sha256:` and the hash of the canonical JSON of a value. */
export function digest(value: unknown): string {
  return `sha256:${hash('sha256', canonicalJson(value), 'hex')}`;
}
