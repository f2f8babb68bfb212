import type { Cell } from '../model/store-table.ts';
import { type DemoPerson, personOf } from './person.ts';
import type { Setting } from './setting.ts';

type Rows = Iterable<readonly Cell[]>;

/** Rows that are made while they are read, and made again by every new reader. */
export const streamed = (make: () => Generator<readonly Cell[]>): Rows => ({ [Symbol.iterator]: make });

export function* everybody(setting: Setting): Generator<DemoPerson> {
  for (let number = 1; number <= setting.people; number += 1) yield personOf(setting, number);
}

/** The rows of each person in turn, numbered through from 1. */
export const numbered = (setting: Setting, rowsOf: (person: DemoPerson) => Iterable<readonly Cell[]>): Rows =>
  streamed(function* () {
    let id = 0;
    for (const person of everybody(setting)) {
      for (const row of rowsOf(person)) {
        id += 1;
        yield [id, ...row];
      }
    }
  });
