import { CrmError } from '../../base/crm-error.ts';
import { isMailAddress } from '../accepts/mail-address.ts';
import type { Sender } from './build-mail.ts';

/** The sender as crm.yaml writes it: an address, or a name and an address. */
export function parseFrom(text: string): Sender['from'] {
  const match = /^\s*(?:"?([^"<]*?)"?\s*)<([^<>]+)>\s*$/.exec(text);
  const address = (match?.[2] ?? text).trim();
  if (!isMailAddress(address)) {
    throw new CrmError('invalid', {
      code: 'CHANNEL.BAD_FROM',
      severity: 'error',
      summary: 'the sender of the e-mail channel is no address',
      why: 'It is an address, or a name and an address: Sori <hello@sori.example>.',
      next: ['Correct channels.email.from.'],
    });
  }
  return { name: match?.[1] ?? '', address };
}
