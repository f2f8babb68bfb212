import { datePattern, instantPattern } from '../../base/instant-pattern.ts';
import { zoneOffsets } from '../../base/zone-offsets.ts';
import type { StoreColumnShape } from '../../model/ports.ts';
import type { Bound, Dialect, Sign } from '../dialect.ts';
import { bind, type Fragment, join, name, no, nothing, raw, sql } from '../fragment.ts';
import type { Kind, Value } from '../value.ts';
import { midnightOf } from '../zone-sql.ts';
import { among, firstDate, givenJson, grouped, isCalendar, seconds } from './shared.ts';

/** MySQL from 8.0 and MariaDB from 10.6 on. The store's connection knows what they call `crm_letters`, the collation with the cases of all letters. */
export const mysql: Dialect = {
  name: 'mysql',
  placeholder: () => '?',
  column,
  at: (value, path) => ({ kind: 'json', sql: extract(value, path) }),
  present: (value) =>
    value.kind === 'json' ? sql`coalesce(json_type(${value.sql}), 'NULL') <> 'NULL'` : sql`${value.sql} is not null`,
  empty,
  text,
  number,
  instant,
  isText: (value, operands) => {
    const own = text(value);
    const bytes = value.utf8 ? (one: Fragment) => sql`cast(${one} as binary)` : bytesOf;
    const exact = among(bytes(own), operands, bytes);
    // The column's own order finds the row in an index; the bytes decide.
    return value.kind === 'text' ? sql`(${among(own, operands)} and ${exact})` : sql`(${exact})`;
  },
  isNumber: (value, operands) => sql`(${among(number(value), operands)})`,
  isTruth,
  compareNumber: (value, sign, operand) => sql`${number(value)} ${raw(sign)} ${bind(operand)}`,
  compareText: (value, sign, operand) => sql`${bytesOf(text(value))} ${raw(sign)} ${bytesOf(bind(operand))}`,
  around: () => undefined,
  during: (value, { bounds, zone }) =>
    sql`(${join(
      bounds.map((bound) => compareInstant(value, bound, zone)),
      ' and ',
    )})`,
  fold,
  foldAddress: (value) => fold(sql`regexp_replace(${utf8(value)}, ${bind(blanks)}, '')`),
  matches: (value, pattern) => sql`${utf8(value)} collate utf8mb4_bin regexp ${bind(pattern)}`,
  patternEnd: '\\z',
  contains: (value, part) => sql`locate(${bytesOf(part)}, ${bytesOf(value)}) > 0`,
  startsWith: (value, part) => sql`left(${bytesOf(value)}, length(${part})) = ${bytesOf(part)}`,
  endsWith: (value, part) => sql`right(${bytesOf(value)}, length(${part})) = ${bytesOf(part)}`,
  elements: (value, alias) => {
    const json = jsonOf(value);
    return {
      from: sql`json_table(case when json_type(${json}) = 'ARRAY' then ${json} else '[]' end, '$[*]' columns (value json path '$')) ${name(alias)}`,
      element: { kind: 'json', sql: name(alias, 'value') },
    };
  },
  isObject: (value) => sql`json_type(${value.sql}) = 'OBJECT'`,
  // A limit inside of `exists` is not heeded.
  atLeast: (rows, count) => sql`(select 1 ${rows} limit 1 offset ${raw(String(count - 1))}) is not null`,
  countWhere: (test) => sql`count(case when ${test} then 1 end)`,
  tally: grouped,
  length: (value) => {
    const json = jsonOf(value);
    return sql`case when json_type(${json}) = 'ARRAY' then json_length(${json}) end`;
  },
  plainDate: (value) => {
    if (value.kind === 'date') return epoch(value.sql);
    if (value.perSecond !== undefined || (value.kind !== 'text' && value.kind !== 'json')) return undefined;
    const own = utf8(text(value));
    return sql`case when ${own} collate utf8mb4_bin regexp ${bind(datePattern)} then ${epoch(sql`cast(${own} as date)`)} end`;
  },
  // MariaDB has no other table that may look at the row around it.
  letIn: (value, use) =>
    sql`(select ${use(raw('x.t'))} from json_table(concat('[', ${value}, ']'), '$[*]' columns (t double path '$')) x)`,
  part: (local, part) => {
    const moment = sql`(timestamp'1970-01-01 00:00:00' + interval ${local} second)`;
    if (part === 'day_of_year') return sql`date_format(${moment}, '%m-%d')`;
    return sql`${raw(part)}(${moment})`;
  },
  least: (a, b) => sql`least(coalesce(${a}, ${b}), coalesce(${b}, ${a}))`,
  greatest: (a, b) => sql`greatest(coalesce(${a}, ${b}), coalesce(${b}, ${a}))`,
  piece: (value, separator, n) =>
    sql`if(length(${value}) - length(replace(${value}, ${bind(separator)}, '')) >= ${raw(String(n - 1))}, substring_index(substring_index(${value}, ${bind(separator)}, ${raw(String(n))}), ${bind(separator)}, -1), '')`,
  distinctKey: (value) => {
    const parts = [bytesOf(sql`concat('s:', ${text(value)})`), bytesOf(sql`concat('n:', ${number(value)})`)];
    if (value.kind === 'stamp') parts.push(bytesOf(sql`concat('t:', ${value.sql})`));
    if (value.kind === 'json')
      parts.push(
        sql`case when json_type(${value.sql}) = 'BOOLEAN' then cast(json_unquote(${value.sql}) as binary) end`,
      );
    return sql`coalesce(${join(parts, ', ')})`;
  },
  after: (value, separator) =>
    sql`if(locate(${bind(separator)}, ${value}) > 0, substr(${value}, locate(${bind(separator)}, ${value}) + ${raw(String(separator.length))}), '')`,
  withoutPrefix: (value, prefix) => sql`trim(leading ${bind(prefix)} from ${value})`,
  exactText: bytesOf,
  asNumber: (value) => sql`cast(${value} as decimal(20, 0))`,
  bucket: (prefix, id) =>
    sql`(conv(left(sha2(concat(${bind(prefix)}, ${utf8(id)}), 256), 13), 16, 10) / ${bind(2 ** 52)})`,
  id: (id, type) => (kindOf(type) === 'bytes' ? sql`lower(hex(${id}))` : id),
  idText: (id, type) => bytesOf(idText(id, kindOf(type))),
  sameId: (left, right) => {
    const [a, b] = [kindOf(left.type), kindOf(right.type)];
    if (a !== b) return sql`${bytesOf(idText(left.sql, a))} = ${bytesOf(idText(right.sql, b))}`;
    const same = sql`${left.sql} = ${right.sql}`;
    return a === 'text' ? sql`(${same} and ${bytesOf(left.sql)} = ${bytesOf(right.sql)})` : same;
  },
  sameIdText: ({ sql: id, type }, given) => {
    if (kindOf(type) === 'bytes') return sql`lower(hex(${id})) = ${given}`;
    const same = sql`${id} = ${idFromText(given, type)}`;
    return kindOf(type) === 'text' ? sql`(${same} and ${bytesOf(id)} = ${bytesOf(given)})` : same;
  },
  idFromText,
  // Long text is not put into a table in memory, but compared with each of the others.
  idKey: (text) => sql`unhex(sha2(${utf8(text)}, 256))`,
  exactId: (id, type) => (kindOf(type) === 'text' ? bytesOf(id) : id),
  rows: (json, columns) =>
    sql`json_table(${json}, '$[*]' columns (${join(
      columns.map(
        ({ name: title, kind }, i) =>
          sql`${name(title)} ${raw(kind === 'number' ? 'double' : 'varchar(1000)')} path ${raw(`'$[${i}]'`)}`,
      ),
      ', ',
    )}))`,
  shown: ({ kind, sql: value }) => (kind === 'json' ? sql`json_unquote(${value})` : sql`cast(${value} as char)`),
  once: raw(''),
  given: givenJson,
};

