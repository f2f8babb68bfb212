import { foldText } from './fold-text.ts';

/** One spelling of an address, in the store's queries and in the ledger: without the blanks around it and without the case of its letters. */
export const foldAddress = (address: string): string => foldText(address.trim());
