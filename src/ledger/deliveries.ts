import type { ClaimedDelivery, Run, RunCounts, Verdict } from '../model/delivery.ts';
import type { DeliveryLedger } from '../model/ports.ts';
import type { Db } from './open-sqlite.ts';

const now = "unixepoch('subsec')";

interface RunRow {
  id: string;
  campaign: string;
  revision: number;
  slot: string;
  purpose: Run['purpose'];
  state: Run['state'];
  as_of: string;
  expires_at: string | null;
  cursor: string | null;
}

const readRun = (row: RunRow): Run => ({
  id: row.id,
  campaign: row.campaign,
  revision: row.revision,
  slot: row.slot,
  purpose: row.purpose,
  state: row.state,
  asOf: row.as_of,
  expiresAt: row.expires_at ?? undefined,
  cursor: row.cursor ?? undefined,
});

/** The state machine's rows. Every change names the state it comes from and the fence; a row that moved on is left alone. */
export function deliveryLedger(db: Db): DeliveryLedger {
  const runById = db.prepare<[string], RunRow>('select * from crm_runs where id = ?');
  const allRuns = db.prepare<[], RunRow>('select * from crm_runs order by created_at, id');
  const insertRun = db.prepare(
    `insert into crm_runs (id, campaign, revision, slot, purpose, state, as_of, expires_at, cursor, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, null, ?)
     on conflict (id) do nothing`,
  );
  const contact = db.prepare<[string, string, string], { person: string; last_at: string; arm: string | null }>(
    `select person, max(at) as last_at, arm from crm_deliveries where campaign = ? and run <> ? and status <> 'skipped'
     and person in (select value from json_each(?)) group by person`,
  );
  const armOf = db.prepare<[string, string, string], { person: string; arm: string }>(
    'select person, arm from crm_assignments where campaign = ? and salt = ? and person in (select value from json_each(?))',
  );
  const taken = db.prepare<[string, string], { address_hash: string; person: string }>(
    "select address_hash, person from crm_deliveries where run = ? and address_hash in (select value from json_each(?)) and status <> 'skipped'",
  );
  const insert = db.prepare(
    `insert into crm_deliveries (run, campaign, person, key, status, reason, arm, address_hash, at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ${now}) on conflict (key) do nothing`,
  );
  const assign = db.prepare(
    'insert into crm_assignments (campaign, salt, person, arm, assigned_at, run) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
  );
  const moveCursor = db.prepare('update crm_runs set cursor = ? where id = ?');
  const enqueue = db.transaction((request: Parameters<DeliveryLedger['enqueue']>[0]) => {
    const { run, salt, deliveries, cursor, at } = request;
    for (const { person, key, status, reason, arm, addressHash } of deliveries) {
      insert.run(run.id, run.campaign, person, key, status, reason ?? null, arm ?? null, addressHash ?? null, at);
      if (arm !== undefined) assign.run(run.campaign, salt, person, arm, at, run.id);
    }
    moveCursor.run(cursor ?? null, run.id);
  });
  return {
    run: async (id) => {
      const row = runById.get(id);
      return row ? readRun(row) : undefined;
    },
    runs: async () => allRuns.all().map(readRun),
    openRun: async (run) => {
      insertRun.run(
        run.id,
        run.campaign,
        run.revision,
        run.slot,
        run.purpose,
        run.state,
        run.asOf,
        run.expiresAt ?? null,
        new Date().toISOString(),
      );
      const row = runById.get(run.id);
      return row ? readRun(row) : run;
    },
    reopenRun: async ({ id, revision }) => {
      db.prepare("update crm_runs set state = 'enqueuing', cursor = null, revision = ? where id = ?").run(revision, id);
    },
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
    closeEnqueue: async (run) => {
      db.prepare("update crm_runs set state = 'sending' where id = ? and state = 'enqueuing'").run(run);
    },
    finish: async (run) => {
      db.prepare("update crm_runs set state = 'done' where id = ? and state = 'sending'").run(run);
    },
    ...dispatchLedger(db),
    counts: async (run) => counts(db, run),
    nextRetry: async (run) => {
      const next = db
        .prepare<[string], number | null>(
          `select (min(iif(status = 'retry', next_at, lease_until)) - ${now}) * 1000 from crm_deliveries where run = ? and status in ('retry', 'claimed', 'sending')`,
        )
        .pluck()
        .get(run);
      return next ?? undefined;
    },
  };
}

interface ClaimRow {
  id: number;
  person: string;
  key: string;
  arm: string;
  fence: number;
  attempt: number;
}

type Dispatch = Pick<DeliveryLedger, 'reap' | 'claim' | 'renew' | 'intend' | 'acknowledge'>;

