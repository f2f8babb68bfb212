/**
 * What segments ask of the ledger: the channel of every message, messages by person, and who was in which segment from when to when.
 * A stay of somebody who was `found` in the segment began earlier than anybody looked.
 */
export const whatConditionsAsk = `
alter table crm_deliveries add column channel text not null default 'email';
update crm_deliveries set channel = coalesce(
  (select json_extract(v.content, '$.messages[0].channel') from crm_runs r
   join crm_revisions v on v.address = 'campaign.' || r.campaign and v.revision = r.revision where r.id = crm_deliveries.run),
  'email');
create index crm_deliveries_anybody on crm_deliveries (person, status);

create table crm_stays (
  segment text not null,
  person text not null,
  since text not null,
  found integer not null,
  until text,
  primary key (segment, person, since)
) without rowid;
create index crm_stays_open on crm_stays (segment, person) where until is null;

create table crm_recordings (
  segment text primary key,
  digest text not null,
  at text not null,
  people integer not null
) without rowid;
`;
