import { afterAll, describe, expect, it } from 'vitest';
import { checkRepeatedIds } from '../../src/app/check-repeated-ids.ts';
import { openStore } from '../../src/store/index.ts';
import { validate } from '../../src/validate/index.ts';
import { databaseKinds } from '../support/databases.ts';
import { tree } from '../validate/check.ts';

const kinds = await databaseKinds();

describe.each(kinds)('people in several rows, on $name', (kind) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  it.skipIf(kind.missing)('are counted; ids that differ in case, and missing ones, are no repetition', async () => {
    const database = await kind.create();
    await database.run('create table people (id varchar(20))');
    for (const id of ["'a'", "'A'", "'b'", 'null', 'null']) await database.run(`insert into people values (${id})`);
    const store = openStore({ url: database.url, root: '/' });
    closing.push(
      () => store.close(),
      () => database.drop(),
    );
    const { workspace } = validate(tree([]));
    if (!workspace) throw new Error('crm.yaml is broken');
    const found = async () =>
      (await checkRepeatedIds(workspace, store, new Date(0))).map(({ code, summary }) => `${code} ${summary}`);
    expect(await found()).toEqual([]);
    for (const id of ["'a'", "'a'", "'b'"]) await database.run(`insert into people values (${id})`);
    expect(await found()).toEqual(['STORE.REPEATED_ID 2 ids stand in several rows of people']);
  });
});
