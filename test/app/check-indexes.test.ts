import { afterAll, describe, expect, it } from 'vitest';
import { checkIndexes } from '../../src/app/check-indexes.ts';
import { openStore } from '../../src/store/index.ts';
import { validate } from '../../src/validate/index.ts';
import { databaseKinds } from '../support/databases.ts';
import { tree } from '../validate/check.ts';

const kinds = await databaseKinds();
const rows = 60_000;

describe.each(kinds)('large tables without an index, on $name', (kind) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  it.skipIf(kind.missing)('are named with the statement that makes it, until it is there', async () => {
    const database = await kind.create();
    await database.run('create table people (id integer primary key)');
    await database.run('create table consents (id integer primary key, person_id varchar(20), medium varchar(20))');
    await database.run('create table events (id integer primary key, person_id varchar(20))');
    const digits = Array.from({ length: 10 }, (_, i) => `select ${i} as d`).join(' union all ');
    const numbers = `(select a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d as i from (${digits}) a cross join (${digits}) b cross join (${digits}) c cross join (${digits}) e cross join (${digits}) f) n`;
    await database.run(
      `insert into consents select n.i, ${kind.dialect === 'postgres' ? 'n.i::text' : 'n.i'}, 'email' from ${numbers} where n.i < ${rows}`,
    );
    await database.run(kind.dialect === 'mysql' ? 'analyze table consents' : 'analyze consents');
    const { workspace } = validate(tree([]));
    if (!workspace) throw new Error('crm.yaml is broken');
    const config = workspace.config.value;
    const mapping = {
      ...config.store,
      people: {
        table: 'people',
        id: 'id',
        consent: { table: 'CONSENTS', person: 'person_id', medium: 'medium', granted_at: 'g' },
      },
      events: [{ table: 'events', person: 'person_id', name: 'name', at: 'at' }],
    };
    if (kind.dialect === 'postgres' || kind.dialect === 'mysql') mapping.people.consent.table = 'consents';
    const own = { ...workspace, config: { ...workspace.config, value: { ...config, store: mapping } } };
    const found = async () => {
      const store = openStore({ url: database.url, root: '/' });
      closing.unshift(() => store.close());
      return checkIndexes(own, store);
    };
    closing.push(() => database.drop());
    const [finding, ...others] = await found();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'STORE.MISSING_INDEX', severity: 'warning' });
    expect(finding?.summary).toMatch(/has about (5|6)\d,\d{3} rows and no index by `person_id`/);
    await database.run((finding?.next?.[0] ?? '').replace(/^Make one: |;$/g, ''));
    expect(await found()).toEqual([]);
  });
});
