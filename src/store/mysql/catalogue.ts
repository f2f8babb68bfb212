const others = `('mysql', 'information_schema', 'performance_schema', 'sys')`;

/** `json` of MariaDB is a longtext with a check of the column's name; only MariaDB reads what stands in its own comments. */
export const tablesQuery = `
select c.table_schema = coalesce(database(), '') as "plain", c.table_schema as "schema", c.table_name as "table", c.column_name as "name",
  /*M! case when k.constraint_name is not null then 'json' else */ c.column_type /*M! end */ as "type"
from information_schema.columns c
/*M! left join information_schema.check_constraints k
  on k.constraint_schema = c.table_schema and k.table_name = c.table_name and k.constraint_name = c.column_name
  and c.data_type = 'longtext' and k.check_clause like 'json_valid(%' */
where c.table_schema not in ${others}
order by c.table_schema, c.table_name, c.ordinal_position`;

/** What orders rows: no full-text and no spatial index. */
export const indexesQuery = `
select table_schema = coalesce(database(), '') as "plain", table_schema as "schema", table_name as "table",
  index_name as "index", column_name as "column"
from information_schema.statistics
where table_schema not in ${others} and index_type = 'BTREE'
order by table_schema, table_name, index_name, seq_in_index`;

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
