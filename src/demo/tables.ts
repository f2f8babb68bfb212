import type { Cell, StoreTable } from '../model/store-table.ts';
import { consentsOf } from './consents.ts';
import { devicesOf } from './devices.ts';
import { djs } from './djs.ts';
import { instant } from './instant.ts';
import { type DemoPerson, personOf } from './person.ts';
import { historyDays, type Setting } from './setting.ts';
import { day } from './instant.ts';
import { sessionsOf } from './sessions.ts';

type Rows = Iterable<readonly Cell[]>;

/** Rows that are made while they are read, and made again by every new reader. */
const streamed = (make: () => Generator<readonly Cell[]>): Rows => ({ [Symbol.iterator]: make });

function* everybody(setting: Setting): Generator<DemoPerson> {
  for (let number = 1; number <= setting.people; number += 1) yield personOf(setting, number);
}

/** Rows of each person, numbered through from 1. */
const numbered = (setting: Setting, rowsOf: (person: DemoPerson) => Iterable<readonly Cell[]>): Rows =>
  streamed(function* () {
    let id = 0;
    for (const person of everybody(setting)) {
      for (const row of rowsOf(person)) {
        id += 1;
        yield [id, ...row];
      }
    }
  });

export const peopleRows = (setting: Setting): Rows =>
  streamed(function* () {
    for (const p of everybody(setting)) {
      const signedUp = p.signedUpAt === null ? null : instant(p.signedUpAt);
      yield [p.id, p.nickname, p.email, p.phone, p.locale, p.tz, p.country, p.birthday, p.plan, p.appVersion, signedUp, p.profile];
    }
  });
