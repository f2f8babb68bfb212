import type { ContactRow, ExperimentSpan, LastPull, MeasureLedger, PastMessage } from '../model/ports.ts';
import type { Db } from './open-sqlite.ts';

/** Who was assigned to what, what the channels and the app reported, and what people did. */
export function measureLedger(db: Db): MeasureLedger {
  const page = db.prepare<[string, string, string, string, number], { person: string; arm: string; at: string }>(
    'select person, arm, assigned_at as at from crm_assignments where campaign = ? and salt = ? and person > ? and assigned_at > ? order by person limit ?',
  );
  const experiments = db.prepare<[string], ExperimentSpan>(
    `select salt, min(assigned_at) as first, max(assigned_at) as last, count(*) as people from crm_assignments
     where campaign = ? group by salt order by last desc, salt`,
  );
  const outcome = db.prepare(
    `insert into crm_outcomes (campaign, salt, metric, person, count, sum, first_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict do update set count = excluded.count, sum = excluded.sum, first_at = excluded.first_at`,
  );
  const noOutcome = db.prepare(
    'delete from crm_outcomes where campaign = ? and salt = ? and metric = ? and person = ?',
  );
  const receipt = db.prepare(
    `insert into crm_receipts (key, kind, at) select key, ?, ? from crm_deliveries where key = ?
     on conflict (key, kind) do update set at = min(at, excluded.at) where excluded.at < crm_receipts.at`,
  );
  const pastMessages = db.prepare<[object], Omit<PastMessage, 'tags'> & { tags: string | null }>(
    `select person, campaign, channel, tags, at from crm_deliveries
     where status in ('sending', 'sent', 'unknown') and at > @from and at <= @until and person in (
       select distinct person from crm_deliveries
       where person > @after and status in ('sending', 'sent', 'unknown') and at > @from and at <= @until order by person limit @limit)
     order by person, at, id`,
  );
  return {
    experiments: async (campaign) => experiments.all(campaign),
    assignments: async ({ experiment, after, limit, assignedAfter }) =>
      page.all(experiment.campaign, experiment.salt, after ?? '', assignedAfter ?? '', limit),
    recordOutcomes: async ({ experiment: { campaign, salt }, metric, rows }) => {
      db.transaction(() => {
        for (const { person, count, sum, first } of rows) {
          if (count === 0) noOutcome.run(campaign, salt, metric, person);
          else outcome.run(campaign, salt, metric, person, count, sum, first ?? null);
        }
      }).immediate();
    },
    recordReceipts: async ({ kind, rows }) =>
      db
        .transaction(() => rows.reduce((changed, { key, at }) => changed + receipt.run(kind, at, key).changes, 0))
        .immediate(),
    pulled: async ({ campaign, salt }) =>
      db
        .prepare<[string, string], LastPull>('select until, measure from crm_pulls where campaign = ? and salt = ?')
        .get(campaign, salt),
    markPulled: async ({ campaign, salt }, { until, measure }) => {
      db.prepare(
        'insert into crm_pulls (campaign, salt, until, measure) values (?, ?, ?, ?) on conflict do update set until = excluded.until, measure = excluded.measure',
      ).run(campaign, salt, until, measure);
    },
    firstContact: async () =>
      db
        .prepare<[], string | null>("select min(at) from crm_deliveries where status in ('sent', 'unknown', 'sending')")
        .pluck()
        .get() ?? undefined,
    contactsOf: async ({ after, limit }) =>
      db
        .prepare<[number, number], ContactRow>(
          `select d.id, d.key, d.campaign, d.person, d.arm, d.status, d.at from crm_deliveries d where d.id > ? and d.status in ('sent', 'held_out') order by d.id limit ?`,
        )
        .all(after, limit),
    pastMessages: async (request) =>
      pastMessages.all(request).map(({ tags, ...row }) => ({
        ...row,
        tags: tags === null ? [] : (JSON.parse(tags) as string[]),
      })),
  };
}
