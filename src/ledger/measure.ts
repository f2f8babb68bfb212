import type { ContactRow, ExperimentKey, FunnelRow, LastPull, MeasureLedger, MetricSums } from '../model/ports.ts';
import type { Db } from './open-sqlite.ts';

interface SpanRow {
  first: string | null;
  last: string | null;
}

/** Who was assigned to what, what the channels and the app reported, and what people did. */
export function measureLedger(db: Db): MeasureLedger {
  const page = db.prepare<[string, string, string, string, number], { person: string; arm: string; at: string }>(
    'select person, arm, assigned_at as at from crm_assignments where campaign = ? and salt = ? and person > ? and assigned_at > ? order by person limit ?',
  );
  const span = db.prepare<[string, string], SpanRow>(
    'select min(assigned_at) as first, max(assigned_at) as last from crm_assignments where campaign = ? and salt = ?',
  );
  const outcome = db.prepare(
    `insert into crm_outcomes (campaign, metric, person, count, sum, first_at) values (?, ?, ?, ?, ?, ?)
     on conflict (campaign, metric, person) do update set count = excluded.count, sum = excluded.sum, first_at = excluded.first_at`,
  );
  const noOutcome = db.prepare('delete from crm_outcomes where campaign = ? and metric = ? and person = ?');
  const receipt = db.prepare(
    `insert into crm_receipts (key, kind, at) select key, ?, ? from crm_deliveries where key = ?
     on conflict (key, kind) do update set at = min(at, excluded.at) where excluded.at < crm_receipts.at`,
  );
  return {
    assignments: async ({ experiment, after, limit, assignedAfter }) =>
      page.all(experiment.campaign, experiment.salt, after ?? '', assignedAfter ?? '', limit),
    assignedSpan: async ({ campaign, salt }) => {
      const row = span.get(campaign, salt);
      return row?.first && row.last ? { first: row.first, last: row.last } : undefined;
    },
    recordOutcomes: async ({ campaign, metric, rows }) => {
      db.transaction(() => {
        for (const { person, count, sum, first } of rows) {
          if (count === 0) noOutcome.run(campaign, metric, person);
          else outcome.run(campaign, metric, person, count, sum, first ?? null);
        }
      }).immediate();
    },
    recordReceipts: async ({ kind, rows }) =>
      db
        .transaction(() => rows.reduce((changed, { key, at }) => changed + receipt.run(kind, at, key).changes, 0))
        .immediate(),
    pulled: async (campaign) =>
      db.prepare<[string], LastPull>('select until, measure from crm_pulls where campaign = ?').get(campaign),
    markPulled: async (campaign, { until, measure }) => {
      db.prepare(
        'insert into crm_pulls (campaign, until, measure) values (?, ?, ?) on conflict (campaign) do update set until = excluded.until, measure = excluded.measure',
      ).run(campaign, until, measure);
    },
    firstContact: async () =>
      db
        .prepare<[], string | null>("select min(at) from crm_deliveries where status in ('sent', 'unknown', 'sending')")
        .pluck()
        .get() ?? undefined,
    funnel: async (experiment) => funnel(db, experiment),
    metricSums: async ({ experiment: { campaign, salt }, metric }) =>
      db
        .prepare<[string, string, string], MetricSums>(
          `select a.arm as arm, count(*) as people, sum(o.count is not null and o.count > 0) as converted, total(o.sum) as sum, total(o.sum * o.sum) as sumOfSquares
           from crm_assignments a left join crm_outcomes o on o.campaign = a.campaign and o.metric = ? and o.person = a.person
           where a.campaign = ? and a.salt = ? group by a.arm order by a.arm`,
        )
        .all(metric, campaign, salt),
    skips: async (campaign) =>
      Object.fromEntries(
        db
          .prepare<[string], { reason: string; n: number }>(
            "select coalesce(reason, 'unknown') as reason, count(*) as n from crm_deliveries where campaign = ? and status = 'skipped' group by 1 order by 2 desc",
          )
          .all(campaign)
          .map(({ reason, n }) => [reason, n]),
      ),
    contaminated: async ({ campaign, salt }) =>
      db
        .prepare<[string, string], number>(
          `select count(distinct a.person) from ${deliveriesOfExperiment}
           where a.campaign = ? and a.salt = ? and a.arm = 'holdout' and d.status in ('sent', 'unknown')`,
        )
        .pluck()
        .get(campaign, salt) ?? 0,
    contactsOf: async ({ after, limit }) =>
      db
        .prepare<[number, number], ContactRow>(
          `select d.id, d.key, d.campaign, d.person, d.arm, d.status, d.at from crm_deliveries d where d.id > ? and d.status in ('sent', 'held_out') order by d.id limit ?`,
        )
        .all(after, limit),
  };
}

/** Deliveries (d) to the people of an experiment (a); those of another experiment of the campaign are not its own. */
const deliveriesOfExperiment =
  'crm_assignments a join crm_deliveries d on d.campaign = a.campaign and d.salt = a.salt and d.person = a.person';

function funnel(db: Db, { campaign, salt }: ExperimentKey): FunnelRow[] {
  const arms = db
    .prepare<[string, string], { arm: string; assigned: number }>(
      'select arm, count(*) as assigned from crm_assignments where campaign = ? and salt = ? group by arm order by arm',
    )
    .all(campaign, salt);
  const statuses = db
    .prepare<[string, string], { arm: string; status: string; n: number }>(
      `select a.arm as arm, d.status as status, count(distinct a.person) as n from ${deliveriesOfExperiment}
       where a.campaign = ? and a.salt = ? group by a.arm, d.status`,
    )
    .all(campaign, salt);
  const receipts = db
    .prepare<[string, string], { arm: string; kind: string; n: number }>(
      `select a.arm as arm, r.kind as kind, count(distinct a.person) as n from ${deliveriesOfExperiment} join crm_receipts r on r.key = d.key
       where a.campaign = ? and a.salt = ? group by a.arm, r.kind`,
    )
    .all(campaign, salt);
  return arms.map(({ arm, assigned }) => {
    const count = (status: string): number => statuses.find((row) => row.arm === arm && row.status === status)?.n ?? 0;
    return {
      arm,
      assigned,
      sent: count('sent'),
      failed: count('failed'),
      unknown: count('unknown'),
      receipts: Object.fromEntries(receipts.filter((row) => row.arm === arm).map(({ kind, n }) => [kind, n])),
    };
  });
}
