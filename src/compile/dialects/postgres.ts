import { datePattern, instantPattern } from '../../base/instant-pattern.ts';
import { zoneOffsets } from '../../base/zone-offsets.ts';
import type { StoreColumnShape } from '../../model/ports.ts';
import type { Bound, Dialect, Sign } from '../dialect.ts';
import { bind, type Fragment, join, name, no, nothing, raw, sql } from '../fragment.ts';
import type { Kind, Value } from '../value.ts';
import { midnightOf } from '../zone-sql.ts';
import { among, firstDate, givenJson, grouped, isCalendar, seconds } from './shared.ts';

export const postgres: Dialect = {
  name: 'postgres',
  // A parameter without a type would take one from what stands beside it, and text '7' would be a number.
  placeholder: (index, value) => `$${index}::${parameterType(value)}`,
  column,
  at: (value, path) => ({
    kind: 'json',
    sql: path.reduce((json, key) => sql`(${json} -> ${bind(key)})`, jsonOf(value)),
  }),
  present: (value) =>
    value.kind === 'json' ? sql`coalesce(jsonb_typeof(${value.sql}), 'null') <> 'null'` : sql`${value.sql} is not null`,
  empty: (value) => {
    if (value.kind === 'json')
      return sql`coalesce(${value.sql} in ('null'::jsonb, '""'::jsonb, '[]'::jsonb, '{}'::jsonb), true)`;
    if (value.kind === 'text') return sql`coalesce(${value.sql} in ('', '[]', '{}'), true)`;
    return sql`${value.sql} is null`;
  },
  text: (value) => {
    if (value.kind === 'text') return value.sql;
    if (value.kind === 'json') return sql`case when ${typeIs(value, 'string')} then ${value.sql} #>> '{}' end`;
    return value.kind === 'date' ? sql`to_char(${value.sql}, 'YYYY-MM-DD')` : sql`${nothing}::text`;
  },
  number,
  instant,
  isText: (value, operands) => sql`(${among(postgres.text(value), operands)})`,
  isNumber: (value, operands) =>
    isInteger(value) && operands.every(Number.isSafeInteger)
      ? sql`(${among(value.sql, operands, (one) => sql`${one}::bigint`)})`
      : sql`(${among(number(value), operands)})`,
  isTruth: (value, operands) => {
    if (operands.length === 0) return no;
    if (value.kind === 'boolean') {
      const parts = operands.map((one) => (one ? value.sql : sql`not ${value.sql}`));
      return sql`(${join(parts, ' or ')})`;
    }
    const ofNumber = among(
      number(value),
      operands.map((one) => (one ? 1 : 0)),
    );
    if (value.kind !== 'json') return sql`(${ofNumber})`;
    const words = operands.map((one) => raw(one ? `'true'::jsonb` : `'false'::jsonb`));
    return sql`(${value.sql} in (${join(words, ', ')}) or ${ofNumber})`;
  },
  compareNumber: (value, sign, operand) =>
    isInteger(value) && Number.isSafeInteger(operand)
      ? sql`${value.sql} ${raw(sign)} ${bind(operand)}::bigint`
      : sql`${number(value)} ${raw(sign)} ${bind(operand)}`,
  compareText: (value, sign, operand) => sql`${postgres.text(value)} collate "C" ${raw(sign)} ${bind(operand)}`,
  around: () => undefined,
  during: (value, { bounds, zone }) =>
    sql`(${join(
      bounds.map((bound) => compareInstant(value, bound, zone)),
      ' and ',
    )})`,
  fold: folded,
  foldAddress: (text) => folded(sql`btrim(${text}, ${raw(`E'${blanks}'`)})`),
  matches: (text, pattern) => sql`(${text}) collate "C" ~ ${bind(pattern)}`,
  patternEnd: '$',
  contains: (text, part) => sql`position(${part} in ${text}) > 0`,
  startsWith: (text, part) => sql`starts_with(${text}, ${part})`,
  endsWith: (text, part) => sql`right(${text}, length(${part})) = ${part}`,
  elements: (value, alias) => {
    const json = jsonOf(value);
    return {
      from: sql`jsonb_array_elements(case when jsonb_typeof(${json}) = 'array' then ${json} else '[]'::jsonb end) ${name(alias)}(value)`,
      element: { kind: 'json', sql: name(alias, 'value') },
    };
  },
  isObject: (value) => typeIs(value, 'object'),
  atLeast: (rows, count) => sql`exists (select 1 ${rows} limit 1 offset ${raw(String(count - 1))})`,
  countWhere: (test) => sql`count(*) filter (where ${test})`,
  tally: grouped,
  length: (value) => {
    const json = jsonOf(value);
    return sql`case when jsonb_typeof(${json}) = 'array' then jsonb_array_length(${json}) end`;
  },
  plainDate: (value) => {
    if (value.kind === 'date') return epoch(value.sql);
    if (value.perSecond !== undefined || (value.kind !== 'text' && value.kind !== 'json')) return undefined;
    const text = postgres.text(value);
    return sql`case when ${text} ~ ${bind(datePattern)} then ${epoch(sql`${text}::date`)} end`;
  },
  letIn: (value, use) => sql`(select ${use(raw('x.t'))} from (select ${value} as t) x)`,
  part: (local, part) => {
    const moment = sql`(to_timestamp(${local}) at time zone 'UTC')`;
    if (part === 'day_of_year') return sql`to_char(${moment}, 'MM-DD')`;
    return part === 'weekday' ? sql`(extract(isodow from ${moment}) - 1)` : sql`extract(${raw(part)} from ${moment})`;
  },
  least: (a, b) => sql`least(${a}, ${b})`,
  greatest: (a, b) => sql`greatest(${a}, ${b})`,
  piece: (text, separator, n) => sql`split_part(${text}, ${bind(separator)}, ${raw(String(n))})`,
  distinctKey: (value) =>
    value.kind === 'json'
      ? sql`case when jsonb_typeof(${value.sql}) in ('string', 'number', 'boolean') then ${value.sql} end`
      : sql`to_jsonb(${value.sql})`,
  after: (text, separator) =>
    sql`case when position(${bind(separator)} in ${text}) > 0 then substr(${text}, position(${bind(separator)} in ${text}) + ${raw(String(separator.length))}) else '' end`,
  withoutPrefix: (text, prefix) => sql`ltrim(${text}, ${bind(prefix)})`,
  exactText: (text) => sql`(${text} collate "C")`,
  asNumber: (text) => sql`nullif(${text}, '')::numeric`,
  bucket: (prefix, id) =>
    sql`(('x' || substr(encode(sha256(convert_to(${bind(prefix)} || normalize(${id}::text, NFC), 'UTF8')), 'hex'), 1, 13))::bit(52)::bigint::float8 / ${bind(2 ** 52)})`,
  id: (id, type) => (isLoose(type) ? sql`encode(${id}, 'hex')` : id),
  idText,
  sameId: (left, right) => {
    const [a, b] = [familyOf(left.type), familyOf(right.type)];
    if (a === b) return sql`${left.sql} = ${right.sql}`;
    return sql`${idText(left.sql, left.type)} = ${idText(right.sql, right.type)}`;
  },
  sameIdText: ({ sql: id, type }, text) => sql`${postgres.id(id, type)} = ${postgres.idFromText(text, type)}`,
  idFromText: (text, type) => (isLoose(type) || type === undefined ? text : sql`${text}::${raw(bare(type))}`),
  idKey: (text) => sql`(${text} collate "C")`,
  exactId: (id, type) => (familyOf(type) === 'text' ? sql`${id}::text collate "C"` : id),
  rows: (json, columns) =>
    sql`(select ${join(
      columns.map(
        ({ name: title, kind }, i) =>
          sql`(r.value ->> ${raw(String(i))})${raw(kind === 'number' ? '::float8' : '')} as ${name(title)}`,
      ),
      ', ',
    )} from jsonb_array_elements(${json}::jsonb) r(value))`,
  shown: ({ kind, sql: value }) => (kind === 'json' ? sql`(${value} #>> '{}')` : sql`${value}::text`),
  once: raw('materialized '),
  given: givenJson,
};

