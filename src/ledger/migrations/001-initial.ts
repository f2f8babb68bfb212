/** The ledger's first shape. Migrations are never edited once released; a new file follows. */
export const initial = `
create table crm_meta (key text primary key, value text not null) without rowid;

create table crm_definitions (
  address text primary key,
  revision integer not null
) without rowid;

create table crm_revisions (
  address text not null,
  revision integer not null,
  action text not null,
  digest text,
  content text,
  file text not null,
  commit_id text,
  applied_at text not null,
  applied_by text not null,
  fingerprint text not null,
  primary key (address, revision)
) without rowid;

create table crm_applies (
  fingerprint text primary key,
  applied_at text not null,
  applied_by text not null,
  commit_id text,
  changes integer not null
) without rowid;

create table crm_locks (
  scope text primary key,
  fence integer not null,
  holder text not null,
  operation text not null,
  since text not null,
  heartbeat_at real not null,
  expires_at real not null
) without rowid;

create table crm_runs (
  id text primary key,
  campaign text not null,
  revision integer not null,
  slot text not null,
  purpose text not null,
  state text not null check (state in ('enqueuing', 'sending', 'done')),
  as_of text not null,
  expires_at text,
  cursor text,
  already_reached integer not null default 0,
  generation integer not null,
  created_at text not null
) without rowid;

create table crm_deliveries (
  id integer primary key,
  run text not null,
  campaign text not null,
  salt text not null,
  person text not null,
  key text not null unique,
  status text not null check (status in ('queued', 'claimed', 'sending', 'sent', 'failed', 'retry', 'unknown', 'skipped', 'expired', 'cancelled', 'held_out')),
  reason text,
  arm text,
  address_hash text,
  attempt integer not null default 0,
  fence integer not null default 0,
  lease_until real,
  next_at real,
  expires_at text,
  provider_id text,
  at text not null,
  updated_at real not null
);
create index crm_deliveries_run on crm_deliveries (run, status);
create index crm_deliveries_person on crm_deliveries (campaign, person);
create index crm_deliveries_address on crm_deliveries (campaign, address_hash) where address_hash is not null;

create table crm_assignments (
  campaign text not null,
  salt text not null,
  person text not null,
  arm text not null,
  assigned_at text not null,
  run text not null,
  primary key (campaign, salt, person)
) without rowid;

create table crm_receipts (
  key text not null,
  kind text not null,
  at text not null,
  primary key (key, kind)
) without rowid;

create table crm_outcomes (
  campaign text not null,
  salt text not null,
  metric text not null,
  person text not null,
  count integer not null,
  sum real not null,
  first_at text,
  primary key (campaign, salt, metric, person)
) without rowid;

create table crm_pulls (
  campaign text not null,
  salt text not null,
  until text not null,
  measure text not null,
  primary key (campaign, salt)
) without rowid;
`;
