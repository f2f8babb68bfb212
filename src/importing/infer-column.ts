import type { ColumnScan } from './column-scan.ts';
import { columnTyping } from './column-typing.ts';
import type { RoleOutcome } from './roles.ts';
import type { InferredColumn, TableSource, Typing } from './types.ts';

type Roles = Pick<RoleOutcome, 'keys' | 'event'>;
type Reading = Pick<InferredColumn, 'type' | 'nullWords' | 'dayOrder' | 'reading' | 'odd'>;

/** What a column is, after all its cells went by. */
export function inferColumn(scan: ColumnScan, source: TableSource, { keys, event }: Roles): InferredColumn {
  const { name, index, filled, zeroOne, alike } = scan;
  const key = keys.includes(name);
  const read = key ? asText : readingOf(scan, source, columnTyping(scan));
  const type = name === event?.at && read.type === 'date' ? 'instant' : read.type;
  const local = type === 'instant' && scan.firstOther(['instant']) !== undefined;
  const zone = local && source.zone !== undefined ? { zone: source.zone } : {};
  return { name, index, key, filled, zeroOne, alike, ...read, type, ...zone };
}

const asText: Typing = { type: 'text', nullWords: false };

function readingOf(scan: ColumnScan, { role }: TableSource, typing: Typing): Reading {
  const { expected, filled, alike, unlike, unclear } = scan;
  if (role === 'events')
    return expected?.kind === 'object' && filled > 0 && alike === filled ? { ...asText, type: 'json' } : typing;
  if ((expected?.kind === 'email' || expected?.kind === 'phone') && alike > 0)
    return { ...asText, reading: 'address', ...(unlike.count > 0 ? { odd: unlike } : {}) };
  const clear = scan.values - unclear.count;
  if (!scan.consentName || typing.type === 'boolean' || scan.zeroOne || clear === 0 || clear < unclear.count)
    return typing;
  const nullWords = scan.values < filled;
  return { type: 'boolean', nullWords, reading: 'consent', ...(unclear.count > 0 ? { odd: unclear } : {}) };
}
