import { describe, expect, test } from 'vitest';
import { codes, infer, lines, rowsOf } from './support.ts';

const head = (table: Awaited<ReturnType<typeof infer>>) => table.columns.map(({ name }) => name);

describe('what is read', () => {
  const readable: readonly [string, string | Uint8Array][] = [
    ['plain', 'id,name\n1,a\n2,b\n'],
    ['no newline at the end', 'id,name\n1,a\n2,b'],
    ['CRLF', 'id,name\r\n1,a\r\n2,b\r\n'],
    ['mixed line ends', 'id,name\n1,a\r\n2,b\n'],
    ['old Mac line ends', 'id,name\r1,a\r2,b\r'],
    ['byte order mark', '\ufeffid,name\n1,a\n2,b\n'],
    ['byte order mark and quotes', '\ufeff"id","name"\n"1","a"\n"2","b"\n'],
    ['semicolons', 'id;name\n1;a\n2;b\n'],
    ['tabs', 'id\tname\n1\ta\n2\tb\n'],
    ['pipes', 'id|name\n1|a\n2|b\n'],
    ['empty lines', '\nid,name\n\n1,a\n\n2,b\n\n'],
    ['delimiters only below the data', 'id,name\n1,a\n2,b\n,\n,\n'],
  ];
  describe.each([1, 2, 3, 1000])('in chunks of %i bytes', (chunk) => {
    test.each(readable)('%s', async (_, content) => {
      const table = await infer(content, { chunk });
      expect(head(table)).toEqual(['id', 'name']);
      expect(table.rows).toBe(2);
      expect(await rowsOf(table)).toEqual([
        ['1', 'a'],
        ['2', 'b'],
      ]);
    });

    test('Korean, emoji, quoted delimiters and newlines', async () => {
      const table = await infer('id,이름,note\r\n1,김철수,"a, ""b""\r\nc"\r\n2,🎉👨‍👩‍👧,"\n"\r\n', { chunk });
      expect(head(table)).toEqual(['id', '이름', 'note']);
      expect(await rowsOf(table)).toEqual([
        ['1', '김철수', 'a, "b"\r\nc'],
        ['2', '🎉👨‍👩‍👧', '\n'],
      ]);
    });
  });

  const delimited: readonly [string, string, string][] = [
    ['commas in quotes do not count', 'id;name\n1;"a,b,c,d"\n', ';'],
    ['commas in some cells do not count', 'id;a,b;name\n1;2;3\n1;2;3\n', ';'],
    ['decimal commas do not count', 'id;price\n1;1,5\n2;2,5\n', ';'],
    ['a single column', 'email\na@b.c\n', ','],
    ['an apostrophe or inch sign is no quote', 'id;it\'s 5"\n1;2\n', ';'],
  ];
  test.each(delimited)('delimiter: %s', async (_, content, delimiter) => {
    expect((await infer(content)).delimiter).toBe(delimiter);
  });

  test('a delimiter that is given', async () => {
    expect(head(await infer('id:name\n1:a\n', { delimiter: ':' }))).toEqual(['id', 'name']);
    expect(head(await infer('id\tname\n1\ta\n', { delimiter: 'tab' }))).toEqual(['id', 'name']);
    expect(codes(await infer('id,name\n1,a\n', { delimiter: ';' }))).toContain('IMPORT.DELIMITER');
    expect((await infer('id,name\n1,a\n', { delimiter: ',,' })).findings[0]).toMatchObject({
      code: 'IMPORT.DELIMITER',
      severity: 'error',
    });
  });

  test('names are made safe', async () => {
    const table = await infer('" user  name ",가입 경로,a.b,e-mail,Größe (cm),_id\nx,y,z,w,v,u\n');
    expect(head(table)).toEqual(['user_name', '가입_경로', 'a_b', 'e-mail', 'Größe_cm_', '_id']);
  });
});

