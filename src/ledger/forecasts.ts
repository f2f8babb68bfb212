import type { ApplyRequest, Forecast } from '../model/definitions-ledger.ts';
import type { Db } from './open-sqlite.ts';

interface ForecastRow {
  address: string;
  messages: number;
  planned_at: string;
}

/** What was planned with the last apply of each campaign, by address. */
export function readForecasts(db: Db): ReadonlyMap<string, Forecast> {
  const rows = db.prepare<[], ForecastRow>('select * from crm_forecasts').all();
  return new Map(rows.map(({ address, messages, planned_at }) => [address, { messages, at: planned_at }]));
}

/** Inside the transaction of an apply. */
export function writeForecasts(db: Db, { forecasts = [] }: ApplyRequest): void {
  const set = db.prepare(
    'insert into crm_forecasts (address, messages, planned_at) values (?, ?, ?) on conflict (address) do update set messages = excluded.messages, planned_at = excluded.planned_at',
  );
  const forget = db.prepare('delete from crm_forecasts where address = ?');
  for (const { address, forecast } of forecasts) {
    if (forecast) set.run(address, forecast.messages, forecast.at);
    else forget.run(address);
  }
}
