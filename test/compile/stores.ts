import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askWithLedger } from '../../src/app/ask-with-ledger.ts';
import { readOne } from '../../src/app/read-one.ts';
import { type CompileOptions, compile } from '../../src/compile/index.ts';
import { openLedger } from '../../src/ledger/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import { listKey, type PersonLists } from '../../src/model/person-list.ts';
import type { Store } from '../../src/model/ports.ts';
import type { GroupReach } from '../../src/model/program.ts';
import type { Medium } from '../../src/model/workspace.ts';
import { openStore } from '../../src/store/index.ts';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../support/databases.ts';
import type { MakeAnswerer } from './world/answerer.ts';
import { later } from './world/examples.ts';
import { fill } from './world/fill.ts';
import { fillLedger } from './world/fill-ledger.ts';
import type { World } from './world/world.ts';

/** A world in a real database, asked through the compiler. */
export interface AskedStore {
  readonly name: string;
  readonly store: Store;
  ids(condition: Condition): Promise<string[]>;
  /** How many a condition and its complement find, in one query. */
  both(condition: Condition): Promise<readonly number[]>;
  /** How many several conditions find, and how many of them media reach. */
  reach(conditions: readonly Condition[], media: readonly Medium[]): Promise<readonly GroupReach[]>;
  /** Everybody by the set of conditions that hold for them: the places of these, with blanks between. */
  joint(conditions: readonly Condition[]): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

export const kinds: readonly DatabaseKind[] = await databaseKinds();

/**
 * The world as a database can tell it apart: MySQL has no way to bring decomposed letters into one form, which docs/segments.md
 * says, so that they stand there as other letters.
 */
export function worldFor(kind: DatabaseKind, world: World): World {
  return kind.dialect === 'mysql' ? (composed(world) as World) : world;
}

function composed(value: unknown): unknown {
  if (typeof value === 'string') return value === value.normalize('NFC') ? value : `composed ${value.normalize('NFC')}`;
  if (Array.isArray(value)) return value.map(composed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, composed(one)]));
}

/** Fills an empty database with a world. */
export async function askedStore(kind: DatabaseKind, world: World): Promise<AskedStore> {
  const database = await kind.create();
  await fill(world, async (sql) => void (await database.run(sql)), kind.dialect);
  const files = mkdtempSync(join(tmpdir(), 'crm-world-'));
  const path = join(files, 'ledger.db');
  const ledger = openLedger({ url: `sqlite:${path}`, root: '/', holder: 'test', leaseMs: 60_000 });
  fillLedger(path, world);
  const store = askWithLedger(openStore({ url: database.url, root: '/' }), ledger, 60);
  const options = await optionsOf(store, world);
  const program = compile(options);
  const people = (where: Condition) => program.segment({ title: 'test', where });
  return {
    name: kind.name,
    store,
    ids: async (condition) => {
      const rows = await store.all(program.sample(people(condition), 1_000_000));
      return rows.map(({ id }) => String(id)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    },
    both: async (condition) => {
      const reading = program.count([people(condition), people({ not: condition })]);
      const [row] = await store.all(reading);
      return reading.read(row ?? {});
    },
    joint: async (all) => {
      const reading = program.joint(all.map(people));
      const sets = new Map<string, number>();
      for (const row of await store.all(reading)) {
        const set = reading.read(row);
        sets.set(set.in.join(' '), (sets.get(set.in.join(' ')) ?? 0) + set.count);
      }
      return sets;
    },
    reach: (all, media) => readOne(store, program.reach(all.map(people), media)),
    close: async () => {
      await ledger.close();
      rmSync(files, { recursive: true });
      await closeBoth(store, database);
    },
  };
}

async function closeBoth(store: Store, database: TestDatabase): Promise<void> {
  await store.close();
  await database.drop();
}

async function optionsOf(store: Store, world: World): Promise<CompileOptions> {
  const { mapping, timezone, now } = world;
  const segments = new Map(Object.entries(world.segments).map(([id, where]) => [id, { title: id, where }]));
  const plain = {
    store: mapping,
    dialect: store.dialect,
    tables: await store.tables(),
    indexes: await store.indexes(),
    timezone,
    segments,
    campaigns: new Map(world.deliveries.map(({ campaign, tags = [] }) => [campaign, { tags: [...tags] }])),
    lists: listsOf(world),
    now: new Date(now),
  };
  const reading = compile(plain).zones();
  const zones = reading ? (await store.all(reading)).map(reading.read) : [];
  return { ...plain, zones };
}

/** Every column of the world's files, and the first of each without its name. */
function listsOf({ lists }: World): PersonLists {
  return new Map(
    Object.entries(lists).flatMap(([file, { columns, rows }]) =>
      [undefined, ...columns].map((column) => {
        const at = column === undefined ? 0 : columns.indexOf(column);
        const ids = [...new Set(rows.map((row) => row[at] ?? ''))];
        return [
          listKey({ list: file, ...(column === undefined ? {} : { column }) }),
          { file, column, sha256: '', ids },
        ];
      }),
    ),
  );
}

/** Every database that is here, as somebody who is asked beside the judge. */
export const theStores: readonly MakeAnswerer[] = kinds
  .filter(({ missing }) => !missing)
  .map((kind) => async (world) => {
    const { name, ids, close } = await askedStore(kind, world);
    return { name, ids, close, cannot: later };
  });
