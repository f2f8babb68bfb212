import type { Row } from '../../model/query.ts';
import { fromDecimal, fromFloat32, fromInteger, fromTimestamp } from '../values.ts';

/** What the driver says of a column. */
export interface Field {
  readonly name: string;
  readonly columnType?: number | undefined;
}

type Convert = (value: unknown) => unknown;

/** By the numbers of the protocol; the driver gives everything else as it should be. */
const converters: Readonly<Record<number, Convert>> = {
  0: (value) => fromDecimal(String(value)),
  4: (value) => fromFloat32(Number(value)),
  7: (value) => fromTimestamp(String(value)),
  12: (value) => fromTimestamp(String(value)),
  16: (value) => (Buffer.isBuffer(value) ? fromInteger(BigInt(`0x${value.toString('hex') || '0'}`)) : value),
  246: (value) => fromDecimal(String(value)),
  255: (value) => (Buffer.isBuffer(value) ? value : JSON.stringify(value)),
};

/** Turns rows of these columns, as the driver gives them, into the values of every store. */
export function toRow(fields: readonly Field[]): (row: Record<string, unknown>) => Row {
  const conversions = fields.flatMap(({ name, columnType = -1 }) => {
    const convert = converters[columnType];
    return convert ? [[name, convert] as const] : [];
  });
  return (row) => {
    for (const [name, convert] of conversions) {
      const value = row[name];
      if (value !== null && value !== undefined) row[name] = convert(value);
    }
    return row;
  };
}
