import { setTimeout as sleep } from 'node:timers/promises';
import { type Fence, type LockHolder, type LocksLedger, lockLost } from '../model/locks-ledger.ts';
import { clock as now } from './clock.ts';
import type { Db } from './open-sqlite.ts';

interface LockRow {
  holder: string;
  operation: string;
  since: string;
  heartbeat_at: number;
  live: number;
  fence: number;
}

/** Locks by lease, on the database's clock: a holder that died loses it by itself, and a fence tells an old holder from the new one. */
export function lockLedger(db: Db, { holder, leaseMs }: { holder: string; leaseMs: number }): LocksLedger {
  const lease = leaseMs / 1000;
  const take = db.prepare<[string, string, string, string, number], { fence: number }>(
    `insert into crm_locks (scope, fence, holder, operation, since, heartbeat_at, expires_at) values (?, 1, ?, ?, ?, ${now}, ${now} + ?)
     on conflict (scope) do update set fence = fence + 1, holder = excluded.holder, operation = excluded.operation, since = excluded.since,
       heartbeat_at = excluded.heartbeat_at, expires_at = excluded.expires_at
     where crm_locks.expires_at < ${now} returning fence`,
  );
  const beat = db.prepare<[number, string, number]>(
    `update crm_locks set heartbeat_at = ${now}, expires_at = ${now} + ? where scope = ? and fence = ? and expires_at >= ${now}`,
  );
  const free = db.prepare<[string, number]>('update crm_locks set expires_at = 0 where scope = ? and fence = ?');
  const who = db.prepare<[string], LockRow>(`select *, expires_at >= ${now} as live from crm_locks where scope = ?`);
  return {
    lock: async ({ scope, operation, timeoutMs }) => {
      const until = Date.now() + timeoutMs;
      let pause = 50;
      for (;;) {
        const taken = take.get(scope, holder, operation, new Date().toISOString(), lease);
        if (taken) return held(taken.fence, scope);
        if (Date.now() >= until) return describe(who.get(scope));
        await sleep(Math.min(pause, Math.max(1, until - Date.now())));
        pause = Math.min(pause * 2, 1000);
      }
    },
    lastHolder: async (scope) => {
      const row = who.get(scope);
      return row && { ...describe(row), live: row.live === 1 };
    },
  };

  function held(fence: number, scope: string) {
    const lost = new AbortController();
    const timer = setInterval(() => {
      try {
        if (beat.run(lease, scope, fence).changes === 0) lost.abort(lockLost);
      } catch {
        // A busy database is no lost lease; the next beat tells.
      }
    }, leaseMs / 3);
    timer.unref();
    return {
      fence: { scope, number: fence },
      lost: lost.signal,
      release: async () => {
        clearInterval(timer);
        free.run(scope, fence);
      },
    };
  }
}

/** Whether a holder still has its lock; asked in the transaction that needs it. */
export function holds(db: Db, { scope, number }: Fence): boolean {
  const row = db
    .prepare(`select 1 from crm_locks where scope = ? and fence = ? and expires_at >= ${now}`)
    .get(scope, number);
  return row !== undefined;
}

const describe = (row: LockRow | undefined): LockHolder => ({
  holder: row?.holder ?? 'unknown',
  operation: row?.operation ?? 'unknown',
  since: row?.since ?? '',
  heartbeat: row ? new Date(row.heartbeat_at * 1000).toISOString() : '',
});
