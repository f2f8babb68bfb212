import type { Addresses, Note } from './addresses.ts';
import { type ConsentMedium, consentLike, consentMedium } from './consent-names.ts';
import { listNames } from './people-ids.ts';
import { listLines } from './tally.ts';
import type { InferredColumn } from './types.ts';

type Consent = Partial<Record<ConsentMedium, string>>;

interface Found {
  readonly columns: Consent;
  readonly notes: readonly Note[];
}

const media = ['email', 'sms', 'push', 'in_app'] as const;

/**
 * The consent column of each medium. One that names no medium counts for every medium with addresses, but only where no
 * column is more exact: who was asked about e-mail did not agree to text messages.
 */
export function findConsent(columns: readonly InferredColumn[], addresses: Addresses): Found {
  const flags = columns.filter(isFlag);
  const exact: Consent = {};
  for (const medium of media) {
    const column = flags.find(({ name }) => consentMedium(name) === medium);
    if (column) exact[medium] = column.name;
  }
  const general = flags.find(({ name }) => consentMedium(name) === 'any');
  const reached = media.filter((medium) => medium in addresses);
  const spread = general && Object.keys(exact).length === 0 && reached.length > 0 ? general : undefined;
  const found = spread ? Object.fromEntries(reached.map((medium) => [medium, spread.name])) : exact;
  const used = new Set<string>(Object.values(found));
  return {
    columns: found,
    notes: [
      ...(spread ? [forAll(spread, reached)] : []),
      ...columns.flatMap((column) => unclear(column, used)),
      ...columns.filter(({ name }) => !used.has(name)).flatMap((column) => unmapped(column, used.size > 0)),
    ],
  };
}

const isFlag = ({ type, zeroOne }: InferredColumn): boolean => type === 'boolean' || (type === 'integer' && zeroOne);

const forAll = ({ name }: InferredColumn, reached: readonly string[]): Note => ({
  code: 'IMPORT.GENERAL_CONSENT',
  severity: 'warning',
  summary: `\`${name}\` names no medium and is taken as consent for ${reached.join(' and ')}`,
  line: 1,
  why: 'Advertising needs consent for the medium by which it comes.',
  next: ['If people did not agree to one of them, remove its line under store.people.consent in crm.yaml.'],
});

function unclear({ name, odd, reading }: InferredColumn, used: ReadonlySet<string>): Note[] {
  if (!odd || reading !== 'consent' || !used.has(name)) return [];
  const one = odd.count === 1;
  return [
    {
      code: 'IMPORT.UNCLEAR_CONSENT',
      severity: 'warning',
      summary: `${one ? '1 value' : `${odd.count.toLocaleString('en')} values`} of \`${name}\` ${one ? 'is' : 'are'} neither yes nor no and ${one ? 'counts' : 'count'} as no consent: ${listLines(odd)}`,
      line: odd.lines[0] ?? 1,
      why: 'Yes is 1, true, yes, Y, O, 예, 동의 and the like; no is their opposite. What is not clear must not become consent.',
      next: ['Correct these rows, or leave the cells empty.'],
    },
  ];
}

/** A time of consent beside the flag, as exports often have, needs no word. */
function unmapped(column: InferredColumn, others: boolean): Note[] {
  const { name, filled, type } = column;
  const like = consentLike(name);
  const known = consentMedium(name) !== undefined;
  const time = type === 'instant' || type === 'date';
  if ((like === undefined && !known) || filled === 0 || (time && others)) return [];
  return [
    {
      code: 'IMPORT.CONSENT_NOT_MAPPED',
      severity: 'warning',
      summary: `${listNames([name])} looks like consent, but nothing asks it`,
      line: 1,
      why: reason(column, like === 'refusal'),
      next: [
        like === 'refusal' || !isFlag(column)
          ? 'Export a column that says who agreed, as Y and N.'
          : 'If it is consent for a medium, name it in crm.yaml under store.people.consent.columns.',
      ],
    },
  ];
}

function reason(column: InferredColumn, refusal: boolean): string {
  if (refusal) return 'Its name says no rather than yes. Only columns that say yes can be mapped.';
  if (!isFlag(column)) return 'Most of its values are neither yes nor no.';
  const medium = consentMedium(column.name);
  if (medium === 'any') return 'It names no medium: other columns do, or there is no column with addresses.';
  return medium === undefined
    ? 'Its name does not say which medium it is for.'
    : 'Another column is taken for this medium.';
}
