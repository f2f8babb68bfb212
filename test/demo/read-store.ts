import { demoStore } from '../../src/demo/index.ts';
import type { Cell, StoreTable } from '../../src/model/store-table.ts';

export type StoreRow = Readonly<Record<string, Cell>>;

export const now = new Date('2026-11-06T10:05:00Z');

export const makeStore = (people = 2000, seed = 1): StoreTable[] => demoStore({ people, seed, now });

/** The rows of a table as column: value. */
export function readTable(tables: readonly StoreTable[], name: string): StoreRow[] {
  const table = tables.find((one) => one.name === name);
  if (!table || !(Symbol.iterator in table.rows)) throw new Error(`no table ${name}`);
  return [...table.rows].map((row) =>
    Object.fromEntries(table.columns.map((column, i) => [column.name, row[i] ?? null])),
  );
}

export const time = (value: Cell | undefined): number => new Date(String(value)).getTime();
