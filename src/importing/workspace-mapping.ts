import type { StoreMapping } from '../model/workspace.ts';
import { findAddresses } from './addresses.ts';
import { findConsent } from './consent.ts';
import { createdNames, localeNames, timezoneNames } from './known-names.ts';
import { findNamed } from './names.ts';
import type { InferredTable } from './types.ts';

interface Tables {
  readonly people: InferredTable;
  readonly events?: InferredTable | undefined;
  readonly storeUrl: string;
}

/** The `store:` part of crm.yaml for the imported tables. Attributes are left out: every column under its own name. */
export function workspaceMapping({ people, events, storeUrl }: Tables): StoreMapping {
  const created = findNamed(people.columns, createdNames).find(({ type }) => type === 'instant' || type === 'date');
  const timezone = findNamed(people.columns, timezoneNames).find(({ type }) => type === 'text');
  const locale = findNamed(people.columns, localeNames).find(({ type }) => type === 'text');
  const { addresses } = findAddresses(people.columns);
  const { columns: consent } = findConsent(people.columns, addresses);
  return {
    url: storeUrl,
    people: {
      table: people.name,
      id: people.id ?? 'person_id',
      ...(created ? { created_at: created.name } : {}),
      ...(timezone ? { timezone: timezone.name } : {}),
      ...(locale ? { locale: locale.name } : {}),
      ...(Object.keys(addresses).length > 0 ? { addresses } : {}),
      ...(Object.keys(consent).length > 0 ? { consent: { columns: consent } } : {}),
    },
    ...(events?.event ? { events: [{ table: events.name, ...events.event, properties: 'props' }] } : {}),
  };
}
