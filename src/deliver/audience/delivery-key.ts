import { hash } from 'node:crypto';
import { canonicalJson } from '../../base/canonical-json.ts';

/** The name of one message to one person: equal inputs give equal keys, so a repeat finds its row and adds none. */
export function deliveryKey(parts: { run: string; person: string; message: string; channel: string }): string {
  return hash('sha256', canonicalJson({ ...parts, version: 1 }), 'base64url');
}
