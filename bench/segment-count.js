import Database from 'better-sqlite3';
import { compile } from '../src/compile/index.ts';
import { openStore } from '../src/store/index.ts';
import { bigStore, now } from './big-store.js';
import { inTurns } from './in-turns.js';

const sizes = [100_000, 300_000, 1_000_000];
const most = 1.15;

/** "Listened three times or more in 30 days, sent no gift in 7, in Korea": ours beside the best of several queries that a good engineer would write. */
export async function bench() {
  const rows = [];
  for (const dialect of ['sqlite', 'postgres', 'mysql'])
    for (const people of sizes) {
      const big = await bigStore(dialect, people, { keep: process.env.CRM_BENCH_KEEP !== undefined });
      for (const table of ['events_name', 'events_person'])
        rows.push(await compared({ dialect, people, table, url: big.url, ask: await byHand(dialect, big) }));
      await big.close();
    }
  return [
    '| database | people / events | index on | ours | best by hand | ratio | at most |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

async function compared({ dialect, people, table, url, ask }) {
  const store = openStore({ url, root: '/' });
  const ours = await countQuery(store, { url, table });
  const forms = handWritten(dialect, table);
  const work = {
    ours: async () => ours.read((await store.all(ours))[0])[0],
    ...Object.fromEntries(Object.entries(forms).map(([name, sql]) => [name, () => ask(sql)])),
  };
  const { ours: own, ...others } = await inTurns(work, {
    rounds: people >= 1_000_000 ? 5 : 7,
    cpu: dialect === 'sqlite',
  });
  await store.close();
  const [best, seconds] = Object.entries(others).sort(([, a], [, b]) => a - b)[0];
  const index = table === 'events_name' ? 'person, name, time' : 'person, time';
  const size = `${people.toLocaleString('en')} / ${(people * 10).toLocaleString('en')}`;
  return `| ${dialect} | ${size} | ${index} | ${own.toFixed(2)} s | ${seconds.toFixed(2)} s (${best}) | ${(own / seconds).toFixed(2)} x | ${most} x |`;
}

async function countQuery(store, { url, table }) {
  const program = compile({
    store: {
      url,
      people: { table: 'people', id: 'id', attributes: { country: 'country' } },
      events: [{ table, person: 'person_id', name: 'name', at: 'at', id: 'id' }],
    },
    dialect: store.dialect,
    tables: await store.tables(),
    indexes: await store.indexes(),
    sizes: await store.sizes(),
    timezone: 'UTC',
    segments: new Map(),
    now,
  });
  const where = {
    all: [
      { attribute: 'country', is: 'KR' },
      { event: 'listen', count: { at_least: 3 }, within: '30d' },
      { event: 'gift', never: true, within: '7d' },
    ],
  };
  return program.count([program.segment({ title: 'x', where })]);
}

/** The forms that were the best of eleven on one of the databases. */
function handWritten(dialect, table) {
  const at = (day) =>
    dialect === 'sqlite' ? `'${day}T00:00:00Z'` : `'${day} 00:00:00${dialect === 'postgres' ? '+00' : ''}'`;
  const rows = (name, from) =>
    `from ${table} e where e.person_id = p.id and e.name = '${name}' and e.at >= ${at(from)} and e.at < ${at('2026-11-01')}`;
  const head = "select count(*) as n from people p where p.country = 'KR'";
  const noGift = `not exists (select 1 ${rows('gift', '2026-10-25')})`;
  const third =
    dialect === 'mysql'
      ? `(select 1 ${rows('listen', '2026-10-02')} limit 1 offset 2) is not null`
      : `exists (select 1 ${rows('listen', '2026-10-02')} limit 1 offset 2)`;
  const counted = (test) => (dialect === 'postgres' ? `count(*) filter (where ${test})` : `sum(${test})`);
  const both = `e.name in ('listen', 'gift') and e.at >= ${at('2026-10-02')} and e.at < ${at('2026-11-01')}`;
  const having = `having ${counted("e.name = 'listen'")} >= 3 and ${counted(`e.name = 'gift' and e.at >= ${at('2026-10-25')}`)} = 0`;
  return {
    'third row': `${head} and ${third} and ${noGift}`,
    'correlated count': `${head} and (select count(*) ${rows('listen', '2026-10-02')}) >= 3 and ${noGift}`,
    grouped: `select count(*) as n from people p join (select e.person_id from ${table} e where ${both} group by e.person_id ${having}) s on s.person_id = p.id where p.country = 'KR'`,
    'joined, then grouped': `select count(*) as n from (select p.id from people p join ${table} e on e.person_id = p.id where p.country = 'KR' and ${both} group by p.id ${having}) s`,
  };
}

/** SQLite as its engineers open it; servers through the connection that made the data. */
async function byHand(dialect, { url, run }) {
  if (dialect !== 'sqlite') return async (sql) => (await run(sql))[0].n;
  const db = new Database(url.slice('sqlite:'.length), { readonly: true });
  return async (sql) => db.prepare(sql).pluck().get();
}
