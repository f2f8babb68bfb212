import type { ContactRow, FunnelRow, MeasureLedger, MetricSums } from '../model/ports.ts';
import type { Db } from './open-sqlite.ts';

interface SpanRow {
  first: string | null;
  last: string | null;
}

/** Who was assigned to what, what the channels and the app reported, and what people did. */
export function measureLedger(db: Db): MeasureLedger {
  const page = db.prepare<[string, string, string, number], { person: string; arm: string; at: string }>(
    `select person, arm, min(assigned_at) as at from crm_assignments where campaign = ? and person > ? and assigned_at > ? group by person order by person limit ?`,
  );
  const span = db.prepare<[string], SpanRow>(
    'select min(assigned_at) as first, max(assigned_at) as last from crm_assignments where campaign = ?',
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
    assignments: async ({ campaign, after, limit, assignedAfter }) =>
      page.all(campaign, after ?? '', assignedAfter ?? '', limit),
    assignedSpan: async (campaign) => {
      const row = span.get(campaign);
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
      db.prepare<[string], string>('select until from crm_pulls where campaign = ?').pluck().get(campaign) ?? undefined,
    markPulled: async (campaign, until) => {
      db.prepare(
        'insert into crm_pulls (campaign, until) values (?, ?) on conflict (campaign) do update set until = excluded.until',
      ).run(campaign, until);
    },
    firstContact: async () =>
      db
        .prepare<[], string | null>("select min(at) from crm_deliveries where status in ('sent', 'unknown', 'sending')")
        .pluck()
        .get() ?? undefined,
    funnel: async (campaign) => funnel(db, campaign),
    metricSums: async ({ campaign, metric }) =>
      db
        .prepare<[string, string, string], MetricSums>(
          `select a.arm as arm, count(*) as people, sum(o.count is not null and o.count > 0) as converted, total(o.sum) as sum, total(o.sum * o.sum) as sumOfSquares
           from (select person, arm, min(assigned_at) from crm_assignments where campaign = ? group by person) a
           left join crm_outcomes o on o.campaign = ? and o.metric = ? and o.person = a.person group by a.arm order by a.arm`,
        )
        .all(campaign, campaign, metric),
    skips: async (campaign) =>
      Object.fromEntries(
        db
          .prepare<[string], { reason: string; n: number }>(
            "select coalesce(reason, 'unknown') as reason, count(*) as n from crm_deliveries where campaign = ? and status = 'skipped' group by 1 order by 2 desc",
          )
          .all(campaign)
          .map(({ reason, n }) => [reason, n]),
      ),
    contaminated: async (campaign) =>
      db
        .prepare<[string], number>(
          `select count(distinct d.person) from crm_deliveries d join crm_assignments a on a.campaign = d.campaign and a.person = d.person
           where d.campaign = ? and a.arm = 'holdout' and d.status in ('sent', 'unknown')`,
        )
        .pluck()
        .get(campaign) ?? 0,
    contactsOf: async ({ after, limit }) =>
      db
        .prepare<[number, number], ContactRow>(
          `select d.id, d.key, d.campaign, d.person, d.arm, d.status, d.at from crm_deliveries d where d.id > ? and d.status in ('sent', 'held_out') order by d.id limit ?`,
        )
        .all(after, limit),
  };
}

interface ArmRow {
  arm: string;
  assigned: number;
  sent: number;
  failed: number;
  unknown: number;
}

function funnel(db: Db, campaign: string): FunnelRow[] {
  const arms = db
    .prepare<[string], ArmRow>(
      `select a.arm as arm, count(distinct a.person) as assigned,
         count(distinct case when d.status = 'sent' then d.person end) as sent,
         count(distinct case when d.status = 'failed' then d.person end) as failed,
         count(distinct case when d.status = 'unknown' then d.person end) as unknown
       from crm_assignments a left join crm_deliveries d on d.campaign = a.campaign and d.person = a.person and d.status in ('sent', 'failed', 'unknown')
       where a.campaign = ? group by a.arm order by a.arm`,
    )
    .all(campaign);
  const receipts = db
    .prepare<[string], { arm: string; kind: string; n: number }>(
      `select d.arm as arm, r.kind as kind, count(distinct d.person) as n from crm_deliveries d join crm_receipts r on r.key = d.key
       where d.campaign = ? group by d.arm, r.kind`,
    )
    .all(campaign);
  return arms.map((row) => ({
    ...row,
    receipts: Object.fromEntries(receipts.filter(({ arm }) => arm === row.arm).map(({ kind, n }) => [kind, n])),
  }));
}
