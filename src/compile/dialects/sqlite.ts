import type { Dialect, Id } from '../dialect.ts';
import { bind, type Fragment, join, name, nothing, raw, sql } from '../fragment.ts';
import type { Value } from '../value.ts';
import { among, grouped, isCalendar } from './shared.ts';
import { aroundText, duringText, instantOfText } from './sqlite-times.ts';

/** Types that say nothing of the values; any other makes the database turn `'7'` into what the column holds before it compares. */
const untyped = /^$|^any$/;
const bytes = /blob|binary/;
const numeric = raw("('integer', 'real')");

const kindOf = (value: Value): Fragment => value.type ?? sql`typeof(${value.sql})`;
const is = (value: Value, kind: string): Fragment => sql`${kindOf(value)} = ${raw(`'${kind}'`)}`;
const isNumeric = (value: Value): Fragment => sql`${kindOf(value)} in ${numeric}`;

/** `crm_midnight`, `crm_instant`, `crm_fold`, `crm_address` and `crm_tally` are functions that the store's connection registers. */
export const sqlite: Dialect = {
  name: 'sqlite',
  placeholder: () => '?',
  column: (column, shape) => {
    if (shape && /json/i.test(shape.type)) return inside(column, []);
    return { kind: 'any', sql: column, ...(shape?.noNumbers ? { noNumbers: true } : {}) };
  },
  at: (value, path) => inside(value.sql, path),
  present: ({ sql: value }) => sql`${value} is not null`,
  empty: (value) =>
    value.type
      ? sql`(${value.sql} is null or (${value.sql} in ('', '[]', '{}') and not (${is(value, 'text')} and ${value.sql} <> '')))`
      : sql`(${value.sql} is null or ${value.sql} in ('', '[]', '{}'))`,
  text: (value) => sql`case when ${is(value, 'text')} then ${value.sql} end`,
  number: (value) => sql`case when ${isNumeric(value)} then ${value.sql} end`,
  instant: (value, zone) => {
    if (value.perSecond !== undefined)
      return sql`case when ${isNumeric(value)} and ${isCalendar(value.sql, value.perSecond)} then ${value.sql} * 1.0 / ${bind(value.perSecond)} end`;
    return instantOfText(value.sql, zone);
  },
  isText: (value, operands) =>
    // Where a column holds numbers, '7' is turned into 7 before it is compared.
    value.noNumbers ? oneOf(value.sql, operands) : sql`(${oneOf(value.sql, operands)} and ${is(value, 'text')})`,
  isNumber: (value, operands) => sql`(${among(value.sql, operands)} and ${isNumeric(value)})`,
  isTruth: (value, operands) => {
    const kind = value.type ? sql` and ${value.type} in ('true', 'false', 'integer', 'real')` : raw('');
    return sql`(${among(
      value.sql,
      operands.map((one) => (one ? 1 : 0)),
    )}${kind})`;
  },
  compareNumber: (value, sign, operand) => sql`(${value.sql} ${raw(sign)} ${bind(operand)} and ${isNumeric(value)})`,
  compareText: (value, sign, operand) =>
    sql`(${exact(value.sql)} ${raw(sign)} ${bind(operand)} and ${is(value, 'text')})`,
  around: (value, { bounds }) => (value.perSecond === undefined ? aroundText(value.sql, bounds) : undefined),
  during: (value, range) => {
    if (value.perSecond === undefined) return duringText(value.sql, range);
    const { bounds } = range;
    const { sql: number, perSecond } = value;
    const tests = bounds.map(
      ({ sign, instant }) => sql`${number} ${raw(sign)} ${bind((instant.getTime() / 1000) * perSecond)}`,
    );
    return sql`(${join([...tests, isCalendar(number, perSecond), isNumeric(value)], ' and ')})`;
  },
  fold: (text) => sql`crm_fold(${text})`,
  foldAddress: (text) => sql`crm_address(${text})`,
  matches: (text, pattern) => sql`crm_matches(${text}, ${bind(pattern)})`,
  patternEnd: '\\z',
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  startsWith: (text, part) => sql`substr(${text}, 1, length(${part})) = ${part}`,
  endsWith: (text, part) => sql`substr(${text}, -length(${part})) = ${part}`,
  elements: (value, alias) => {
    const array = asJson(value);
    const [row, column] = [name(alias), (title: string) => name(alias, title)];
    return {
      from: sql`json_each(case when ${array.type} = 'array' then ${array.sql} end) ${row}`,
      element: { kind: 'any', sql: column('value'), type: column('type') },
    };
  },
  isObject: (value) => is(value, 'object'),
  atLeast: (rows, count) => sql`exists (select 1 ${rows} limit 1 offset ${raw(String(count - 1))})`,
  countWhere: (test) => sql`count(*) filter (where ${test})`,
  tally: (numbers, rows) => {
    const [only, ...others] = numbers;
    if (only === undefined || others.length > 0) return grouped(numbers, rows);
    // `group by` sorts everybody first; counting them as they come takes a third of that.
    const tally = sql`select crm_tally(${name('g', only)}) from (${rows}) g`;
    return sql`select ${name('t', 'key')} as ${name(only)}, ${name('t', 'value')} as n from json_each((${tally})) t`;
  },
  length: (value) => {
    const array = asJson(value);
    return sql`case when ${array.type} = 'array' then json_array_length(${array.sql}) end`;
  },
  plainDate: ({ sql: value, perSecond }) =>
    perSecond === undefined ? sql`case when length(${value}) = 10 then crm_midnight(${value}, 'UTC') end` : undefined,
  letIn: (value, use) => sql`(select ${use(raw('x.t'))} from (select ${value} as t) x)`,
  part: (local, part) =>
    part === 'weekday'
      ? sql`(cast(strftime('%w', ${local}, 'unixepoch') as integer) + 6) % 7`
      : part === 'day_of_year'
        ? sql`strftime('%m-%d', ${local}, 'unixepoch')`
        : sql`cast(strftime(${raw(part === 'hour' ? `'%H'` : `'%m'`)}, ${local}, 'unixepoch') as integer)`,
  least: (a, b) => sql`min(coalesce(${a}, ${b}), coalesce(${b}, ${a}))`,
  greatest: (a, b) => sql`max(coalesce(${a}, ${b}), coalesce(${b}, ${a}))`,
  piece: (text, separator, n) => sql`crm_piece(${text}, ${bind(separator)}, ${raw(String(n))})`,
  distinctKey: (value) =>
    sql`case when ${is(value, 'text')} then 's:' || ${value.sql} when ${kindOf(value)} in ('true', 'false') then ${kindOf(value)} when ${isNumeric(value)} then ${value.sql} end`,
  after: (text, separator) =>
    sql`case when instr(${text}, ${bind(separator)}) > 0 then substr(${text}, instr(${text}, ${bind(separator)}) + ${raw(String(separator.length))}) else '' end`,
  withoutPrefix: (text, prefix) => sql`ltrim(${text}, ${bind(prefix)})`,
  exactText: (text) => exact(text),
  asNumber: (text) => sql`cast(${text} as integer)`,
  bucket: (prefix, id) => sql`crm_bucket(${bind(prefix)}, ${id})`,
  id: (id, type) => (isLoose(type) ? idText(id) : id),
  idText: (id) => idText(id),
  sameId,
  sameIdText: ({ sql: id, type }, text) => sql`${sqlite.id(id, type)} = ${text}`,
  idFromText: (text) => text,
  exactId: (id) => exact(id),
  idKey: (text) => exact(text),
  rows: (json, columns) =>
    sql`(select ${join(
      columns.map(({ name: title }, i) => sql`value ->> ${raw(String(i))} as ${name(title)}`),
      ', ',
    )} from json_each(${json}))`,
  once: raw('materialized '),
  shown: ({ sql: value }) => sql`cast(${value} as text)`,
  given: (_, column) => column,
};

