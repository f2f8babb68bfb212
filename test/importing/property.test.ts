import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inferTable, toStoreTable } from '../../src/importing/index.ts';
import { codes, infer, opener, quoted, rowsOf } from './support.ts';

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(',', ';', '\t', '|', '"', '""', '\n', '\r\n', '\r', ' ', '\ufeff', '한글', '🎉', '\\', '#'),
  fc.constantFrom('1', '007', 'NULL', 'true', '2026-01-01', '01/02/2026', '1.5', '{}'),
);
const cell = fc
  .array(piece, { maxLength: 4 })
  .map((pieces) => pieces.join('').replaceAll('\0', ''))
  .filter((text) => text.isWellFormed());
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
const delimiter = fc.constantFrom(',', ';', '\t', '|');
const lineEnd = fc.constantFrom('\n', '\r\n');

describe('any table of text', () => {
  test('comes back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(table, delimiter, lineEnd, fc.integer({ min: 1, max: 40 }), async (rows, mark, end, chunk) => {
        const header = (rows[0] ?? []).map((_, index) => `c${'abcd'.charAt(index)}`);
        const written = opener(quoted([header, ...rows], mark, end), chunk);
        const inferred = await inferTable({
          name: 'people',
          role: 'people',
          file: 'p.csv',
          open: written,
          delimiter: mark,
        });
        const kept = rows.filter((row) => row.some((text) => text.trim() !== ''));
        expect(inferred.rows).toBe(kept.length);
        if (kept.length === 0) return;
        const read = await rowsOf(inferred);
        for (const { index, type } of inferred.columns) {
          if (type !== 'text') continue;
          expect(read.map((row) => row[index + 1])).toEqual(kept.map((row) => (row[index] === '' ? null : row[index])));
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a problem behind it has the right line', async () => {
    await fc.assert(
      fc.asyncProperty(table, lineEnd, fc.integer({ min: 1, max: 40 }), async (rows, end, chunk) => {
        const header = (rows[0] ?? []).map((_, index) => `c${'abcd'.charAt(index)}`);
        const good = quoted([header, ...rows], ',', end);
        const { findings } = await infer(`${good}too,many,fields,for,this${end}`, { chunk, delimiter: ',' });
        const line = good.split(/\r\n|\r|\n/).length;
        expect(findings.find(({ code }) => code === 'IMPORT.FIELD_COUNT')?.place?.line).toBe(line);
      }),
      { numRuns: 300 },
    );
  });

  test('random bytes give findings, never an exception', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(fc.constantFrom('id', ',', '"', '\n', '\r', '1', 'a', '\t', '한'), { maxLength: 60 })
        .map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.constantFrom('people', 'events'),
        fc.integer({ min: 1, max: 40 }),
        async (content, role, chunk) => {
          const inferred = await infer(content, { role: role === 'people' ? 'people' : 'events', chunk });
          const failed = inferred.findings.some(({ severity }) => severity === 'error');
          if (failed) expect(() => toStoreTable(inferred)).toThrow();
          else expect((await rowsOf(inferred)).length).toBe(inferred.rows);
          expect(codes(await infer(content, { role: inferred.role, chunk: 1000 }))).toEqual(codes(inferred));
        },
      ),
      { numRuns: 600 },
    );
  });
});