describe('encodings', () => {
  // 이름 · 김철수 · 똠방각하, the last with a syllable that EUC-KR lacks and CP949 has
  const name = [0xc0, 0xcc, 0xb8, 0xa7];
  const people = [0xb1, 0xe8, 0xc3, 0xb6, 0xbc, 0xf6];
  const rare = [0x8c, 0x63, 0xb9, 0xe6, 0xb0, 0xa2, 0xc7, 0xcf];
  const ascii = (text: string): number[] => [...Buffer.from(text)];
  const cp949 = Buffer.from([
    ...[...ascii('id,'), ...name, ...ascii('\r\n1,'), ...people, ...ascii('\r\n2,'), ...rare, ...ascii('\r\n')],
  ]);
  const text = '\ufeffid\t이름\r\n1\t김철수\r\n2\t똠방각하\r\n';
  const utf16be = Buffer.from(text, 'utf16le').swap16();
  const same: readonly [string, Uint8Array, string[]][] = [
    ['CP949, as Korean Excel writes it', cp949, ['IMPORT.KOREAN_ENCODING']],
    ['UTF-16, as Excel writes "Unicode Text"', Buffer.from(text, 'utf16le'), []],
    ['UTF-16, big end first', utf16be, []],
  ];
  describe.each([1, 3, 1000])('in chunks of %i bytes', (chunk) => {
    test.each(same)('%s', async (_, content, findings) => {
      const table = await infer(content, { chunk });
      expect(codes(table)).toEqual(findings);
      expect(head(table)).toEqual(['id', '이름']);
      expect(await rowsOf(table)).toEqual([
        ['1', '김철수'],
        ['2', '똠방각하'],
      ]);
    });
  });

  test('CP949 whose first Hangul comes late, and is cut by a block', async () => {
    for (const pad of [0, 1]) {
      const rows = Array.from({ length: 40_000 }, (_, row) => ascii(`${row},a${'b'.repeat(pad)}\n`)).flat();
      const late = Array.from({ length: 40_000 }, (_, row) => [...ascii(`x${row},`), ...people, 10]).flat();
      const table = await infer(Buffer.from([...ascii('id,name\n'), ...rows, ...late]), { chunk: 9_999 });
      expect(table).toMatchObject({ rows: 80_000, findings: [{ code: 'IMPORT.KOREAN_ENCODING' }] });
      expect((await rowsOf(table)).at(-1)).toEqual(['x39999', '김철수']);
    }
  });
});

