import { describe, expect, test } from 'vitest';
import { inferTable, toStoreTable } from '../../src/importing/index.ts';
import { codes, infer, lines, opener, rowsOf, valuesOf } from './support.ts';

describe('the id of people', () => {
  const found: readonly [string, string, string][] = [
    ['by its name', 'name,id\na,1\nb,2\n', 'id'],
    ['in any case', 'name,User-ID\na,1\nb,2\n', 'User-ID'],
    ['camel case', 'name,customerId\na,1\nb,2\n', 'customerId'],
    ['in Korean', '이름,회원번호\na,1\nb,2\n', '회원번호'],
    ['id before others', 'uid,id\n1,8\n2,9\n', 'id'],
    ['the first that is unique', 'id,uid\n1,8\n1,9\n', 'uid'],
    ['the first that is complete', 'id,uid\n1,8\n,9\n', 'uid'],
  ];
  test.each(found)('%s', async (_, content, id) => {
    const table = await infer(content);
    expect(table).toMatchObject({ id, numbered: false, findings: [] });
    expect(toStoreTable(table).primaryKey).toBe(id);
  });

  test('a column that is named by the flag, without blanks around the ids', async () => {
    const table = await infer('email,n\n a@b.c ,1\nd@e.f,2\n', { idColumn: 'email' });
    expect(table.id).toBe('email');
    expect(await valuesOf(table, 'email')).toEqual(['a@b.c', 'd@e.f']);
  });

  test('ids stay text, whatever they look like', async () => {
    const table = await infer('score,n\n2026-01-01,1\n1,2\n', { idColumn: 'score' });
    expect(await rowsOf(table)).toEqual([
      ['2026-01-01', 1],
      ['1', 2],
    ]);
  });

  test('an unknown column, with what was probably meant', async () => {
    const table = await infer('email,user\na,1\n', { idColumn: 'emial' });
    expect(table.findings).toMatchObject([
      { code: 'IMPORT.NO_COLUMN', severity: 'error', suggestions: ['email'], place: { line: 1 } },
    ]);
  });

  test('repeated and missing ids of a named column are errors with both lines', async () => {
    const table = await infer('id,n\nx1,"a\nb"\nx2,b\nx1,c\n,d\n', { idColumn: 'id' });
    expect(codes(table)).toEqual(['IMPORT.DUPLICATE_ID', 'IMPORT.MISSING_ID']);
    expect(lines(table)).toEqual([5, 6]);
    expect(table.findings[0]?.summary).toContain('line 2');
    expect(() => toStoreTable(table)).toThrow('a table with errors');
  });

  test('without an id the rows are numbered', async () => {
    const table = await infer('name,age\na,1\nb,2\n');
    expect(table).toMatchObject({ id: 'person_id', numbered: true });
    expect(table.findings).toMatchObject([{ code: 'IMPORT.ROW_NUMBER', severity: 'info' }]);
    expect(toStoreTable(table).columns[0]).toEqual({ name: 'person_id', type: 'text' });
    expect(await rowsOf(table)).toEqual([
      ['1', 'a', 1],
      ['2', 'b', 2],
    ]);
  });

  test('an id that repeats is refused with all its lines, and nothing is numbered', async () => {
    const table = await infer('person_id,n\nx,1\ny,2\nx,3\n,5\ny,4\n');
    expect(table).toMatchObject({ id: 'person_id', numbered: false });
    expect(table.findings).toMatchObject([
      { code: 'IMPORT.DUPLICATE_ID', severity: 'error', place: { line: 4 } },
      { code: 'IMPORT.MISSING_ID', severity: 'error', place: { line: 5 } },
      { code: 'IMPORT.DUPLICATE_ID', severity: 'error', place: { line: 6 } },
    ]);
    expect(table.findings[2]?.summary).toContain('line 3');
    expect(() => toStoreTable(table)).toThrow('a table with errors');
  });

  test.each([undefined, 'id'])('rows that repeat word for word are left out: --id %s', async (idColumn) => {
    const table = await infer('id,n\nx,1\n"x",1\ny,2\nx,1\n', { idColumn });
    expect(table).toMatchObject({ id: 'id', rows: 2 });
    expect(table.findings).toMatchObject([{ code: 'IMPORT.REPEATED_ROW', severity: 'info', place: { line: 3 } }]);
    expect(table.findings[0]?.summary).toContain('2 rows repeat');
    expect(table.findings[0]?.summary).toContain('lines 3 and 5');
    expect(await rowsOf(table)).toEqual([
      ['x', 1],
      ['y', 2],
    ]);
  });

  test('a row that only looks the same when its cells are joined is another row', async () => {
    const table = await infer('id,a,b\nx,"1,2",3\nx,1,"2,3"\n');
    expect(codes(table)).toEqual(['IMPORT.DUPLICATE_ID']);
  });

  test.each([
    ['회원 ID', '회원_ID'],
    ['고객번호', '고객번호'],
    ['member_no', 'member_no'],
    ['customer number', 'customer_number'],
    ['会員番号', '会員番号'],
  ])('other names of ids: %s', async (header, id) => {
    expect(await infer(`name,${header}\na,01\nb,2\n`)).toMatchObject({ id, findings: expect.anything() });
  });

  test('many ids: one of the last is a repetition', async () => {
    const ids = Array.from({ length: 50_000 }, (_, row) => `${row}`);
    const good = await infer(`id\n${ids.join('\n')}\n`, { chunk: 65_536, idColumn: 'id' });
    expect(good).toMatchObject({ rows: 50_000, findings: [] });
    const bad = await infer(`id,n\n${ids.map((id) => `${id},a\n`).join('')}777,b\n`, { chunk: 65_536, idColumn: 'id' });
    expect(bad.findings).toMatchObject([{ code: 'IMPORT.DUPLICATE_ID', place: { line: 50_002 } }]);
    expect(bad.findings[0]?.summary).toContain('line 779');
  });
});

