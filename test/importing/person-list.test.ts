import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPersonList } from '../../src/importing/person-list/index.ts';

async function read(text: string | Uint8Array, column?: string) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const { ids, header, diagnostics } = await readPersonList({ file: 'lists/x.csv', bytes, columns: [column] });
  const said = diagnostics.map(({ code, severity, place }) => `${code} ${severity} ${place?.line}:${place?.column}`);
  return { ids: ids.get(column), header, said, text: JSON.stringify(diagnostics) };
}

describe('a list of people in a file', () => {
  it('holds the ids of its only column, or its first', async () => {
    expect(await read('user_id\nu1\nu2\n')).toMatchObject({ ids: ['u1', 'u2'], said: [] });
    expect(await read('user_id,note\nu1,첫째\nu2,😀')).toMatchObject({ ids: ['u1', 'u2'], said: [] });
  });

  it('holds the ids of the column that is named', async () => {
    expect(await read('note,user_id\na,u1\nb,u2\n', 'user_id')).toMatchObject({ ids: ['u1', 'u2'], said: [] });
    expect(await read('note;user_id\na;u1\n', 'user_id')).toMatchObject({ ids: ['u1'], said: [] });
  });

  it('tells the names of its columns when the one that is named is not there', async () => {
    expect(await read('note, user_id \na,u1\n', 'userid')).toMatchObject({
      ids: undefined,
      header: ['note', 'user_id'],
    });
  });

  it.each([
    ['a byte order mark', '\ufeffuser_id\nu1\n'],
    ['CRLF', 'user_id\r\nu1\r\n'],
    ['the line ends of old spreadsheets', 'user_id\ru1\r'],
    ['quotes', '"user_id"\n"u1"\n'],
    ['blank lines', '\nuser_id\n\n\nu1\n\n'],
    ['blanks around it', 'user_id \n u1 \n'],
    ['a tab behind it', 'user_id\tnote\nu1\tx\n'],
    ['no line end', 'user_id\nu1'],
  ])('is read with %s', async (_, text) => {
    expect(await read(text)).toMatchObject({ ids: ['u1'], said: [] });
  });

  it('is read as Korean Excel writes it, and as UTF-16', async () => {
    const cp949 = iconv.encode('회원번호,이름\n가입1,김하늘\n가입2,이바다는 오늘도 음악을 듣는다\n', 'cp949');
    expect(await read(cp949, '회원번호')).toMatchObject({
      ids: ['가입1', '가입2'],
      said: ['IMPORT.KOREAN_ENCODING info 1:1'],
    });
    const utf16 = iconv.encode('user_id\nu1\n김\n', 'utf-16le', { addBOM: true });
    expect(await read(utf16)).toMatchObject({ ids: ['u1', '김'], said: [] });
  });

  it('keeps ids as they are written: zeros in front, large numbers, capital letters', async () => {
    const ids = ['007', '12345678901234567890', 'aB', '1e3', 'true', '2026-11-01'];
    expect(await read(`user_id\n${ids.join('\n')}\n`)).toMatchObject({ ids, said: [] });
  });

  it('counts an id once, and says where it stands again', async () => {
    const { ids, said, text } = await read('user_id\nu1\nu2\nu1\nu1\n');
    expect(ids).toEqual(['u1', 'u2']);
    expect(said).toEqual(['LIST.REPEATED_ID info 4:1']);
    expect(text).toContain('lines 4 and 5: 2 ids stand there a second time');
  });

  it('says where a row has no id', async () => {
    expect(await read('user_id,note\nu1,x\n,y\n" ",z\n')).toMatchObject({
      ids: ['u1'],
      said: ['LIST.NO_ID warning 3:1'],
    });
  });

  it.each([
    ['numbers', '1001\n1002\n', '1:1'],
    ['letters and digits', 'u1001\nu1002\nu9\n', '1:1'],
    ['hashes', 'a3f9c2d4e5b60718\n0b1c2d3e4f5a6978\n', '1:1'],
    ['UUIDs', '3f2504e0-4f89-41d3-9a0c-0305e82c3301\n7d444840-9dc0-11d1-b245-5ffdce74fad2\n', '1:1'],
    ['addresses', 'kim@sori.example\nlee@sori.example\n', '1:1'],
    ['numbers behind a name', 'note,1001\nx,1002\n', '1:6'],
  ])('without a header is refused: %s', async (_, text, at) => {
    const asked = text.startsWith('note') ? 'user_id' : undefined;
    expect((await read(text, asked)).said).toEqual([`LIST.NO_HEADER error ${at}`]);
  });

  it.each([['id2\nu1\nu2\n'], ['user_id\n1\n2\n'], ['아이디\n김1\n'], ['md5\n9e107d9d372bb6826bd81d3542a419d6\n']])(
    'with a header is none without one: %j',
    async (text) => {
      expect((await read(text)).said).toEqual([]);
    },
  );

  it('is refused when it is empty, and warned of when nobody is in it', async () => {
    for (const text of ['', '\ufeff', '\n\n']) expect((await read(text)).said).toEqual(['LIST.EMPTY error 1:1']);
    expect(await read('user_id\n')).toMatchObject({ ids: [], said: ['LIST.NOBODY warning 1:1'] });
  });

  it('is refused when it is no text, or its quotes are wrong', async () => {
    expect((await read(Buffer.from([0x75, 0, 0x31, 0, 10, 0]))).said).toEqual(['IMPORT.NOT_UTF8 error 1:1']);
    expect((await read('user_id\n"u1\nu2\n')).said[0]).toBe('IMPORT.OPEN_QUOTE error 2:1');
    expect((await read(`user_id\n${'x'.repeat(251)}\n`)).said).toEqual(['LIST.LONG_ID error 2:1']);
    expect((await read('a,id,id\nx,1,2\n', 'id')).said).toEqual(['LIST.COLUMN_TWICE error 1:6']);
  });

  it('takes a million ids and no more', { timeout: 60_000 }, async () => {
    const million = Array.from({ length: 1_000_000 }, (_, i) => `u${i}`).join('\n');
    const { ids, said } = await read(`user_id\n${million}\n`);
    expect([ids?.length, said]).toEqual([1_000_000, []]);
    expect((await read(`user_id\n${million}\nu-more\n`)).said).toEqual(['LIST.TOO_MANY error 1000002:1']);
  });

  it("says nobody's id in what it finds", async () => {
    const { text } = await read('user_id\nsecret-1\nsecret-1\n,\n');
    expect(text).not.toContain('secret');
  });

  it('gives back what was exported, whatever it begins with', async () => {
    const guarded = (id: string) => (/^'*[=+\-@\t\r]/.test(id) ? `'${id}` : id);
    const written = (id: string) => `"${guarded(id).replaceAll('"', '""')}"`;
    const id = fc.stringMatching(/^['=+\-@\ta-z"가]{0,4}[a-z0-9가]$/).filter((one) => one === one.trim());
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(id, { minLength: 1 }), async (ids) => {
        expect((await read(`user_id\n${ids.map(written).join('\n')}\n`)).ids).toEqual(ids);
      }),
    );
    expect((await read("user_id\n'kim\n'=1+1\n=2\n")).ids).toEqual(["'kim", '=1+1', '=2']);
  });
});

describe('any file at all', () => {
  it('is read or refused, with a place for everything that is said of it', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('"', '""', ',', ';', '\t', '\r', '\n', '\u0000', "'=", 'u1'),
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(cell).map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const { ids, diagnostics } = await readPersonList({
          file: 'lists/x.csv',
          bytes: content,
          columns: [undefined],
        });
        const refused = diagnostics.some(({ severity }) => severity === 'error');
        for (const { place } of diagnostics) expect(place?.line).toBeGreaterThan(0);
        for (const id of ids.get(undefined) ?? []) expect(id.trim() === '' || id.length > 250).toBe(false);
        expect(refused || ids.has(undefined)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
