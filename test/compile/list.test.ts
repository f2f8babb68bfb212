import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/index.ts';
import type { PersonLists } from '../../src/model/person-list.ts';
import { openStore } from '../../src/store/index.ts';
import { type DatabaseKind, databaseKinds } from '../support/databases.ts';

const kinds = await databaseKinds();
const listed = (ids: readonly string[]): PersonLists =>
  new Map([['lists/x.csv', { file: 'lists/x.csv', column: undefined, sha256: '', ids }]]);

/** People with these ids in a column of a type, and who of them a list means. */
async function means(kind: DatabaseKind, [type, ...people]: readonly string[], ids: readonly string[]) {
  const database = await kind.create();
  await database.run(`create table people (id ${type})`);
  for (let i = 0; i < people.length; i += 1000)
    await database.run(
      `insert into people values ${people
        .slice(i, i + 1000)
        .map((id) => `(${id})`)
        .join(', ')}`,
    );
  const store = openStore({ url: database.url, root: '/' });
  const program = compile({
    store: { url: database.url, people: { table: 'people', id: 'id' } },
    dialect: store.dialect,
    tables: await store.tables(),
    timezone: 'UTC',
    segments: new Map(),
    lists: listed(ids),
    now: new Date(0),
  });
  const where = { list: 'lists/x.csv' };
  const [is, not] = [where, { not: where }].map((one) => program.segment({ title: 'test', where: one }));
  if (!is || !not) throw new RangeError('no people');
  const reading = program.count([is, not]);
  const counts = (await store.all(reading)).map(reading.read)[0];
  const found = (await store.all(program.sample(is, 10))).map(({ id }) => String(id));
  await store.close();
  await database.drop();
  return { counts, found };
}

describe.each(kinds)('a list on $name', (kind) => {
  it.skipIf(kind.missing)('means ids that are the same letter by letter', async () => {
    const people = ["'ab'", "'AB'", "'ab '", "'007'", "'가나'", "'é'", "'😀'", "'x''y'", "'a\"b'"];
    const ids = ['AB', '7', '가나', 'e\u0301', '😀', "x'y", 'a"b', "' or true --", 'a\\b'];
    const { counts, found } = await means(kind, ['varchar(20)', ...people], ids);
    expect(found.sort()).toEqual(['AB', '가나', '😀', "x'y", 'a"b'].sort());
    expect(counts).toEqual([5, 4]);
  });

  it.skipIf(kind.missing)('means numbers as they are written', async () => {
    const { found } = await means(
      kind,
      ['bigint', '7', '-3', '9007199254740993'],
      ['007', '7.0', '-3', '9007199254740993'],
    );
    expect(found.sort()).toEqual(['-3', '9007199254740993']);
  });

  it.skipIf(kind.missing)('without ids means nobody, and nobody is no trouble where an id is missing', async () => {
    expect(await means(kind, ['varchar(20)', "'a'", 'null'], [])).toEqual({ counts: [0, 1], found: [] });
    expect(await means(kind, ['varchar(20)', "'a'", 'null'], ['a'])).toEqual({ counts: [1, 0], found: ['a'] });
  });

  // A database that compared each person with each id would need minutes.
  it.skipIf(kind.missing)('of very many ids is looked up, not compared one by one', { timeout: 60_000 }, async () => {
    const people = Array.from({ length: 20_000 }, (_, i) => `'u${i}'`);
    const ids = Array.from({ length: 100_000 }, (_, i) => `u${i * 2}`);
    const { counts } = await means(kind, ['varchar(20)', ...people], ids);
    expect(counts).toEqual([10_000, 10_000]);
  });
});