/** What `String.trim` takes away, at either end. */
const blank =
  '[\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]';
const blanks = `^${blank}+|${blank}+$`;

function utf8(text: Fragment): Fragment {
  return sql`convert(${text} using utf8mb4)`;
}

function fold(text: Fragment): Fragment {
  return sql`replace(lower(replace(${utf8(text)} collate utf8mb4_bin, 'İ', 'i̇') collate crm_letters), 'ς', 'σ')`;
}

/** Text by its bytes: collations take other letters, other cases and blanks at the end for the same. */
function bytesOf(text: Fragment): Fragment {
  return sql`cast(${utf8(text)} as binary)`;
}

function kindOf(type: string | undefined): Kind {
  if (type === undefined) return 'text';
  if (type === 'json') return 'json';
  if (type === 'date') return 'date';
  if (/^(datetime|timestamp)\b/.test(type)) return 'stamp';
  if (/blob|binary/.test(type)) return 'bytes';
  return /int|decimal|numeric|float|double|real|^bit|^year/.test(type) && !/text|char|enum|set/.test(type)
    ? 'number'
    : 'text';
}

function column(plain: Fragment, shape: StoreColumnShape | undefined): Value {
  const type = shape?.type;
  const kind = kindOf(type);
  // Through its text a float is the number that was written, not the nearest double to its 24 bits.
  if (kind === 'number' && /^float/.test(type ?? '')) return { kind, sql: sql`(concat(${plain}) + 0e0)` };
  if (kind === 'number' && /^bit/.test(type ?? '')) return { kind, sql: sql`(${plain} + 0)` };
  return { kind, sql: plain, ...(kind === 'text' && shape?.utf8 ? { utf8: true } : {}) };
}

