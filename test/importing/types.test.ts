import { describe, expect, test } from 'vitest';
import { codes, infer, quoted, typeOf, valuesOf } from './support.ts';

interface Case {
  readonly cells: readonly string[];
  readonly type: string;
  readonly values?: readonly (string | number | null)[];
  readonly name?: string;
}

const same = (...cells: readonly string[]): Case => ({ cells, type: 'text', values: cells });

const cases: Readonly<Record<string, Case>> = {
  integers: { cells: ['1', '-5', '0', ' 12 '], type: 'integer', values: [1, -5, 0, 12] },
  'zero and one stay integer': { cells: ['0', '1'], type: 'integer', values: [0, 1] },
  'fifteen digits are an integer': { cells: ['123456789012345'], type: 'integer', values: [123456789012345] },
  'sixteen digits are text': same('1234567890123456'),
  numbers: { cells: ['1.5', '-0.25', '3', '1.5e-7'], type: 'number', values: [1.5, -0.25, 3, 1.5e-7] },
  'minus zero is zero': { cells: ['-0', '2'], type: 'integer', values: [0, 2] },
  'one late text makes a column text': same('1', '2', 'x'),
  'a leading zero is text': same('007', '12'),
  'a phone number keeps its zero in any column': same('01012345678', '12'),
  'a leading plus is text': same('+82', '5'),
  'thousands separators are text': same('1,000', '5'),
  'currency is text': same('₩1000', '$5'),
  'hexadecimal, infinity and product codes are text': same('0x10', 'Infinity', '1E5'),
  'too large for a number is text': same('1.5e999'),
  booleans: { cells: ['true', 'FALSE', 'Yes', 'no'], type: 'boolean', values: [1, 0, 1, 0] },
  'y and n are text': same('y', 'n'),
  'a boolean and a number are text': same('true', '1'),
  'instants with a zone': {
    cells: ['2026-11-01T10:00:00+09:00', '2026-11-01T01:00:00Z', '2026-11-01 10:00 +0900', '2026-11-01T10:00:00.5-03'],
    type: 'instant',
    values: [
      '2026-11-01T01:00:00.000Z',
      '2026-11-01T01:00:00.000Z',
      '2026-11-01T01:00:00.000Z',
      '2026-11-01T13:00:00.500Z',
    ],
  },
  'instants without a zone are UTC': {
    cells: ['2026-11-01 10:00:00', '2026/11/01 9:05', '2026-11-01T10:00:00.123456'],
    type: 'instant',
    values: ['2026-11-01T10:00:00.000Z', '2026-11-01T09:05:00.000Z', '2026-11-01T10:00:00.123Z'],
  },
  'dates among instants are midnight': {
    cells: ['2026-11-01', '2026-11-01 10:00:00'],
    type: 'instant',
    values: ['2026-11-01T00:00:00.000Z', '2026-11-01T10:00:00.000Z'],
  },
  dates: {
    cells: ['2026-11-01', '2026/1/5', '2026.01.05', '2024-02-29'],
    type: 'date',
    values: ['2026-11-01', '2026-01-05', '2026-01-05', '2024-02-29'],
  },
  'a day that does not exist is text': same('2026-02-30', '2026-01-01'),
  'a time that does not exist is text': same('2026-01-01 24:00:00'),
  'a mixed separator is text': same('2026-01/05'),
  'day/month when every value says so': {
    cells: ['13/02/2026', '05/05/2026'],
    type: 'date',
    values: ['2026-02-13', '2026-05-05'],
  },
  'month/day when every value says so': {
    cells: ['02/13/2026', '12-25-2026'],
    type: 'date',
    values: ['2026-02-13', '2026-12-25'],
  },
  'one ambiguous date makes text': same('13/02/2026', '01/02/2026'),
  'two orders are text': same('13/02/2026', '02/13/2026'),
  'null words in numbers are missing': {
    cells: ['1', 'NULL', 'NaN', '\\N', 'N/A', 'null'],
    type: 'integer',
    values: [1, null, null, null, null, null],
  },
  'null words in dates are missing': { cells: ['2026-01-01', 'NULL'], type: 'date', values: ['2026-01-01', null] },
  'null words in text stay': same('Kim', 'NULL', 'N/A'),
  'null words in booleans stay': same('true', 'NULL'),
  'only null words stay': same('NULL', 'NULL'),
  'text keeps its blanks, quotes and newlines': same(' a ', 'b\r\nc', '"d"', '한글 🎉', '   '),
  'empty is missing in text': { cells: ['a', ''], type: 'text', values: ['a', null] },
  'empty and blank are missing in numbers': { cells: ['1', '', '  '], type: 'integer', values: [1, null, null] },
  'nothing at all is text': { cells: ['', ''], type: 'text', values: [null, null] },
  'phone columns stay text': { ...same('1012345678', '2'), name: 'Phone' },
  'id columns stay text': { ...same('42', '43'), name: 'managerId' },
  'postal codes stay text': { ...same('12345'), name: '우편번호' },
  'versions stay text': { ...same('5.12', '5.9'), name: 'app_version' },
  'a flag about a phone is a flag': {
    cells: ['true', 'false'],
    type: 'boolean',
    values: [1, 0],
    name: 'phone_verified',
  },
};

describe('the type of a column', () => {
  test.each(Object.entries(cases))('%s', async (_, { cells, type, values, name = 'v' }) => {
    const table = await infer(quoted([['n', name], ...cells.map((cell, row) => [`r${row}`, cell])]));
    expect(typeOf(table, name)).toBe(type);
    if (values) expect(await valuesOf(table, name)).toEqual(values);
  });
});

describe('what was decided is said', () => {
  const said: readonly [string, string, number | undefined][] = [
    ['n,v\na,2026-11-01T10:00:00Z\nb,2026-11-01 10:00:00\n', 'IMPORT.NO_ZONE', 3],
    ['n,v\na,1\nb,NULL\n', 'IMPORT.NULL_WORD', 3],
    ['n,v\na,01/02/2026\n', 'IMPORT.AMBIGUOUS_DATE', 2],
    ['n,v w\na,1\n', 'IMPORT.COLUMN_NAME', 1],
    ['n,v\na,1\n,\n', 'IMPORT.BLANK_ROWS', 1],
  ];
  test.each(said)('%j', async (content, code, line) => {
    const { findings } = await infer(content);
    const finding = findings.find((each) => each.code === code);
    expect(finding?.severity).toBe('info');
    expect(finding?.place?.line).toBe(line);
  });

  test('times with a zone need no word', async () => {
    expect(codes(await infer('id,v\na,2026-11-01T10:00:00Z\n'))).toEqual([]);
  });
});