/** What `String.trim` takes away. */
const blanks =
  ' \\t\\n\\u000b\\f\\r\\u00a0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\\u2008\\u2009\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';

const parameterType = (value: unknown): string => {
  if (typeof value === 'number') return 'float8';
  // Text that becomes an instant in the query would be read again for every row.
  if (value instanceof Date) return 'timestamptz';
  return typeof value === 'bigint' ? 'numeric' : 'text';
};

/** A type without its length or precision: `numeric(12,2)` would round an id. */
const bare = (type: string): string => type.replace(/\(.*?\)/, '');

const numbers = /^(smallint|integer|bigint|numeric|decimal|real|double precision|oid)\b/;
const integers = /^(smallint|integer|bigint)$/;
const texts = /^(text|character varying|character|citext|name)\b/;

function kindOf(type: string | undefined): Kind {
  if (type === undefined) return 'text';
  if (type.endsWith('[]') || type === 'json' || type === 'jsonb') return 'json';
  if (type === 'boolean') return 'boolean';
  if (type === 'date') return 'date';
  if (type === 'bytea') return 'bytes';
  if (numbers.test(type)) return 'number';
  if (/^timestamp\b/.test(type)) return type.endsWith('with time zone') ? 'instant' : 'stamp';
  return 'text';
}

