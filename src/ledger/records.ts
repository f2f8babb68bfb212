import type { RecordLedger } from '../model/record-ledger.ts';
import type { MessageFate, MessagesAsked, Stay } from '../model/recorded.ts';
import type { Db } from './open-sqlite.ts';

interface TimeRow {
  person: string;
  at: string;
}

interface StayRow {
  person: string;
  since: string;
  found: number;
  until: string | null;
}

/** What segments ask: what became of messages, and who was in a segment when. */
export function recordLedger(db: Db): Pick<RecordLedger, 'messageTimes' | 'stays'> {
  const stays = db.prepare<[string, string], StayRow>(
    'select person, since, found, until from crm_stays where segment = ? and person in (select value from json_each(?)) order by since',
  );
  return {
    messageTimes: async (asked, people) =>
      grouped(
        db.prepare<[object], TimeRow>(timesQuery(asked)).all({
          people: JSON.stringify(people),
          campaigns: JSON.stringify(asked.campaigns ?? []),
          tag: asked.tag ?? null,
          channel: asked.channel ?? null,
          variant: asked.variant ?? null,
          kind: asked.was,
        }),
        ({ at }) => Date.parse(at),
      ),
    stays: async (segment, people) => grouped(stays.all(segment, JSON.stringify(people)), readStay),
  };
}

const readStay = ({ since, found, until }: StayRow): Stay => ({
  since: Date.parse(since),
  until: until === null ? undefined : Date.parse(until),
  found: found === 1,
});

function grouped<Row extends { person: string }, T>(rows: Row[], read: (row: Row) => T): Map<string, T[]> {
  const byPerson = new Map<string, T[]>();
  for (const row of rows) {
    const list = byPerson.get(row.person);
    if (list) list.push(read(row));
    else byPerson.set(row.person, [read(row)]);
  }
  return byPerson;
}

/** Whoever may have got a message counts as one who did. */
const wasSent = "d.status in ('sent', 'unknown')";

function timesQuery({ campaigns, tag, channel, variant, was }: MessagesAsked): string {
  const archived = `select substr(v.address, 10) from crm_revisions v join crm_definitions c on c.address = v.address
    where v.address like 'campaign.%' and v.content is not null and exists (select 1 from json_each(v.content, '$.tags') t where t.value = @tag)
      and exists (select 1 from crm_revisions now where now.address = v.address and now.revision = c.revision and now.content is null)
      and v.revision = (select max(w.revision) from crm_revisions w where w.address = v.address and w.content is not null)`;
  const meant = [
    'd.person in (select value from json_each(@people))',
    ...(campaigns === undefined
      ? []
      : [
          `d.campaign in (select value from json_each(@campaigns)${tag === undefined ? '' : ` union all ${archived}`})`,
        ]),
    ...(channel === undefined ? [] : ['d.channel = @channel']),
    ...(variant === undefined ? [] : ['d.arm = @variant']),
  ].join(' and ');
  return fates[was](meant);
}

/** A row (person, at) for each message, or for each conversion. */
const fates: Readonly<Record<MessageFate, (meant: string) => string>> = {
  sent: (meant) => `select d.person, d.at from crm_deliveries d where ${meant} and ${wasSent}`,
  held_out: (meant) => `select d.person, d.at from crm_deliveries d where ${meant} and d.status = 'held_out'`,
  // What people do is measured once for an experiment, however many of its messages they got.
  converted: (meant) => `select d.person, min(o.first_at) as at from crm_deliveries d
    join crm_outcomes o on o.campaign = d.campaign and o.salt = d.salt and o.person = d.person
    where ${meant} and ${wasSent} and o.count > 0 and o.first_at is not null group by d.person, o.campaign, o.salt, o.metric`,
  delivered: receipts,
  shown: receipts,
  clicked: receipts,
  bounced: receipts,
  complained: receipts,
};

function receipts(meant: string): string {
  return `select d.person, r.at from crm_deliveries d join crm_receipts r on r.key = d.key and r.kind = @kind where ${meant} and ${wasSent}`;
}
