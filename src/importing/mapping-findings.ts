import type { Diagnostic } from '../base/diagnostic.ts';
import { findAddresses } from './addresses.ts';
import { findConsent } from './consent.ts';
import type { InferredTable } from './types.ts';

/** What people should know of the addresses and consent that were found, or not. */
export function mappingFindings({ columns, file }: InferredTable): Diagnostic[] {
  const { addresses, notes } = findAddresses(columns);
  return [...notes, ...findConsent(columns, addresses).notes].map(({ line, ...finding }) => ({
    ...finding,
    place: { file, line, column: 1 },
  }));
}
