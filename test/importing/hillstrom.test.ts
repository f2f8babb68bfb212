import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inferTable, toStoreTable, workspaceMapping } from '../../src/importing/index.ts';
import { typeOf } from './support.ts';

const path = fileURLToPath(new URL('../../../shared/data/hillstrom_email_experiment.csv', import.meta.url));

describe.runIf(existsSync(path))('the e-mail experiment of Hillstrom, 64,000 people', () => {
  const source = { name: 'people', role: 'people', file: 'hillstrom.csv', open: () => createReadStream(path) } as const;

  test('types, row numbers and a sum that is counted from the raw text as well', async () => {
    const table = await inferTable(source);
    expect(table).toMatchObject({ rows: 64_000, numbered: true, id: 'person_id', delimiter: ',' });
    expect(table.findings.map(({ code }) => code)).toEqual(['IMPORT.ROW_NUMBER']);
    const types = [
      'recency',
      'history',
      'mens',
      'womens',
      'zip_code',
      'newbie',
      'channel',
      'visit',
      'conversion',
      'spend',
    ];
    expect(types.map((name) => typeOf(table, name))).toEqual([
      ...['integer', 'number', 'integer', 'integer', 'text', 'integer', 'text', 'integer', 'integer', 'number'],
    ]);
    const { columns, rows } = toStoreTable(table);
    const at = (name: string) => columns.findIndex((column) => column.name === name);
    const [id, history, womens] = [at('person_id'), at('history'), at('womens')];
    let [matching, count] = [0, 0];
    for await (const row of rows) {
      count += 1;
      if (count === 1 || count === 64_000) expect(row[id]).toBe(String(count));
      if (Number(row[history]) > 500 && row[womens] === 1) matching += 1;
    }
    expect(count).toBe(64_000);
    expect(matching).toBe(countRaw());
    expect(matching).toBeGreaterThan(1000);
  });

  test('its mapping', async () => {
    const people = await inferTable(source);
    expect(workspaceMapping({ people, storeUrl: 'sqlite:data/store.db' })).toEqual({
      url: 'sqlite:data/store.db',
      people: { table: 'people', id: 'person_id' },
    });
  });
});

/** By a pattern on the raw text; one value of the second column holds a comma and is quoted. */
function countRaw(): number {
  const pattern = /^\d+,(?:"[^"]*"|[^,"]*),([\d.]+),[01],1,/gm;
  return [...readFileSync(path, 'utf8').matchAll(pattern)].filter(([, history]) => Number(history) > 500).length;
}