function dispatchLedger(db: Db): Dispatch {
  const back = db.prepare(
    `update crm_deliveries set status = 'queued', lease_until = null where run = ? and status = 'claimed' and lease_until < ${now}`,
  );
  const lost = db.prepare(
    `update crm_deliveries set status = 'unknown', reason = 'interrupted', lease_until = null where run = ? and status = 'sending' and lease_until < ${now}`,
  );
  const claim = db.prepare<[number, string, number], ClaimRow>(
    `update crm_deliveries set status = 'claimed', fence = fence + 1, lease_until = ${now} + ?, updated_at = ${now}
     where id in (select id from crm_deliveries where run = ? and (status = 'queued' or (status = 'retry' and next_at <= ${now})) order by id limit ?)
     returning id, person, key, arm, fence, attempt`,
  );
  const renew = db.prepare(
    `update crm_deliveries set lease_until = ${now} + ? where id = ? and status in ('claimed', 'sending')`,
  );
  const intend = db.prepare(
    `update crm_deliveries set status = 'sending', attempt = attempt + 1, lease_until = ${now} + ?, updated_at = ${now} where id = ? and fence = ? and status = 'claimed' and lease_until >= ${now}`,
  );
  // What goes back to the queue was not tried: a server that is down costs nobody an attempt.
  const settle = db.prepare(
    `update crm_deliveries set status = ?, attempt = attempt - (? = 'queued' and status <> 'claimed'), reason = ?, provider_id = ?, next_at = ${now} + ?, lease_until = null, at = ?, updated_at = ${now}
     where id = ? and fence = ? and status in ('claimed', 'sending', 'unknown')`,
  );
  // An answer that comes after the run was thought done may leave something to do.
  const undone = db.prepare(
    "update crm_runs set state = 'sending' where state = 'done' and id = (select run from crm_deliveries where id = ? and status in ('queued', 'retry'))",
  );
  const reapAll = db.transaction((run: string) => ({
    requeued: back.run(run).changes,
    unknown: lost.run(run).changes,
  }));
  const intendAll = db.transaction((deliveries: readonly ClaimedDelivery[], leaseMs: number) => {
    const moved = new Set<number>();
    for (const { id, fence } of deliveries) if (intend.run(leaseMs / 1000, id, fence).changes === 1) moved.add(id);
    return moved;
  });
  const settleAll = db.transaction(
    (verdicts: readonly { delivery: ClaimedDelivery; verdict: Verdict; at: string }[]) => {
      for (const { delivery, verdict, at } of verdicts) {
        const reason = 'reason' in verdict ? verdict.reason : null;
        const provider = verdict.status === 'sent' ? (verdict.providerId ?? null) : null;
        const wait = verdict.status === 'retry' ? verdict.retryAfter / 1000 : null;
        settle.run(verdict.status, verdict.status, reason, provider, wait, at, delivery.id, delivery.fence);
        if (verdict.status === 'queued' || verdict.status === 'retry') undone.run(delivery.id);
      }
    },
  );
  return {
    reap: async (run) => reapAll.immediate(run),
    claim: async ({ run, limit, leaseMs }) => claim.all(leaseMs / 1000, run, limit).sort((a, b) => a.id - b.id),
    renew: async ({ ids, leaseMs }) => {
      db.transaction(() => {
        for (const id of ids) renew.run(leaseMs / 1000, id);
      }).immediate();
    },
    intend: async ({ deliveries, leaseMs }) => intendAll.immediate(deliveries, leaseMs),
    acknowledge: async (verdicts) => {
      settleAll.immediate(verdicts);
    },
  };
}

function counts(db: Db, run: string): RunCounts {
  const rows = db
    .prepare<[string], { status: string; reason: string | null; arm: string | null; n: number }>(
      'select status, reason, arm, count(*) as n from crm_deliveries where run = ? group by status, reason, arm',
    )
    .all(run);
  const total = (...states: string[]): number =>
    rows.filter(({ status }) => states.includes(status)).reduce((sum, { n }) => sum + n, 0);
  const skipped: Record<string, number> = {};
  const arms: Record<string, number> = {};
  for (const { status, reason, arm, n } of rows) {
    if (status === 'skipped') skipped[reason ?? 'unknown'] = (skipped[reason ?? 'unknown'] ?? 0) + n;
    if (arm !== null && status !== 'held_out' && status !== 'skipped') arms[arm] = (arms[arm] ?? 0) + n;
  }
  return {
    audience: rows.reduce((sum, { n }) => sum + n, 0),
    queued: total('queued', 'claimed', 'sending', 'retry'),
    sent: total('sent'),
    failed: total('failed'),
    unknown: total('unknown'),
    heldOut: total('held_out'),
    expired: total('expired'),
    cancelled: total('cancelled'),
    skipped,
    arms,
  };
}