describe('the rows', () => {
  test('can be read again and again', async () => {
    const table = await infer('id,n\na,1\n');
    expect(await rowsOf(table)).toEqual(await rowsOf(table));
  });

  test.each([
    ['another value', 'id,n\na,x\n'],
    ['another header', 'id,m\na,1\n'],
    ['a row more', 'id,n\na,1\nb,2\n'],
    ['a row less', 'id,n\n'],
    ['nothing', ''],
    ['a broken row', 'id,n\na\n'],
    ['an open quote', 'id,n\na,"1\n'],
  ])('a file that changed in between: %s', async (_, content) => {
    const [first, second] = [opener('id,n\na,1\n'), opener(content)];
    let times = 0;
    const open = () => {
      times += 1;
      return times === 1 ? first() : second();
    };
    const table = await inferTable({ name: 'people', role: 'people', file: 'p.csv', open });
    await expect(rowsOf(table)).rejects.toMatchObject({
      exitName: 'invalid',
      diagnostics: [{ code: 'IMPORT.FILE_CHANGED' }],
    });
  });

  test('the file is opened once for each reading, and closed when the reader leaves', async () => {
    let [opened, closed] = [0, 0];
    const open = async function* (): AsyncGenerator<Uint8Array> {
      opened += 1;
      try {
        for (let row = 0; row < 100_000; row += 1) yield Buffer.from(row === 0 ? 'id,n\n' : `${row},1\n`);
      } finally {
        closed += 1;
      }
    };
    const table = await inferTable({ name: 'people', role: 'people', file: 'p.csv', open });
    expect([opened, closed]).toEqual([1, 1]);
    for await (const row of toStoreTable(table).rows) if (row[0] === '10') break;
    await new Promise((resolve) => setImmediate(resolve));
    expect([opened, closed]).toEqual([2, 2]);
  });
});

test('findings never show what a cell holds', async () => {
  const secret = 'secret@example.com';
  const contents = [
    `id,email\n1,${secret}\n1,${secret}\n`,
    `id,email\n1,${secret},x\n`,
    `id,email\n1,"${secret}\n`,
    `id,email\n1,${secret}"x\n`,
    `${secret},b\n1,2\n`,
    `email,n\n${secret},1\n${secret},2\n`,
  ];
  for (const content of contents) {
    for (const idColumn of ['id', 'email', undefined]) {
      const { findings } = await infer(content, { idColumn });
      expect(findings.length).toBeGreaterThan(0);
      expect(JSON.stringify(findings)).not.toContain('secret');
    }
  }
});
