import { afterAll, describe, expect, it } from 'vitest';
import { checkProperties } from '../../src/app/check-properties.ts';
import { openStore } from '../../src/store/index.ts';
import { validate } from '../../src/validate/index.ts';
import { databaseKinds } from '../support/databases.ts';
import { tree } from '../validate/check.ts';

const kinds = await databaseKinds();

describe.each(kinds)('properties that no event has, on $name', (kind) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  it.skipIf(kind.missing)('are named with the nearest that events have, never with a value', async () => {
    const database = await kind.create();
    const json = { sqlite: 'text', postgres: 'jsonb', mysql: 'json' }[kind.dialect];
    await database.run('create table people (id varchar(20) primary key)');
    await database.run(
      `create table events (id integer, person_id varchar(20), name varchar(40), at varchar(40), props ${json})`,
    );
    for (const props of ['\'{"seconds": 7, "dj": {"id": "kim"}}\'', "'[1]'", 'null'])
      await database.run(`insert into events values (1, 'a', 'app_opened', '2026-01-01T00:00:00Z', ${props})`);
    if (kind.dialect === 'sqlite')
      await database.run("insert into events values (2, 'a', 'app_opened', '2026-01-01T00:00:00Z', 'no json')");
    const store = openStore({ url: database.url, root: '/' });
    closing.push(
      () => store.close(),
      () => database.drop(),
    );
    const where = `
  all:
    - { event: app_opened, where: [{ property: secnods, at_least: 3 }, { property: dj.id, is: lee }] }
    - { event: app_opened, sum: { of: amount, at_least: 3 } }
    - { event: never_done, where: [{ property: what, is: 1 }] }
`;
    const { workspace } = validate(tree([], { 'segments/vip.yaml': `title: x\nwhere:${where}` }));
    if (!workspace) throw new Error('crm.yaml is broken');
    const found = await checkProperties(workspace, store, new Date('2026-02-01'));
    expect(
      found.map(({ code, severity, summary, suggestions = [], place }) => [
        code,
        severity,
        summary.replace(/, of.*/, ''),
        suggestions.join(),
        place?.line,
      ]),
    ).toEqual([
      ['SEGMENT.PROPERTY_NEVER_SEEN', 'warning', 'no `app_opened` has the property `secnods`', 'seconds', 4],
      ['SEGMENT.PROPERTY_NEVER_SEEN', 'warning', 'no `app_opened` has the property `amount`', '', 5],
    ]);
    const metrics = { heard: { event: 'app_opened', where: [{ property: 'secnods', at_least: 3 }] } };
    const config = { ...workspace.config, value: { ...workspace.config.value, metrics } };
    const [ofMetric] = await checkProperties({ ...workspace, config, segments: new Map() }, store, new Date(0));
    expect([ofMetric?.code, ofMetric?.suggestions]).toEqual(['WORKSPACE.PROPERTY_NEVER_SEEN', ['seconds']]);
    expect(JSON.stringify(found.map(({ summary, why, next }) => [summary, why, next]))).not.toContain('kim');
  });
});
