import Database from 'better-sqlite3';
import type { DeliveryRow, World } from './world.ts';

/** Writes what a world's ledger knows into the tables of a real one. Each delivery is an experiment of its own, since each has its own conversion. */
export function fillLedger(path: string, world: World): void {
  const db = new Database(path);
  const delivery = db.prepare(
    `insert into crm_deliveries (run, campaign, salt, channel, person, key, status, arm, at, updated_at) values ('r', ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
  );
  const receipt = db.prepare(
    'insert into crm_receipts (key, kind, at) values (?, ?, ?) on conflict do update set at = min(at, excluded.at)',
  );
  const outcome = db.prepare(
    `insert into crm_outcomes (campaign, salt, metric, person, count, sum, first_at) values (?, ?, 'm', ?, 1, 1, ?)`,
  );
  const stay = db.prepare('insert into crm_stays (segment, person, since, found, until) values (?, ?, ?, 0, ?)');
  db.transaction(() => {
    for (const [i, one] of world.deliveries.entries()) {
      const { campaign, channel, person, variant, receipts = [], converted_at } = one;
      const key = `k${i}`;
      const at = one.sent_at ?? one.assigned_at;
      delivery.run(campaign, key, channel, person, key, statusOf(one), variant ?? null, at);
      for (const { kind, at: time } of receipts) receipt.run(key, kind, time);
      if (converted_at !== undefined) outcome.run(campaign, key, person, converted_at);
    }
    for (const { segment, person, entered_at, left_at } of world.memberships)
      stay.run(segment, person, entered_at, left_at ?? null);
  })();
  db.close();
}

function statusOf({ held_out, sent_at }: DeliveryRow): string {
  if (held_out) return 'held_out';
  return sent_at === undefined ? 'failed' : 'sent';
}
