import type { NewDelivery } from '../model/delivery.ts';
import type { DeliveryLedger } from '../model/ports.ts';
import { clock } from './clock.ts';
import { contactsOf } from './contacts.ts';
import type { Db } from './open-sqlite.ts';

type Audience = Pick<DeliveryLedger, 'history' | 'contacts' | 'enqueue'>;

interface PersonRow {
  person: string;
  member: number;
  last_at: string | null;
}

interface AddressRow {
  address: string;
  owner: string | null;
  last_at: string | null;
}

/** Who is in a run, who was in others, and which arm everybody has. */
export function audienceLedger(db: Db): Audience {
  const lastContact = `max(iif(run <> @run and status not in ('skipped', 'expired', 'cancelled', 'failed'), at, null)) as last_at`;
  const personRows = db.prepare<[object], PersonRow>(
    `select person, max(run = @run) as member, ${lastContact} from crm_deliveries
     where campaign = @campaign and person in (select value from json_each(@people)) group by person`,
  );
  const addressRows = db.prepare<[object], AddressRow>(
    `select address_hash as address, max(iif(run = @run and status <> 'skipped', person, null)) as owner, ${lastContact} from crm_deliveries
     where campaign = @campaign and address_hash in (select value from json_each(@addresses)) group by address_hash`,
  );
  const armRows = db.prepare<[object], { person: string; arm: string }>(
    'select person, arm from crm_assignments where campaign = @campaign and salt = @salt and person in (select value from json_each(@people))',
  );
  const contacts = contactsOf(db);
  const enqueue = enqueuePage(db);
  return {
    history: async ({ campaign, salt, run, people, addresses }) => {
      const request = {
        campaign,
        salt,
        run,
        people: JSON.stringify(people),
        addresses: JSON.stringify(addresses),
      };
      const persons = personRows.all(request);
      const places = addressRows.all(request);
      return {
        members: new Set(persons.filter(({ member }) => member === 1).map(({ person }) => person)),
        contacted: known(persons.map(({ person, last_at }) => [person, last_at])),
        contactedAddresses: known(places.map(({ address, last_at }) => [address, last_at])),
        owners: known(places.map(({ address, owner }) => [address, owner])),
        arms: new Map(armRows.all(request).map(({ person, arm }) => [person, arm])),
      };
    },
    contacts: async (request) => contacts(request),
    enqueue: async (request) => {
      enqueue.immediate(request);
    },
  };
}

type EnqueueRequest = Parameters<DeliveryLedger['enqueue']>[0];

const known = (pairs: readonly (readonly [string, string | null])[]): ReadonlyMap<string, string> =>
  new Map(pairs.flatMap(([key, value]) => (value === null ? [] : [[key, value]])));

function enqueuePage(db: Db) {
  const insert = db.prepare(
    `insert into crm_deliveries (run, campaign, salt, channel, person, key, status, reason, arm, address_hash, expires_at, at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${clock}) on conflict (key) do nothing`,
  );
  const assign = db.prepare(
    'insert into crm_assignments (campaign, salt, person, arm, assigned_at, run) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
  );
  // Of two processes at one page, the first moves the cursor and counts.
  const moveCursor = db.prepare(
    'update crm_runs set cursor = ?, already_reached = already_reached + ?, not_yet = not_yet + ? where id = ? and cursor is ?',
  );
  return db.transaction(({ run, salt, channel, deliveries, notYet = 0, after, cursor }: EnqueueRequest) => {
    // A row for everybody who was reached before would grow with every slot of a schedule; their number is enough.
    const news = deliveries.filter(({ reason }) => reason !== 'already_reached');
    for (const delivery of news) {
      // Who was in the run already keeps what was decided then.
      if (insert.run(...columns({ run, salt, channel }, delivery)).changes === 0 || delivery.arm === undefined)
        continue;
      assign.run(run.campaign, salt, delivery.person, delivery.arm, run.asOf, run.id);
    }
    moveCursor.run(cursor ?? null, deliveries.length - news.length, notYet, run.id, after ?? null);
  });
}

const columns = (
  { run, salt, channel }: Pick<EnqueueRequest, 'run' | 'salt' | 'channel'>,
  { person, key, status, reason, arm, addressHash }: NewDelivery,
) => [
  run.id,
  run.campaign,
  salt,
  channel,
  person,
  key,
  status,
  reason ?? null,
  arm ?? null,
  addressHash ?? null,
  run.expiresAt ?? null,
  run.asOf,
];
