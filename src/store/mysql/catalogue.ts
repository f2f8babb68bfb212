const others = `('mysql', 'information_schema', 'performance_schema', 'sys')`;

/** `json` of MariaDB is a longtext with a check of the column's name; only MariaDB reads what stands in its own comments. */
export const tablesQuery = `
select c.table_schema = coalesce(database(), '') as "plain", c.table_schema as "schema", c.table_name as "table", c.column_name as "name",
  /*M! case when k.constraint_name is not null then 'json' else */ c.column_type /*M! end */ as "type",
  coalesce(c.character_set_name in ('utf8', 'utf8mb3', 'utf8mb4', 'ascii'), 0) as "utf8"
from information_schema.columns c
/*M! left join information_schema.check_constraints k
  on k.constraint_schema = c.table_schema and k.table_name = c.table_name and k.constraint_name = c.column_name
  and c.data_type = 'longtext' and k.check_clause like 'json_valid(%' */
where c.table_schema not in ${others}
order by c.table_schema, c.table_name, c.ordinal_position`;

/** What orders rows: no full-text and no spatial index. A few letters of a text find too many rows. */
export const indexesQuery = `
select t.table_schema = coalesce(database(), '') as "plain", t.table_schema as "schema", t.table_name as "table",
  s.index_name as "index", case when s.sub_part < 20 then null else s.column_name end as "column"
from information_schema.tables t
left join information_schema.statistics s
  on s.table_schema = t.table_schema and s.table_name = t.table_name and s.index_type = 'BTREE'
where t.table_schema not in ${others} and t.table_type = 'BASE TABLE'
order by t.table_schema, t.table_name, s.index_name, s.seq_in_index`;

/** The engine's own estimate. */
export const sizesQuery = `
select table_schema = coalesce(database(), '') as "plain", table_schema as "schema", table_name as "table", table_rows as "rows"
from information_schema.tables
where table_schema not in ${others} and table_type = 'BASE TABLE' and table_rows is not null`;

/** What a read-only transaction does not take from a user. Accounts are written 'name'@'host'. */
export const powersQuery = `
select lower(privilege_type) as "what" from (
  select grantee, privilege_type from information_schema.user_privileges
  union select grantee, privilege_type from information_schema.schema_privileges
  union select grantee, privilege_type from information_schema.table_privileges
) p
where grantee = concat('''', replace(current_user(), '@', '''@'''), '''')
  and privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'DROP', 'CREATE', 'ALTER', 'FILE', 'SUPER', 'EXECUTE', 'SHUTDOWN')
group by privilege_type
order by privilege_type`;
