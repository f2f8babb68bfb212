import type { DeliveryLedger } from '../model/ports.ts';
import type { Db } from './open-sqlite.ts';

const now = "unixepoch('subsec')";

type Audience = Pick<DeliveryLedger, 'contacts' | 'arms' | 'addressesTaken' | 'enqueue'>;

/** Who is in a run, who was in others, and which arm everybody has. */
export function audienceLedger(db: Db): Audience {
  const contact = db.prepare<[string, string, string], { person: string; last_at: string; arm: string | null }>(
    `select person, max(at) as last_at, arm from crm_deliveries where campaign = ? and run <> ? and status not in ('skipped', 'expired', 'cancelled', 'failed')
     and person in (select value from json_each(?)) group by person`,
  );
  const armOf = db.prepare<[string, string, string], { person: string; arm: string }>(
    'select person, arm from crm_assignments where campaign = ? and salt = ? and person in (select value from json_each(?))',
  );
  const taken = db.prepare<[string, string], { address_hash: string; person: string }>(
    "select address_hash, person from crm_deliveries where run = ? and address_hash in (select value from json_each(?)) and status <> 'skipped'",
  );
  const insert = db.prepare(
    `insert into crm_deliveries (run, campaign, salt, person, key, status, reason, arm, address_hash, at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${now}) on conflict (key) do nothing`,
  );
  const assign = db.prepare(
    'insert into crm_assignments (campaign, salt, person, arm, assigned_at, run) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
  );
  const moveCursor = db.prepare('update crm_runs set cursor = ? where id = ?');
  const enqueue = db.transaction((request: Parameters<DeliveryLedger['enqueue']>[0]) => {
    const { run, salt, deliveries, cursor, at } = request;
    for (const { person, key, status, reason, arm, addressHash } of deliveries) {
      const added = insert.run(
        run.id,
        run.campaign,
        salt,
        person,
        key,
        status,
        reason ?? null,
        arm ?? null,
        addressHash ?? null,
        at,
      );
      // Who was in the run already keeps what was decided then.
      if (added.changes === 1 && arm !== undefined) assign.run(run.campaign, salt, person, arm, at, run.id);
    }
    moveCursor.run(cursor ?? null, run.id);
  });
  return {
    contacts: async ({ campaign, exceptRun, people }) =>
      contact
        .all(campaign, exceptRun, JSON.stringify(people))
        .map((row) => ({ person: row.person, lastAt: row.last_at, arm: row.arm ?? undefined })),
    arms: async ({ campaign, salt, people }) =>
      new Map(armOf.all(campaign, salt, JSON.stringify(people)).map(({ person, arm }) => [person, arm])),
    addressesTaken: async ({ run, hashes }) =>
      new Map(taken.all(run, JSON.stringify(hashes)).map((row) => [row.address_hash, row.person])),
    enqueue: async (request) => {
      enqueue.immediate(request);
    },
  };
}
