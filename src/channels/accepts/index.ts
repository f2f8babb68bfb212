import type { Medium } from '../../model/workspace.ts';
import { isMailAddress } from './mail-address.ts';

/** Whether an address has the form that a medium needs; asked by plan, dry run and send alike, without opening the channel. */
export function acceptsAddress(medium: Medium): (address: string) => boolean {
  if (medium === 'email') return isMailAddress;
  if (medium === 'sms') return (address) => /^\+?\d{8,15}$/.test(address.replace(/[ -]/g, ''));
  return (address) => address.trim() !== '';
}
