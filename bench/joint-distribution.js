import { compile } from '../src/compile/index.ts';
import { openStore } from '../src/store/index.ts';
import { bigStore, now } from './big-store.js';
import { inTurns } from './in-turns.js';

const sizes = [100_000, 300_000, 1_000_000];
const most = 0.5;

/** Twenty segments by one joint query, beside twenty counts one after the other. */
export async function bench() {
  const rows = [];
  for (const dialect of ['sqlite', 'postgres', 'mysql'])
    for (const people of sizes) {
      const big = await bigStore(dialect, people, { keep: process.env.CRM_BENCH_KEEP !== undefined });
      rows.push(await compared({ dialect, people, url: big.url }));
      await big.close();
    }
  return [
    '| database | people / events | joint query | 20 counts | ratio | at most |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

async function compared({ dialect, people, url }) {
  const store = openStore({ url, root: '/' }, { timeoutMs: 600_000 });
  const program = compile({
    store: {
      url,
      people: { table: 'people', id: 'id', attributes: { country: 'country', plan: 'plan', joined: 'signed_up_at' } },
      events: [{ table: 'events_name', person: 'person_id', name: 'name', at: 'at', id: 'id' }],
    },
    dialect: store.dialect,
    tables: await store.tables(),
    indexes: await store.indexes(),
    sizes: await store.sizes(),
    timezone: 'UTC',
    segments: new Map(),
    now,
  });
  const groups = segments().map((where) => program.segment({ title: 'x', where }));
  const joint = program.joint(groups);
  const counts = groups.map((group) => program.count([group]));
  // Both say how often somebody is in a segment.
  const work = {
    joint: async () => {
      const sets = (await store.all(joint)).map(joint.read);
      return sets.reduce((sum, set) => sum + set.in.length * set.count, 0);
    },
    counts: async () => {
      let sum = 0;
      for (const count of counts) sum += count.read((await store.all(count))[0])[0];
      return sum;
    },
  };
  const found = await inTurns(work, { rounds: 3, cpu: dialect === 'sqlite' });
  await store.close();
  const size = `${people.toLocaleString('en')} / ${(people * 10).toLocaleString('en')}`;
  return `| ${dialect} | ${size} | ${found.joint.toFixed(2)} s | ${found.counts.toFixed(2)} s | ${(found.joint / found.counts).toFixed(2)} x | ${most} x |`;
}

/** What a workspace has: stages of activity, countries and plans, and who does what. */
function segments() {
  const active = { event: 'app_opened', within: '14d' };
  const here = { event: 'app_opened', within: '60d' };
  const isNew = { attribute: 'joined', within: '14d' };
  const country = (is) => ({ attribute: 'country', is });
  const heard = { event: 'listen', count: { at_least: 3 }, within: '30d' };
  const gave = { event: 'gift', within: '90d' };
  return [
    isNew,
    { all: [active, { not: isNew }] },
    { all: [here, { none: [active, isNew] }] },
    { none: [here, isNew] },
    country('KR'),
    country('JP'),
    { attribute: 'plan', in: ['plus', 'pro'] },
    heard,
    gave,
    { all: [heard, { not: gave }] },
    { all: [heard, country('KR')] },
    { all: [gave, country('KR')] },
    { event: 'search', within: '30d' },
    { event: 'share', within: '30d' },
    { all: [active, { event: 'share', never: true, within: '30d' }] },
    { all: [active, { event: 'search', count: { at_least: 2 }, within: '30d' }] },
    { all: [here, { attribute: 'plan', is: 'free' }] },
    { any: [gave, { attribute: 'plan', is: 'pro' }] },
    { all: [heard, { not: active }] },
    { event: 'listen', never: true, within: '60d' },
  ];
}
