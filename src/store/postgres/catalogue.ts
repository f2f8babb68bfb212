/** Domains are told as what they are made of, enums as text. */
export const tablesQuery = `
with recursive made_of (oid, base, mod) as (
  select oid, typbasetype, typtypmod from pg_catalog.pg_type where typtype = 'd'
  union all
  select m.oid, t.typbasetype, t.typtypmod
  from made_of m join pg_catalog.pg_type t on t.oid = m.base and t.typtype = 'd'
), domain (oid, base, mod) as (
  select m.oid, m.base, m.mod from made_of m join pg_catalog.pg_type t on t.oid = m.base and t.typtype <> 'd'
)
select pg_catalog.pg_table_is_visible(c.oid) as plain, n.nspname as schema, c.relname as "table", a.attname as name,
  case when t.typtype = 'e' then 'text' when e.typtype = 'e' then 'text[]'
    else pg_catalog.format_type(coalesce(d.base, a.atttypid), case when d.oid is null then a.atttypmod else d.mod end)
  end as type
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join domain d on d.oid = a.atttypid
left join pg_catalog.pg_type t on t.oid = coalesce(d.base, a.atttypid)
left join pg_catalog.pg_type e on e.oid = t.typelem and t.typcategory = 'A'
where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
order by n.nspname, c.relname, a.attnum`;

/** Only what any query can use: no index that is partial or being made. Columns that are merely included do not order it. */
export const indexesQuery = `
select pg_catalog.pg_table_is_visible(c.oid) as plain, n.nspname as schema, c.relname as "table",
  i.indexrelid as "index", a.attname as "column"
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join (
  pg_catalog.pg_index i
  join pg_catalog.pg_class x on x.oid = i.indexrelid and i.indisvalid and i.indpred is null
  join pg_catalog.pg_am m on m.oid = x.relam and m.amname = 'btree'
) on i.indrelid = c.oid
left join lateral pg_catalog.generate_series(0, i.indnkeyatts - 1) as k (at) on true
left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[k.at] and a.attnum > 0
where c.relkind in ('r', 'm', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
order by n.nspname, c.relname, i.indexrelid, k.at`;

/** Of a table that was never analyzed nothing is known. */
export const sizesQuery = `
select pg_catalog.pg_table_is_visible(c.oid) as plain, n.nspname as schema, c.relname as "table", c.reltuples as rows
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'm', 'p') and c.reltuples >= 0 and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'`;

/** What a read-only transaction does not take from a role. */
export const powersQuery = `
select 'superuser' as what from pg_catalog.pg_roles where rolname = current_user and rolsuper
union all
select 'member of ' || r.rolname from pg_catalog.pg_roles r, pg_catalog.pg_roles self
where r.rolname in ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'pg_signal_backend', 'pg_write_all_data')
  and self.rolname = current_user and not self.rolsuper and pg_catalog.pg_has_role(current_user, r.oid, 'member')
union all
select 'changes ' || count(*) || case when count(*) = 1 then ' table' else ' tables' end
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
  and pg_catalog.has_table_privilege(c.oid, 'insert, update, delete, truncate')
  and not exists (select 1 from pg_catalog.pg_roles where rolname = current_user and rolsuper)
having count(*) > 0`;
