import { fromDecimal, fromInteger, fromTimestamp } from '../values.ts';

type Parse = (text: string) => unknown;

/** By the numbers that PostgreSQL gives its own types; they never change. */
const parsers: Readonly<Record<number, Parse>> = {
  16: (text) => text === 't', // boolean
  17: (text) => Buffer.from(text.slice(2), 'hex'), // bytea
  20: fromInteger,
  21: Number,
  23: Number,
  26: Number, // oid
  700: Number, // real
  701: Number, // double precision
  1114: fromTimestamp, // without time zone
  1184: fromTimestamp, // with time zone
  1700: fromDecimal,
};

/** Everything else is given as its text: dates, JSON, ids, arrays. */
export const types = { getTypeParser: (type: number): Parse => parsers[type] ?? ((text) => text) };
