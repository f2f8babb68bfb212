import { afterAll, describe, expect, it } from 'vitest';
import { checkSqlConditions } from '../../src/app/check-sql-conditions.ts';
import { openStore } from '../../src/store/index.ts';
import { validate } from '../../src/validate/index.ts';
import { databaseKinds } from '../support/databases.ts';
import { tree } from '../validate/check.ts';

const kinds = await databaseKinds();

describe.each(kinds)('queries of one’s own, on $name', (kind) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  it.skipIf(kind.missing)(
    'are tried without being run: a table, a column or a second column that is wrong has its place',
    async () => {
      const database = await kind.create();
      await database.run('create table people (id varchar(20), email varchar(20))');
      const store = openStore({ url: database.url, root: '/' });
      closing.push(
        () => store.close(),
        () => database.drop(),
      );
      const found = async (sql: string) => {
        const { workspace } = validate(
          tree([], { 'segments/own.yaml': `title: x\nwhere:\n  sql: ${JSON.stringify(sql)}\n` }),
        );
        if (!workspace) throw new Error('crm.yaml is broken');
        return (await checkSqlConditions(workspace, store, new Date(0))).map(({ code, place }) => [
          code,
          place?.file,
          place?.line,
        ]);
      };
      expect(await found("select id from people where email like '%@x.example' -- ours")).toEqual([]);
      const wrong = [['SEGMENT.SQL_FAILS', 'segments/own.yaml', 3]];
      expect(await found('select id from peopel')).toEqual(wrong);
      expect(await found('select idd from people')).toEqual(wrong);
      expect(await found('select id, email from people')).toEqual(wrong);
      expect(await found('select id frm people')).toEqual(wrong);
    },
  );
});