function column(plain: Fragment, shape: StoreColumnShape | undefined): Value {
  const type = shape?.type;
  const kind = kindOf(type);
  if (kind === 'json') return { kind, sql: type === 'jsonb' ? plain : sql`to_jsonb(${plain})` };
  if (kind === 'number') return { kind, sql: plain, type: raw(type ?? '') };
  // Enumerations, ids of 16 bytes, citext: as the text they are written with. Blanks of char(n) are no part of it.
  if (kind === 'text' && type !== undefined && !/^(text|character varying)\b/.test(type))
    return { kind, sql: sql`${plain}::text` };
  return { kind, sql: plain };
}

const isInteger = (value: Value): boolean => value.kind === 'number' && integers.test(value.type?.sql ?? '');

/** JSON in a column of text is read from PostgreSQL 16 on, which can tell what is none. */
function jsonOf(value: Value): Fragment {
  if (value.kind === 'json') return value.sql;
  if (value.kind !== 'text') return sql`${nothing}::jsonb`;
  return sql`case when ${value.sql} is json then ${value.sql}::jsonb end`;
}

const typeIs = (value: Value, type: string): Fragment => sql`jsonb_typeof(${value.sql}) = ${raw(`'${type}'`)}`;

function number(value: Value): Fragment {
  // Through its text a real is the number that was written, not the nearest double to its 24 bits.
  if (value.kind === 'number')
    return value.type?.sql === 'real' ? sql`${value.sql}::text::float8` : sql`${value.sql}::float8`;
  // A number outside of what a double holds would end the query.
  if (value.kind === 'json')
    return sql`case when ${typeIs(value, 'number')} then case when ${value.sql}::numeric = 0 or abs(${value.sql}::numeric) between 1e-307 and 1.797e308 then ${value.sql}::float8 end end`;
  return sql`${nothing}::float8`;
}

function instant(value: Value, zone: string): Fragment {
  if (value.perSecond !== undefined)
    return sql`case when ${isCalendar(number(value), value.perSecond)} then ${number(value)} / ${bind(value.perSecond)} end`;
  if (value.kind === 'instant' || value.kind === 'stamp') return epoch(value.sql);
  if (value.kind === 'date') return midnightOf(epoch(value.sql), zoneOffsets(zone));
  if (value.kind !== 'text' && value.kind !== 'json') return sql`${nothing}::float8`;
  const text = postgres.text(value);
  const date = midnightOf(epoch(sql`${text}::date`), zoneOffsets(zone));
  return sql`case when ${text} ~ ${bind(instantPattern)} then ${epoch(sql`${text}::timestamptz`)} when ${text} ~ ${bind(datePattern)} then ${date} end`;
}

const epoch = (moment: Fragment): Fragment => sql`extract(epoch from ${moment})::float8`;

function compareInstant(value: Value, { sign, instant: at }: Bound, zone: string): Fragment {
  if (value.perSecond !== undefined)
    return sql`${postgres.compareNumber(value, sign, (at.getTime() / 1000) * value.perSecond)} and ${isCalendar(number(value), value.perSecond)}`;
  if (value.kind === 'instant') return sql`${value.sql} ${raw(sign)} ${bind(at)}`;
  if (value.kind === 'stamp') return sql`${value.sql} ${raw(sign)} ${inUtc(bind(at))}`;
  if (value.kind === 'date') return ofDate(value.sql, sign, firstDate(at, zone));
  return sql`${instant(value, zone)} ${raw(sign)} ${seconds(at)}`;
}

/** Midnights before an instant are the dates before the first date that begins at or after it. */
function ofDate(date: Fragment, sign: Sign, { date: first, exact }: { date: string; exact: boolean }): Fragment {
  const word = exact ? sign : sign.replace('=', '').replace('>', '>=');
  if (!exact && sign === '=') return no;
  return sql`${date} ${raw(word)} ${inUtc(bind(new Date(`${first}T00:00:00Z`)))}::date`;
}

/** The session's zone is no part of it, so it is found once. */
const inUtc = (instant: Fragment): Fragment => sql`(${instant} at time zone 'UTC')`;

const isLoose = (type: string | undefined): boolean => type === 'bytea';

/** Ids of one family are compared as they are. */
function familyOf(type: string | undefined): string {
  if (type === undefined || texts.test(type)) return 'text';
  return numbers.test(type) ? 'number' : type;
}

function idText(id: Fragment, type: string | undefined): Fragment {
  return isLoose(type) ? sql`encode(${id}, 'hex')` : sql`${id}::text`;
}

function folded(text: Fragment): Fragment {
  return sql`replace(lower(normalize(${text}, NFC) collate "und-x-icu"), 'ς', 'σ')`;
}
