import { bind, type Fragment, sql } from './fragment.ts';

/** What databases say differently. Every member takes and gives SQL; none of them touches a database. */
export interface Dialect {
  /** The value at a path of a JSON column; NULL for invalid JSON, JSON null and absent keys. */
  jsonPath(column: Fragment, path: readonly string[]): Fragment;
  /** Seconds since 1970 of a stored instant or date (midnight in `zone`); NULL when it is neither. */
  instant(value: Fragment, zone: string): Fragment;
  /** True when a value is a number, so that text never compares as one. */
  isNumber(value: Fragment): Fragment;
  /** An id as text; bytes as their hexadecimal digits. */
  idText(value: Fragment): Fragment;
  /** A value that is compared and ordered as it is, whatever its column takes for equal. */
  exact(value: Fragment): Fragment;
  /** Text with the case of all letters folded. */
  fold(value: Fragment): Fragment;
  /** An address in the one spelling that tells whether two are the same. */
  foldAddress(value: Fragment): Fragment;
  contains(value: Fragment, part: Fragment): Fragment;
  startsWith(value: Fragment, part: Fragment): Fragment;
  endsWith(value: Fragment, part: Fragment): Fragment;
}

/** `crm_midnight`, `crm_instant`, `crm_fold` and `crm_address` are functions that the store's connection registers. */
export const sqlite: Dialect = {
  jsonPath: (column, path) =>
    sql`case when json_valid(${column}) then json_extract(${column}, ${bind(`$${path.map((key) => `."${key.replaceAll('"', '')}"`).join('')}`)}) end`,
  instant: (value, zone) =>
    // SQLite reads most forms by itself; it takes 30 February for 2 March, and does not know +09 and +0900.
    sql`case when length(${value}) = 10 then crm_midnight(${value}, ${bind(zone)}) when ${value} glob '[0-9][0-9][0-9][0-9]-*' and (substr(${value}, 9, 2) < '29' or date(substr(${value}, 1, 10)) = substr(${value}, 1, 10)) then coalesce(unixepoch(${value}, 'subsec'), crm_instant(${value})) end`,
  isNumber: (value) => sql`typeof(${value}) in ('integer', 'real')`,
  idText: (value) => sql`cast(case typeof(${value}) when 'blob' then lower(hex(${value})) else ${value} end as text)`,
  exact: (value) => sql`${value} collate binary`,
  fold: (value) => sql`crm_fold(${value})`,
  foldAddress: (value) => sql`crm_address(${value})`,
  contains: (value, part) => sql`instr(${value}, ${part}) > 0`,
  startsWith: (value, part) => sql`substr(${value}, 1, length(${part})) = ${part}`,
  endsWith: (value, part) => sql`substr(${value}, -length(${part})) = ${part}`,
};
