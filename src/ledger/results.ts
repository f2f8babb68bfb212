import { addDuration, type Duration } from '../base/duration.ts';
import type {
  ExperimentAt,
  FunnelRow,
  HoldoutContacts,
  MessageCounts,
  MetricSums,
  ResultsLedger,
} from '../model/ports.ts';
import type { Db } from './open-sqlite.ts';

/** What a report counts. Everything is cut at the instant of the last pull: what came later is in no number, or it would be in only some. */
export function resultsLedger(db: Db): ResultsLedger {
  const span = db.prepare<ExperimentAt, { first: string | null; last: string | null }>(
    `select min(assigned_at) as first, max(assigned_at) as last from crm_assignments a where ${assigned}`,
  );
  const sums = db.prepare<ExperimentAt & { metric: string }, MetricSums>(
    `select a.arm as arm, count(*) as people, sum(o.count is not null and o.count > 0) as converted, total(o.sum) as sum, total(o.sum * o.sum) as sumOfSquares
     from crm_assignments a left join crm_outcomes o on o.campaign = a.campaign and o.salt = a.salt and o.metric = @metric and o.person = a.person
     where ${assigned} group by a.arm order by a.arm`,
  );
  const messages = db.prepare<ExperimentAt, MessageCounts>(
    `select count(distinct run) as runs, total(status = 'sent') as sent, total(status = 'failed') as failed, total(status = 'unknown') as unknown
     from crm_deliveries where campaign = @campaign and salt = @salt and at <= @until and status in ('sent', 'failed', 'unknown')`,
  );
  const unknowns = db.prepare<[], { campaign: string; n: number }>(
    "select r.campaign as campaign, count(*) as n from crm_runs r join crm_deliveries d on d.run = r.id and d.status = 'unknown' group by r.campaign",
  );
  const skips = db.prepare<ExperimentAt, { reason: string; n: number }>(skippedPeople);
  return {
    assignedSpan: async (experiment) => {
      const row = span.get(experiment);
      return row?.first && row.last ? { first: row.first, last: row.last } : undefined;
    },
    funnel: async (experiment) => funnel(db, experiment),
    metricSums: async (experiment, metric) => sums.all({ ...experiment, metric }),
    messages: async (experiment) => messages.get(experiment) ?? { runs: 0, sent: 0, failed: 0, unknown: 0 },
    skips: async (experiment) => Object.fromEntries(skips.all(experiment).map(({ reason, n }) => [reason, n])),
    holdoutContacts: async (experiment, within) => holdoutContacts(db, experiment, within),
    unknowns: async () => new Map(unknowns.all().map(({ campaign, n }) => [campaign, n])),
  };
}

const assigned = 'a.campaign = @campaign and a.salt = @salt and a.assigned_at <= @until';

/** Deliveries (d) to the people of an experiment (a); those of another experiment of the campaign are not its own. */
const deliveriesOfExperiment =
  'crm_assignments a join crm_deliveries d on d.campaign = a.campaign and d.salt = a.salt and d.person = a.person and d.at <= @until';

/**
 * Each person once, by the latest reason; nobody who was assigned or messaged in some other run.
 * `already_reached` is no reason of its own: who had the campaign is counted where they had it.
 */
const skippedPeople = `select reason, count(*) as n from (
    select d.person, coalesce(d.reason, 'unknown') as reason, max(d.id) from crm_deliveries d
    where d.campaign = @campaign and d.salt = @salt and d.at <= @until and d.status = 'skipped' and d.reason is not 'already_reached'
    and not exists (select 1 from crm_deliveries e where e.campaign = d.campaign and e.person = d.person and e.salt = d.salt and e.at <= @until
      and e.status not in ('skipped', 'failed', 'expired', 'cancelled'))
    group by d.person
  ) group by reason order by n desc, reason`;

function funnel(db: Db, experiment: ExperimentAt): FunnelRow[] {
  const arms = db
    .prepare<ExperimentAt, { arm: string; assigned: number }>(
      `select a.arm as arm, count(*) as assigned from crm_assignments a where ${assigned} group by a.arm order by a.arm`,
    )
    .all(experiment);
  const sent = db
    .prepare<ExperimentAt, { arm: string; n: number }>(
      `select a.arm as arm, count(distinct a.person) as n from ${deliveriesOfExperiment} where ${assigned} and d.status = 'sent' group by a.arm`,
    )
    .all(experiment);
  const receipts = db
    .prepare<ExperimentAt, { arm: string; kind: string; n: number }>(
      `select a.arm as arm, r.kind as kind, count(distinct a.person) as n from ${deliveriesOfExperiment} join crm_receipts r on r.key = d.key and r.at <= @until
       where ${assigned} group by a.arm, r.kind`,
    )
    .all(experiment);
  return arms.map(({ arm, assigned: people }) => ({
    arm,
    assigned: people,
    sent: sent.find((row) => row.arm === arm)?.n ?? 0,
    receipts: Object.fromEntries(receipts.filter((row) => row.arm === arm).map(({ kind, n }) => [kind, n])),
  }));
}

/**
 * A message of this draw spoils the holdout whenever it came. One of another draw does while the person is measured; one from before
 * the draw does not: chance spread the people who had it over all arms alike, so it waters the difference down but favours nobody.
 */
function holdoutContacts(db: Db, experiment: ExperimentAt, within: Duration): HoldoutContacts {
  const rows = db
    .prepare<ExperimentAt, ContactedRow>(
      `select a.assigned_at as assigned, max(d.salt = a.salt) as own, min(d.at) as first, min(case when d.at >= a.assigned_at then d.at end) as next
       from crm_assignments a join crm_deliveries d on d.campaign = a.campaign and d.person = a.person and d.at <= @until
       where ${assigned} and a.arm = 'holdout' and d.status in ('sent', 'unknown', 'sending') group by a.person`,
    )
    .all(experiment);
  const spoiled = ({ assigned: start, own, next }: ContactedRow): boolean =>
    own === 1 || (next !== null && new Date(next) < addDuration(new Date(start), within));
  return {
    during: rows.filter(spoiled).length,
    before: rows.filter((row) => !spoiled(row) && row.first < row.assigned).length,
  };
}

interface ContactedRow {
  readonly assigned: string;
  /** 1 when a message came from this draw. */
  readonly own: number;
  readonly first: string;
  /** The first message from the draw on. */
  readonly next: string | null;
}