function extract(value: Value, path: readonly string[]): Fragment {
  const steps = bind(`$${path.map((key) => `."${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join('')}`);
  if (value.kind === 'json') return sql`json_extract(${value.sql}, ${steps})`;
  if (value.kind !== 'text') return nothing;
  return sql`case when json_valid(${value.sql}) then json_extract(${value.sql}, ${steps}) end`;
}

function jsonOf(value: Value): Fragment {
  if (value.kind === 'json') return value.sql;
  return value.kind === 'text' ? sql`case when json_valid(${value.sql}) then ${value.sql} end` : nothing;
}

function empty(value: Value): Fragment {
  if (value.kind === 'json')
    return sql`(${value.sql} is null or json_type(${value.sql}) = 'NULL' or (json_type(${value.sql}) in ('ARRAY', 'OBJECT') and json_length(${value.sql}) = 0) or (json_type(${value.sql}) = 'STRING' and ${bytesOf(sql`json_unquote(${value.sql})`)} = ''))`;
  if (value.kind === 'text')
    return sql`(${value.sql} is null or ${among(bytesOf(value.sql), ['', '[]', '{}'], bytesOf)})`;
  return sql`${value.sql} is null`;
}

function text(value: Value): Fragment {
  if (value.kind === 'text') return value.sql;
  if (value.kind === 'json')
    return sql`case when json_type(${value.sql}) = 'STRING' then json_unquote(${value.sql}) end`;
  return value.kind === 'date' ? sql`date_format(${value.sql}, '%Y-%m-%d')` : nothing;
}

function number(value: Value): Fragment {
  if (value.kind === 'number') return value.sql;
  if (value.kind === 'json')
    return sql`case when json_type(${value.sql}) in ('INTEGER', 'UNSIGNED INTEGER', 'DECIMAL', 'DOUBLE') then json_unquote(${value.sql}) + 0e0 end`;
  return nothing;
}

function isTruth(value: Value, operands: readonly boolean[]): Fragment {
  if (operands.length === 0) return no;
  const numbers = among(
    number(value),
    operands.map((one) => (one ? 1 : 0)),
  );
  if (value.kind !== 'json') return sql`(${numbers})`;
  const words = join(
    operands.map((one) => raw(one ? `'true'` : `'false'`)),
    ', ',
  );
  return sql`((json_type(${value.sql}) = 'BOOLEAN' and json_unquote(${value.sql}) in (${words})) or ${numbers})`;
}

function instant(value: Value, zone: string): Fragment {
  if (value.perSecond !== undefined)
    return sql`case when ${isCalendar(number(value), value.perSecond)} then ${number(value)} / ${bind(value.perSecond)} end`;
  if (value.kind === 'stamp') return epoch(value.sql);
  if (value.kind === 'date') return midnightOf(epoch(value.sql), zoneOffsets(zone));
  if (value.kind !== 'text' && value.kind !== 'json') return nothing;
  const own = utf8(text(value));
  const date = midnightOf(epoch(sql`cast(${own} as date)`), zoneOffsets(zone));
  const clock = sql`cast(concat(left(${own}, 10), ' ', regexp_substr(substr(${own}, 12), '^[0-9:.]+')) as datetime(6))`;
  const offset = sql`regexp_substr(substr(${own}, 17), '[+-][0-9:]+$')`;
  const digits = sql`replace(${offset}, ':', '')`;
  const ahead = sql`case when length(${digits}) < 3 then 0 else (substr(${digits}, 2, 2) * 3600 + if(length(${digits}) > 3, substr(${digits}, 4, 2), 0) * 60) * if(left(${digits}, 1) = '-', -1, 1) end`;
  return sql`case when ${own} collate utf8mb4_bin regexp ${bind(instantPattern)} then ${epoch(clock)} - coalesce(${ahead}, 0) when ${own} collate utf8mb4_bin regexp ${bind(datePattern)} then ${date} end`;
}

const epoch = (moment: Fragment): Fragment => sql`(timestampdiff(microsecond, '1970-01-01', ${moment}) / 1000000e0)`;

function compareInstant(value: Value, { sign, instant: at }: Bound, zone: string): Fragment {
  if (value.perSecond !== undefined)
    return sql`${number(value)} ${raw(sign)} ${bind((at.getTime() / 1000) * value.perSecond)} and ${isCalendar(number(value), value.perSecond)}`;
  if (value.kind === 'stamp') {
    const moment = bind(at.toISOString().slice(0, 23).replace('T', ' '));
    return sql`${real(value.sql, sign)}${value.sql} ${raw(sign)} cast(${moment} as datetime(3))`;
  }
  if (value.kind === 'date') {
    const { date, exact } = firstDate(at, zone);
    if (!exact && sign === '=') return no;
    const word = exact ? sign : sign.replace('=', '').replace('>', '>=');
    return sql`${real(value.sql, sign)}${value.sql} ${raw(word)} cast(${bind(date)} as date)`;
  }
  return sql`${instant(value, zone)} ${raw(sign)} ${seconds(at)}`;
}

/** 0000-00-00 is no date: it must not be before everything. */
const real = (value: Fragment, sign: Sign): Fragment =>
  sign.startsWith('<') ? sql`${value} > '0001-01-01' and ` : raw('');

function idFromText(id: Fragment, type: string | undefined): Fragment {
  return kindOf(type) === 'number' ? sql`cast(${id} as decimal(65, 0))` : id;
}

function idText(id: Fragment, kind: Kind): Fragment {
  return kind === 'bytes' ? sql`lower(hex(${id}))` : sql`concat(${id})`;
}
