import type { Dialect } from './fill.ts';
import type { Column } from './tables.ts';
import type { UnreadableJson } from './world.ts';

/** A value of a column as a dialect writes it. `nth` chooses among the forms that SQLite's text has for one instant. */
export function literal(value: unknown, column: Column, dialect: Dialect, nth: number): string {
  if (value === null || value === undefined) {
    return column.type === 'json' && value === null && dialect !== 'sqlite' ? quote('null', dialect) : 'null';
  }
  if (column.type === 'json') return json(value, dialect);
  if (column.type === 'boolean') return dialect === 'postgres' ? String(value) : value ? '1' : '0';
  if (column.type === 'instant') return instant(String(value), dialect, nth);
  if (typeof value === 'number') return number(value, column, dialect);
  return quote(String(value), dialect);
}

function number(value: number, { type }: Column, dialect: Dialect): string {
  if (type === 'integer') return String(BigInt(value));
  if (dialect === 'postgres') return `'${Object.is(value, -0) ? '-0' : value}'::double precision`;
  return Object.is(value, -0) ? '-0.0' : value.toExponential();
}

/** A JSON null is no row's own value on SQLite, where a column of JSON is a column of text. */
function json(value: unknown, dialect: Dialect): string {
  const unreadable = (value as Partial<UnreadableJson>).$unreadable;
  if (unreadable === undefined) return quote(JSON.stringify(value), dialect);
  return dialect === 'sqlite' ? quote(unreadable, dialect) : 'null';
}

function instant(value: string, dialect: Dialect, nth: number): string {
  const ms = Date.parse(value);
  // JavaScript takes 30 February for 2 March.
  const isDay = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value.slice(0, 10));
  if (!isDay) return dialect === 'sqlite' ? quote(value, dialect) : 'null';
  const plain = new Date(ms).toISOString();
  if (dialect === 'postgres') return quote(plain, dialect);
  if (dialect === 'mysql') return quote(plain.slice(0, 23).replace('T', ' '), dialect);
  const seoul = new Date(ms + 9 * 3_600_000).toISOString().slice(0, 23);
  const newfoundland = new Date(ms - 3.5 * 3_600_000).toISOString().slice(0, 23);
  const forms = [
    plain,
    plain.replace('.000Z', 'Z'),
    plain.slice(0, 23),
    plain.replace('T', ' ').replace('.000Z', ''),
    `${seoul}+09:00`,
    `${newfoundland.replace('T', ' ')}-0330`,
    `${seoul.replace('T', ' ')}+09`,
    `${plain.slice(0, 23).replace('T', ' ')} UTC`,
  ];
  return quote((forms[nth % forms.length] ?? plain).replace(/ Z$/, 'Z'), dialect);
}

function quote(text: string, dialect: Dialect): string {
  const doubled = text.replaceAll("'", "''");
  return `'${dialect === 'mysql' ? doubled.replaceAll('\\', '\\\\') : doubled}'`;
}
