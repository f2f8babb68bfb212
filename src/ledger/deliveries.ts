import type { RunCounts } from '../model/delivery.ts';
import type { DeliveryLedger } from '../model/ports.ts';
import { audienceLedger } from './audience.ts';
import { answerLedger, claimLedger } from './dispatch.ts';
import type { Db } from './open-sqlite.ts';
import { runLedger } from './runs.ts';
import { waitingLedger } from './waiting.ts';

/** The state machine's rows. Every change names the state it comes from and the fence; a row that moved on is left alone. */
export const deliveryLedger = (db: Db): DeliveryLedger => ({
  ...runLedger(db),
  ...audienceLedger(db),
  ...waitingLedger(db),
  ...claimLedger(db),
  ...answerLedger(db),
  counts: async (run) => counts(db, run),
});

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
  const held = db
    .prepare<[string], string | null>(
      "select min(held_until) from crm_deliveries where run = ? and status = 'queued' and reason = 'capped'",
    )
    .pluck();
  const { reached, notYet } = db
    .prepare<[string], { reached: number; notYet: number }>(
      'select already_reached as reached, not_yet as notYet from crm_runs where id = ?',
    )
    .get(run) ?? { reached: 0, notYet: 0 };
  if (reached > 0) skipped.already_reached = reached;
  if (notYet > 0) skipped.rollout = notYet;
  for (const { status, reason, arm, n } of rows) {
    if (status === 'skipped') skipped[reason ?? 'unknown'] = (skipped[reason ?? 'unknown'] ?? 0) + n;
    if (arm !== null && status !== 'held_out' && status !== 'skipped') arms[arm] = (arms[arm] ?? 0) + n;
  }
  return {
    audience: rows.reduce((sum, { n }) => sum + n, reached + notYet),
    queued: total('queued', 'claimed', 'sending', 'retry'),
    cappedUntil: held.get(run) ?? undefined,
    capped: rows.reduce(
      (sum, { status, reason, n }) => (status === 'queued' && reason === 'capped' ? sum + n : sum),
      0,
    ),
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
