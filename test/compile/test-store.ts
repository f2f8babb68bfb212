import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { compile } from '../../src/compile/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import type { SegmentFile, StoreMapping } from '../../src/model/workspace.ts';
import { openStore } from '../../src/store/index.ts';

/** A person of the test store, as plain data. Missing is null or undefined. */
export interface TestPerson {
  readonly id: string;
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly events: readonly {
    readonly name: string;
    readonly at: string;
    readonly props: Readonly<Record<string, string | number | null>>;
  }[];
}

export const mapping: StoreMapping = {
  url: 'sqlite:store.db',
  people: { table: 'people', id: 'id' },
  events: [{ table: 'events', person: 'person_id', name: 'name', at: 'at', id: 'id', properties: 'props' }],
};

/** A store file with these people; every value a column of its own kind. */
export function writeStore(people: readonly TestPerson[]): {
  ids(condition: Condition, now: Date, segments?: ReadonlyMap<string, SegmentFile>): Promise<string[]>;
  close(): Promise<void>;
} {
  const folder = mkdtempSync(join(tmpdir(), 'crm-compile-'));
  const db = new Database(join(folder, 'store.db'));
  db.exec(
    'create table people (id text primary key, plan text, score real, age integer, seen text, tags text); create table events (id integer primary key, person_id text, name text, at text, props text); create index i on events (person_id, at)',
  );
  const person = db.prepare('insert into people values (?, ?, ?, ?, ?, ?)');
  const event = db.prepare('insert into events (person_id, name, at, props) values (?, ?, ?, ?)');
  for (const { id, values, events } of people) {
    person.run(
      id,
      values.plan ?? null,
      values.score ?? null,
      values.age ?? null,
      values.seen ?? null,
      values.tags ?? null,
    );
    for (const { name, at, props } of events) event.run(id, name, at, JSON.stringify(props));
  }
  // Rows that belong to nobody must not disturb anything.
  event.run(null, 'listen', '2026-10-30T00:00:00Z', '{}');
  event.run('nobody', 'listen', '2026-10-30T00:00:00Z', 'not json');
  db.close();
  const store = openStore({ url: 'sqlite:store.db', root: folder });
  return {
    ids: async (condition, now, segments = new Map()) => {
      const program = compile({ dialect: 'sqlite', store: mapping, timezone: 'Asia/Seoul', segments, now });
      const rows = await store.all(program.sample(program.segment({ title: 'test', where: condition }), 100_000));
      return rows.map(({ id }) => String(id));
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
