import type { Run, RunStop } from '../model/delivery.ts';
import type { DeliveryLedger } from '../model/ports.ts';
import type { Db } from './open-sqlite.ts';

interface RunRow {
  id: string;
  campaign: string;
  revision: number;
  slot: string;
  purpose: Run['purpose'];
  state: Run['state'];
  as_of: string;
  expires_at: string | null;
  generation: number;
  cursor: string | null;
  confirmed_people: number;
  stop_kind: RunStop['kind'] | null;
  stop_reason: string | null;
  stopped_at: string | null;
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
  generation: row.generation,
  cursor: row.cursor ?? undefined,
  confirmedPeople: row.confirmed_people,
  stop: row.stop_kind ? { kind: row.stop_kind, reason: row.stop_reason ?? '', at: row.stopped_at ?? '' } : undefined,
});

type Runs = Pick<
  DeliveryLedger,
  'run' | 'runs' | 'openRun' | 'reviseRun' | 'closeEnqueue' | 'confirmPeople' | 'markStopped' | 'finish'
>;

/** One row for each occurrence of a campaign. */
export function runLedger(db: Db): Runs {
  const runById = db.prepare<[string], RunRow>('select * from crm_runs where id = ?');
  const allRuns = db.prepare<[], RunRow>('select * from crm_runs order by created_at, id');
  const insert = db.prepare(
    `insert into crm_runs (id, campaign, revision, slot, purpose, state, as_of, expires_at, generation, cursor, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?)
     on conflict (id) do nothing`,
  );
  const finish = db.prepare(
    `update crm_runs set state = 'done' where id = ? and state = 'sending'
     and not exists (select 1 from crm_deliveries where run = crm_runs.id and status in ('queued', 'claimed', 'sending', 'retry'))`,
  );
  const goOn = db.prepare('update crm_runs set revision = ? where id = ?');
  const again = db.prepare(
    "update crm_runs set revision = ?, as_of = ?, expires_at = ?, state = 'enqueuing', cursor = null, already_reached = 0, not_yet = 0, confirmed_people = 0 where id = ?",
  );
  return {
    run: async (id) => {
      const row = runById.get(id);
      return row ? readRun(row) : undefined;
    },
    runs: async () => allRuns.all().map(readRun),
    openRun: async (run) => {
      const { id, campaign, revision, slot, purpose, state, asOf, expiresAt = null, generation } = run;
      const created = new Date().toISOString();
      insert.run(id, campaign, revision, slot, purpose, state, asOf, expiresAt, generation, created);
      const row = runById.get(id);
      return row ? readRun(row) : run;
    },
    reviseRun: async ({ id, revision, asOf, expiresAt, audience }) => {
      if (audience) again.run(revision, asOf, expiresAt ?? null, id);
      else goOn.run(revision, id);
    },
    closeEnqueue: async (run) => {
      db.prepare("update crm_runs set state = 'sending' where id = ? and state = 'enqueuing'").run(run);
    },
    confirmPeople: async (run, people) => {
      db.prepare('update crm_runs set confirmed_people = max(confirmed_people, ?) where id = ?').run(people, run);
    },
    markStopped: async (run, stop) => {
      db.prepare('update crm_runs set stop_kind = ?, stop_reason = ?, stopped_at = ? where id = ?').run(
        stop?.kind ?? null,
        stop?.reason ?? null,
        stop?.at ?? null,
        run,
      );
    },
    finish: async (run) => {
      finish.run(run);
    },
  };
}
