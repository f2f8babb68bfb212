import type { Diagnostic } from '../base/diagnostic.ts';
import { emailNames, phoneNames, pushNames } from './known-names.ts';
import { findNamed } from './names.ts';
import { listLines } from './tally.ts';
import type { InferredColumn } from './types.ts';

export interface Addresses {
  readonly email?: string;
  readonly sms?: string;
  readonly push?: string;
}

/** A finding without its place: its line is known, its file is not. */
export type Note = Omit<Diagnostic, 'place'> & { readonly line: number };

interface Found {
  readonly addresses: Addresses;
  readonly notes: readonly Note[];
}

/** The columns with addresses: by their names, and at least one value has the form. A few that have not are no reason to lose all. */
export function findAddresses(columns: readonly InferredColumn[]): Found {
  const email = best(findNamed(columns, emailNames));
  const sms = best(findNamed(columns, phoneNames));
  const push = findNamed(columns, pushNames).find(({ type, filled }) => type === 'text' && filled > 0);
  return {
    addresses: {
      ...(email ? { email: email.name } : {}),
      ...(sms ? { sms: sms.name } : {}),
      ...(push ? { push: push.name } : {}),
    },
    notes: [
      ...odd(email, 'an e-mail address'),
      ...odd(sms, 'a phone number'),
      ...(email ? [] : unusable(findNamed(columns, emailNames), 'an e-mail address')),
      ...(sms ? [] : unusable(findNamed(columns, phoneNames), 'a phone number')),
    ],
  };
}

/** The first that is mostly addresses, else the first that has any. */
const best = (named: readonly InferredColumn[]): InferredColumn | undefined =>
  named.find(({ alike, filled }) => alike * 2 > filled) ?? named.find(({ alike }) => alike > 0);

function odd(column: InferredColumn | undefined, what: string): Note[] {
  if (!column?.odd) return [];
  const { count } = column.odd;
  return [
    {
      code: 'IMPORT.BAD_ADDRESS',
      severity: 'warning',
      summary: `${count.toLocaleString('en')} of ${column.filled.toLocaleString('en')} values of \`${column.name}\` ${count === 1 ? 'does' : 'do'} not look like ${what}: ${listLines(column.odd)}`,
      line: column.odd.lines[0] ?? 1,
      why: 'They stay as they are. What is no address when messages are sent is left out and counted (address not valid).',
      next: ['Correct these rows in the export.'],
    },
  ];
}

function unusable(named: readonly InferredColumn[], what: string): Note[] {
  return named
    .filter(({ filled }) => filled > 0)
    .slice(0, 1)
    .map(({ name }) => ({
      code: 'IMPORT.NO_ADDRESS',
      severity: 'warning',
      summary: `\`${name}\` is not taken as addresses: no value looks like ${what}`,
      line: 1,
      why: 'Its name says so, its values do not.',
      next: ['If they are addresses, name the column in crm.yaml under store.people.addresses.'],
    }));
}
