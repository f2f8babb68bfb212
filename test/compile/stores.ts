import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { askWithLedger } from '../../src/app/ask-with-ledger.ts';
import { type CompileOptions, compile } from '../../src/compile/index.ts';
import { openLedger } from '../../src/ledger/index.ts';
import type { Condition } from '../../src/model/condition.ts';
import { listKey, type PersonLists } from '../../src/model/person-list.ts';
import type { Store } from '../../src/model/ports.ts';
import type { GroupReach, People, Program, Reading } from '../../src/model/program.ts';
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
  const forms = everyForm(store, [program, compile({ ...options, indexes: new Map() })]);
  return {
    name: kind.name,
    store,
    ids: async (condition) => {
      const people = program.segment({ title: 'test', where: condition });
      const rows = await store.all(program.sample(people, 1_000_000));
      return rows.map(({ id }) => String(id)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    },
    both: async (condition) => {
      const [[alone] = []] = await forms([condition], (one, people) => one.count(people));
      const [both = []] = await forms([condition, { not: condition }], (one, people) => one.count(people));
      expect(both[0]).toBe(alone);
      return both;
    },
    joint: async (all) => {
      const sets = new Map<string, number>();
      for (const set of await forms(all, (one, people) => one.joint(people)))
        sets.set(set.in.join(' '), (sets.get(set.in.join(' ')) ?? 0) + set.count);
      return sets;
    },
    reach: async (all, media) => {
      const [reach = []] = await forms(all, (one, people) => one.reach(people, media));
      return reach;
    },
    close: async () => {
      await ledger.close();
      rmSync(files, { recursive: true });
      await closeBoth(store, database);
    },
  };
}

/** Asks in every form that a query about everybody can have; what is read must be the same. */
function everyForm(store: Store, programs: readonly Program[]) {
  return async <T>(conditions: readonly Condition[], ask: (program: Program, people: People[]) => Reading<T>) => {
    const answers = new Map<string, T[]>();
    for (const program of programs) {
      const { read, otherwise, ...query } = ask(
        program,
        conditions.map((where) => program.segment({ title: 'test', where })),
      );
      for (const form of [query, otherwise ?? query])
        if (!answers.has(form.sql)) answers.set(form.sql, (await store.all(form)).map(read));
    }
    const [first = [], ...others] = answers.values();
    const sorted = (all: readonly T[]): string[] => all.map((one) => JSON.stringify(one)).sort();
    for (const other of others) expect(sorted(other)).toEqual(sorted(first));
    return first;
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
