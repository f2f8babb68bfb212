import type { DeliveryLedger } from '../model/ports.ts';
import type { Db } from './open-sqlite.ts';

interface WaitingRow {
  id: number;
  person: string;
  salt: string;
  left: number;
}

const isLeft = "status = 'cancelled' and reason = 'left_audience'";
/** Also rows of a process that died, or lost its lock: nothing was handed over for them. */
const waits = "status in ('queued', 'retry', 'claimed')";

/** People of a run who were not written to yet, and what a smaller audience makes of them. */
export function waitingLedger(db: Db): Pick<DeliveryLedger, 'waiting' | 'leaveOut' | 'lookedAt'> {
  const waiting = db.prepare<[string, number, number], WaitingRow>(
    `select id, person, salt, ${isLeft} as left from crm_deliveries where run = ? and id > ? and (${waits} or (${isLeft})) order by id limit ?`,
  );
  const leave = db.prepare(
    `update crm_deliveries set status = 'cancelled', reason = 'left_audience', lease_until = null where id = ? and ${waits}`,
  );
  const back = db.prepare(
    `update crm_deliveries set status = 'queued', reason = null, expires_at = (select expires_at from crm_runs where id = run) where id = ? and ${isLeft}`,
  );
  const looked = db.prepare('update crm_runs set generation = ? where id = ?');
  // Limits may be other ones now.
  const askAgain = db.prepare(
    "update crm_deliveries set held_until = null where run = ? and status = 'queued' and held_until is not null",
  );
  const lookedAt = db.transaction((run: string, generation: number) => {
    looked.run(generation, run);
    askAgain.run(run);
  });
  const leaveOut = db.transaction((rows: Parameters<DeliveryLedger['leaveOut']>[0]) => {
    for (const id of rows.leave) leave.run(id);
    for (const id of rows.back) back.run(id);
  });
  return {
    waiting: async ({ run, after, limit }) =>
      waiting.all(run, after, limit).map((row) => ({ ...row, left: row.left === 1 })),
    leaveOut: async (rows) => {
      leaveOut.immediate(rows);
    },
    lookedAt: async (run, generation) => {
      lookedAt.immediate(run, generation);
    },
  };
}
