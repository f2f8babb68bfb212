import { existsSync } from 'node:fs';
import { CrmError } from '../base/crm-error.ts';
import { addDuration } from '../base/duration.ts';
import { demoStore, reactions } from '../demo/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { ContactRow } from '../model/ports.ts';
import type { StoreTable } from '../model/store-table.ts';
import { appendToSimulatedStore, isSimulatedStore, simulatedMarker } from '../store/append/index.ts';
import { createStore } from '../store/create/index.ts';
import { storePath } from '../store/index.ts';
import { connectLedger, connectStore, storeAddress, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';

export interface Seeded {
  readonly store: string;
  readonly tables: Readonly<Record<string, number>>;
  readonly simulated: true;
}

/** Writes a made-up store: the same people and events for the same seed and instant. */
export async function seedDemo(
  context: AppContext,
  { people, seed, replace }: { people: number; seed: number; replace: boolean },
): Promise<Seeded> {
  const config = await requireWorkspaceConfig(context.root);
  const path = storePath(storeAddress(context, config));
  if (existsSync(path) && !isSimulatedStore(path)) {
    throw new CrmError('blocked', {
      code: 'DEMO.REAL_STORE',
      severity: 'error',
      summary: `the store at ${path} was not made by crm demo seed`,
      why: 'It may be your own data; made-up people never replace it.',
      next: ['Name another file under store.url in crm.yaml.'],
    });
  }
  if (existsSync(path) && !replace) {
    throw new CrmError('blocked', {
      code: 'DEMO.STORE_EXISTS',
      severity: 'error',
      summary: `there is a store at ${path} already`,
      why: 'Seeding makes a new store; the old one would be gone.',
      next: ['Replace it: crm demo seed --replace'],
    });
  }
  const marker: StoreTable = {
    name: simulatedMarker,
    columns: [{ name: 'delivery', type: 'text' }],
    primaryKey: 'delivery',
    indexes: [],
    rows: [],
  };
  const tables = [...demoStore({ people, seed, now: context.asOf }), marker];
  const { rows } = await createStore({
    path,
    tables,
    onProgress: (table, rows) => context.progress(`${table}: ${rows.toLocaleString('en')} rows`),
  });
  return {
    store: path,
    tables: Object.fromEntries([...rows].filter(([name]) => name !== simulatedMarker)),
    simulated: true,
  };
}

export interface Reacted {
  readonly deliveries: number;
  readonly events: number;
  /** Everything has happened by then: use it as --as-of for pull and report. */
  readonly until: string;
  readonly simulated: true;
}

/** Lets made-up people react to everything that was sent or withheld, with the effects planted in docs/demo.md. Once only: a repeat adds nothing. */
export async function reactDemo(context: AppContext, { days, seed }: { days: number; seed: number }): Promise<Reacted> {
  const config = await requireWorkspaceConfig(context.root);
  const path = storePath(storeAddress(context, config));
  // The store first: where it cannot be read, no ledger is begun either.
  return using([connectStore(context, config), connectLedger(context, config)], async (_, ledger) => {
    const contacts = await allContacts(ledger);
    const last = contacts.reduce((latest, { at }) => (at > latest ? at : latest), context.asOf.toISOString());
    const deliveries = contacts.map(({ key, campaign, person, arm, status, at }) => ({
      key,
      campaign,
      person,
      arm,
      status: status === 'held_out' ? ('held_out' as const) : ('sent' as const),
      at,
    }));
    const added = appendToSimulatedStore(path, deliveries, (fresh) => reactions({ deliveries: fresh, seed, days }));
    const until = addDuration(addDuration(new Date(last), { amount: days, unit: 'd' }), { amount: 1, unit: 'h' });
    return { deliveries: added.deliveries, events: added.rows, until: until.toISOString(), simulated: true };
  });
}

async function allContacts(ledger: OpenLedger): Promise<ContactRow[]> {
  const contacts: ContactRow[] = [];
  for (;;) {
    const page = await ledger.contactsOf({ after: contacts.at(-1)?.id ?? 0, limit: 10_000 });
    if (page.length === 0) return contacts;
    contacts.push(...page);
  }
}
