import { afterAll, describe, expect, it } from 'vitest';
import { checkJsonColumns } from '../../src/app/check-json-columns.ts';
import type { Store } from '../../src/model/ports.ts';
import { openStore } from '../../src/store/index.ts';
import { validate } from '../../src/validate/index.ts';
import { databaseKinds, type TestDatabase } from '../support/databases.ts';
import { tree } from '../validate/check.ts';

const kinds = await databaseKinds();
const where = '\n  all:\n    - { attribute: profile.city, is: Seoul }\n    - { attribute: plain, is: x }\n';

const found = async (store: Store) => {
  const { workspace } = validate(tree([], { 'segments/vip.yaml': `title: x\nwhere:${where}` }));
  if (!workspace) throw new Error('crm.yaml is broken');
  const config = workspace.config.value;
  const mapping = {
    ...config.store,
    people: { table: 'people', id: 'id', attributes: { grade: 'extra.grade', plain: 'plain' } },
    events: [{ table: 'events', person: 'person', name: 'name', at: 'at', properties: 'props' }],
  };
  const own = { ...workspace, config: { ...workspace.config, value: { ...config, store: mapping } } };
  const tables = await store.tables();
  return checkJsonColumns(own, { dialect: store.dialect, tables }, store);
};

describe.each(kinds)('text that is looked into as JSON, on $name', (kind) => {
  let database: TestDatabase | undefined;
  afterAll(() => database?.drop());

  it.skipIf(kind.missing)('is an error where the database cannot tell which text is JSON', async () => {
    database = await kind.create();
    await database.run('create table people (id integer, profile text, extra text, plain text)');
    await database.run('create table events (person integer, name text, at text, props text)');
    const store = openStore({ url: database.url, root: '/' });
    const real = await found(store);
    // As an older or newer server says of itself; the tables are those of this one.
    const as = (version: string): Store => ({ ...store, all: async () => [{ version }] });
    const [old, recent] = [await found(as('150014')), await found(as('160001'))];
    await store.close();
    expect(recent).toEqual([]);
    if (kind.dialect !== 'postgres') {
      expect([real, old]).toEqual([[], []]);
      return;
    }
    const [version] = await database.run("select current_setting('server_version_num') as v");
    expect(real.map(({ code }) => code)).toEqual(Number(version?.v) < 160_000 ? old.map(({ code }) => code) : []);
    expect(old.map(({ code, severity, summary }) => `${code} ${severity} ${summary.split(' ')[0]}`)).toEqual([
      'STORE.JSON_IN_TEXT error `people.extra`',
      'STORE.JSON_IN_TEXT error `people.profile`',
      'STORE.JSON_IN_TEXT error `events.props`',
    ]);
  });
});
