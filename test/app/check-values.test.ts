import { afterAll, describe, expect, it } from 'vitest';
import { checkValues } from '../../src/app/check-values.ts';
import { openStore } from '../../src/store/index.ts';
import { validate } from '../../src/validate/index.ts';
import { databaseKinds } from '../support/databases.ts';
import { tree } from '../validate/check.ts';

const kinds = await databaseKinds();

describe.each(kinds)('values that nobody has, on $name', (kind) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  const found = async (where: string, people: readonly (readonly [country: string, name: string])[]) => {
    const database = await kind.create();
    await database.run(
      'create table people (id varchar(20) primary key, land varchar(20), level varchar(20), full_name varchar(40), dj_id varchar(20))',
    );
    for (const [i, [country, name]] of people.entries())
      await database.run(`insert into people values ('p${i}', '${country}', null, '${name}', null)`);
    const store = openStore({ url: database.url, root: '/' });
    closing.push(
      () => store.close(),
      () => database.drop(),
    );
    const mapped = { country: 'land', tier: 'level', who: 'full_name' };
    const { workspace } = validate(tree([], { 'segments/vip.yaml': `title: x\nwhere:${where}` }));
    if (!workspace) throw new Error('crm.yaml is broken');
    const config = workspace.config.value;
    const mapping = { ...config.store, people: { table: 'people', id: 'id', attributes: mapped } };
    const own = { ...workspace, config: { ...workspace.config, value: { ...config, store: mapping } } };
    return checkValues(own, store, new Date('2026-02-01'));
  };
  const people = Array.from(
    { length: 40 },
    (_, i) => [i % 2 ? 'KR' : '日本', i % 2 ? 'Kim Minji' : 'Lee Jun'] as const,
  );

  it.skipIf(kind.missing)('are named with the nearest that many have', async () => {
    const where = `
  all:
    - { attribute: country, is: KOR }
    - { attribute: country, in: [KR, JP] }
    - not: { attribute: country, is_not: kr }
    - { attribute: country, is: kr, ignore_case: true }
    - { attribute: tier, not_in: [gold] }
    - { attribute: country, starts_with: x }
`;
    const shown = (await found(where, people)).map(({ code, summary, place, suggestions = [] }) => [
      code,
      summary,
      `${place?.line}:${place?.column}`,
      suggestions.join(),
    ]);
    expect(shown).toEqual([
      ['SEGMENT.VALUE_NEVER_SEEN', 'nobody in the store has `KOR` as `country`', '4:33', 'KR'],
      ['SEGMENT.VALUE_NEVER_SEEN', 'nobody in the store has `JP` as `country`', '5:38', ''],
      ['SEGMENT.VALUE_NEVER_SEEN', 'nobody in the store has `kr` as `country`', '6:42', 'KR'],
      ['SEGMENT.VALUE_NEVER_SEEN', 'nobody in the store has `gold` as `tier`', '8:35', ''],
    ]);
  });

  it.skipIf(kind.missing)('never tell a name of anybody, and nothing of an empty store', async () => {
    const where = '\n  all:\n    - { attribute: who, is: Kim Minjy }\n    - { attribute: country, is: KRR }\n';
    const told = JSON.stringify(await found(where, people));
    expect(told).toContain('KRR');
    expect(told).not.toMatch(/Kim Minji|Lee/);
    const few = JSON.stringify(await found(where, people.slice(0, 8)));
    expect(few).not.toMatch(/日本/);
    expect(await found(where, [])).toEqual([]);
  });
});