describe('what is refused', () => {
  // 名前,田中 in Shift_JIS; 김 with a byte too many in UTF-8
  const shiftJis = Buffer.from([...Buffer.from('id,name\n1,'), 0x96, 0xbc, 0x91, 0x4f, 0x93, 0x63, 0x92, 0x86, 10]);
  const badByte = Buffer.concat([
    Buffer.from('id,이름\n1,김철수\n2,김'),
    Buffer.from([0xb1]),
    Buffer.from('\n3,이영희\n'),
  ]);
  const refused: readonly [string, string | Uint8Array, string, number, number?][] = [
    ['Shift_JIS', shiftJis, 'IMPORT.NOT_UTF8', 2],
    ['one bad byte in UTF-8', badByte, 'IMPORT.NOT_UTF8', 3],
    ['a zero byte', 'id,name\n1,a\n2,b\0\n', 'IMPORT.NOT_UTF8', 3],
    ['UTF-16 that breaks off', Buffer.from('\ufeffid,name\n1,a\n', 'utf16le').subarray(0, -1), 'IMPORT.NOT_UTF8', 2],
    ['a character cut at the end', Buffer.from('id,name\n1,김').subarray(0, -1), 'IMPORT.NOT_UTF8', 2],
    ['UTF-16 without mark', Buffer.from('id,name\n1,a\n', 'utf16le'), 'IMPORT.NOT_UTF8', 1],
    ['an empty file', '', 'IMPORT.EMPTY_FILE', 1],
    ['a mark only', '\ufeff', 'IMPORT.EMPTY_FILE', 1],
    ['a header only', 'id,name\n', 'IMPORT.NO_ROWS', 1],
    ['an empty name', 'id,,name\n1,2,3\n', 'IMPORT.EMPTY_NAME', 1, 4],
    ['a duplicate name', 'id,"a b",x,A b\n1,2,3,4\n', 'IMPORT.DUPLICATE_NAME', 1, 12],
    ['a duplicate name after a quoted newline', '"id\n",name,id_\n1,2,3\n', 'IMPORT.EMPTY_NAME', 0],
    ['no header', '1,kim@example.com\n2,lee@example.com\n', 'IMPORT.NO_HEADER', 1, 1],
    ['too many fields', 'id,name\n1,a\n2,b,c\n', 'IMPORT.FIELD_COUNT', 3],
    ['too few fields', 'id,name\n1,"a\n\nb"\n2\n', 'IMPORT.FIELD_COUNT', 5],
    ['too few fields after CRLF in quotes', 'id,name\r\n1,"a\r\n\r\nb"\r\n2\r\n', 'IMPORT.FIELD_COUNT', 5],
    ['a quote that is never closed', 'id,name\n1,a\n2,"b\n3,c\n', 'IMPORT.OPEN_QUOTE', 3],
    ['a quote that is closed by a later one', 'id,name\n1,a\n\n2,"b\n3,"c"\n', 'IMPORT.OPEN_QUOTE', 4],
    ['text behind a closing quote', 'id,name\n1,"a"b\n', 'IMPORT.OPEN_QUOTE', 2],
    ['a quote in the middle', 'id,name\n1,5" disk\n2,b\n', 'IMPORT.STRAY_QUOTE', 2],
    ['a quote in the middle of the header', 'id,na"me\n1,a\n', 'IMPORT.STRAY_QUOTE', 1],
  ];
  test.each(refused.filter(([, , , line]) => line > 0))('%s', async (_, content, code, line, column = 1) => {
    for (const chunk of [1, 5, 1000]) {
      const { findings } = await infer(content, { chunk });
      const errors = findings.filter(({ severity }) => severity === 'error');
      expect(errors.map((each) => each.code)).toEqual([code]);
      expect(errors[0]?.place).toEqual({ file: 'people.csv', line, column });
      expect(errors[0]?.next?.length).toBeGreaterThan(0);
    }
  });

  test('a quoted newline in a name is one blank, and places count it', async () => {
    const table = await infer('"a\nb",c,a_b\n1,2,3\n');
    expect(table.findings[0]).toMatchObject({ code: 'IMPORT.DUPLICATE_NAME', place: { line: 2, column: 6 } });
  });

  test('bad bytes in a later chunk', async () => {
    const many = Buffer.from(`id,name\n${Array.from({ length: 30_000 }, (_, row) => `${row},김철수\n`).join('')}`);
    const table = await infer(Buffer.concat([many, Buffer.from([0xb1, 0xe8])]), { chunk: 10_000 });
    expect(codes(table)).toContain('IMPORT.NOT_UTF8');
    expect(table.findings[0]?.place?.line).toBe(30_002);
  });

  test('a row that is too long stops the reading', async () => {
    const table = await infer(`id,name\n1,a\n2,"${'b\n'.repeat(2_500_000)}`, { chunk: 65_536 });
    expect(codes(table)).toEqual(['IMPORT.TOO_LONG']);
    expect(lines(table)).toEqual([3]);
  });

  test('twenty are shown, the others are counted', async () => {
    const table = await infer(`id,name\n${'1\n'.repeat(33)}`);
    expect(table.findings).toHaveLength(21);
    expect(table.findings[20]).toMatchObject({ code: 'IMPORT.MORE', severity: 'error', place: { line: 22 } });
    expect(table.findings[20]?.summary).toContain('13 more');
  });

  test('several kinds at once, in every row', async () => {
    const table = await infer('id,name\n1,a\n1,b\n,c\n2\n3,5" d\n', { idColumn: 'id' });
    expect(codes(table).sort()).toEqual([
      'IMPORT.DUPLICATE_ID',
      'IMPORT.FIELD_COUNT',
      'IMPORT.MISSING_ID',
      'IMPORT.STRAY_QUOTE',
    ]);
    expect(lines(table).sort()).toEqual([3, 4, 5, 6]);
  });

  test('a file that cannot be opened fails as its opener does', async () => {
    const { inferTable } = await import('../../src/importing/index.ts');
    // biome-ignore lint/correctness/useYield: it fails before the first chunk
    const open = async function* (): AsyncGenerator<Uint8Array> {
      throw new Error('ENOENT');
    };
    await expect(inferTable({ name: 'people', role: 'people', file: 'x.csv', open })).rejects.toThrow('ENOENT');
  });
});
