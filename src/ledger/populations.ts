import type { HeadCount } from '../model/broken-guards.ts';
import type { ApplyRequest } from '../model/definitions-ledger.ts';
import type { Db } from './open-sqlite.ts';

interface PopulationRow {
  address: string;
  people: number;
  counted_at: string;
}

/** The head counts of the last apply, by address. */
export function readPopulations(db: Db): ReadonlyMap<string, HeadCount> {
  const rows = db.prepare<[], PopulationRow>('select * from crm_populations').all();
  return new Map(rows.map(({ address, people, counted_at }) => [address, { people, at: counted_at }]));
}

/** Inside the transaction of an apply. */
export function writePopulations(db: Db, { populations = [] }: ApplyRequest): void {
  const set = db.prepare(
    'insert into crm_populations (address, people, counted_at) values (?, ?, ?) on conflict (address) do update set people = excluded.people, counted_at = excluded.counted_at',
  );
  const forget = db.prepare('delete from crm_populations where address = ?');
  for (const { address, count } of populations) {
    if (count) set.run(address, count.people, count.at);
    else forget.run(address);
  }
}