const exact = (value: Fragment): Fragment => sql`${value} collate binary`;

/** Letter by letter, also where a column takes capital and small ones for the same; in a form that an index on the column serves. */
const oneOf = (text: Fragment, operands: readonly string[]): Fragment =>
  operands.length === 1 ? sql`(${text} = ${exact(bind(operands[0] ?? ''))})` : sql`(${among(exact(text), operands)})`;

const isLoose = (type: string | undefined): boolean => type !== undefined && (untyped.test(type) || bytes.test(type));

const idText = (id: Fragment): Fragment =>
  sql`cast(case typeof(${id}) when 'blob' then lower(hex(${id})) else ${id} end as text)`;

/**
 * Where the database has no type for an id (an expression in a view), ids are compared as text: without a type 7 and '7' would
 * be two people, and a page would not end where the next one begins. Bytes are no text at all; bytes and bytes are compared as
 * they are, so that an index on them is used.
 */
function sameId(left: Id, right: Id): Fragment {
  if (left.type !== undefined && bytes.test(left.type) && left.type === right.type)
    return sql`${left.sql} = ${right.sql}`;
  return sql`${sqlite.id(left.sql, left.type)} = ${sqlite.id(right.sql, right.type)}`;
}

const asJson = (value: Value): Required<Pick<Value, 'sql' | 'type'>> => {
  const { sql: inner, type } = value.type ? value : inside(value.sql, []);
  return { sql: inner, type: type ?? nothing };
};

/** JSON says what each value is; invalid JSON has no values. */
function inside(column: Fragment, path: readonly string[]): Value {
  const steps = bind(`$${path.map((key) => `."${key.replaceAll('"', '')}"`).join('')}`);
  const valid = (value: Fragment): Fragment => sql`case when json_valid(${column}) then ${value} end`;
  return {
    kind: 'any',
    sql: valid(sql`json_extract(${column}, ${steps})`),
    type: valid(sql`json_type(${column}, ${steps})`),
  };
}
