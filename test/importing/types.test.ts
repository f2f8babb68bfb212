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
  'thousands separators go': { cells: ['1,000', '5', '-1,234,567'], type: 'integer', values: [1000, 5, -1234567] },
  'one currency goes': {
    cells: ['₩1000', '￦12,000', '9,900원', '0'],
    type: 'integer',
    values: [1000, 12000, 9900, 0],
  },
  'fractions behind separators': { cells: ['$1,234.50', '$5'], type: 'number', values: [1234.5, 5] },
  'two currencies are text': same('₩1000', '$5'),
  'commas in the wrong places are text': same('1,00', '12,34,567'),
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
  'dates as Korea writes them': {
    cells: ['2026. 11. 1.', '2026. 1. 5', '2026.1.5', '2026년 11월 1일', '2026-1-5'],
    type: 'date',
    values: ['2026-11-01', '2026-01-05', '2026-01-05', '2026-11-01', '2026-01-05'],
  },
  'morning and afternoon': {
    cells: [
      '2026/11/01 오후 3:05',
      '2026-11-01 오전 12:05:09',
      '2026. 11. 1. 오후 12:00',
      '2026-11-01 3:05 PM',
      '2026-11-01 오전 0:05',
    ],
    type: 'instant',
    values: [
      '2026-11-01T15:05:00.000Z',
      '2026-11-01T00:05:09.000Z',
      '2026-11-01T12:00:00.000Z',
      '2026-11-01T15:05:00.000Z',
      '2026-11-01T00:05:00.000Z',
    ],
  },
  'an afternoon that does not exist is text': same('2026-11-01 오후 15:05'),
  'eight digits are a date where the name says so': {
    cells: ['20261101', '20240229', ''],
    type: 'date',
    name: '가입일',
    values: ['2026-11-01', '2024-02-29', null],
  },
  'eight digits are a number elsewhere': { cells: ['20261101'], type: 'integer', values: [20261101] },
  'eight digits that are not all days are numbers': {
    cells: ['20261101', '20261301'],
    type: 'integer',
    name: '가입일',
  },
  'days as Excel counts them stay numbers': { cells: ['45962', '45963'], type: 'integer', name: '가입일' },
  'Unix seconds stay numbers': { cells: ['1793527200'], type: 'integer', name: 'signed_up_at' },
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
    ['n,가입일\na,\nb,20261101\n', 'IMPORT.DIGITS_DATE', 3],
    ['n,v\na,1\nb,"1,234"\n', 'IMPORT.GROUPED_NUMBER', 3],
    ['n,v w\na,1\n', 'IMPORT.COLUMN_NAME', 1],
    ['n,v\na,1\n,\n', 'IMPORT.BLANK_ROWS', 1],
  ];
  test.each(said)('%j', async (content, code, line) => {
    const { findings } = await infer(content);
    const finding = findings.find((each) => each.code === code);
    expect(finding?.severity).toBe('info');
    expect(finding?.place?.line).toBe(line);
  });

  const warned: readonly [string, string, string, number | undefined][] = [
    ['days as Excel counts them', 'n,가입일\na,45962\nb,45963.5\n', 'IMPORT.BARE_NUMBER', 2],
    ['Unix seconds', 'n,signed_up_at\na,1793527200\n', 'IMPORT.BARE_NUMBER', 2],
    ['one word among dates', 'n,가입일\na,2026-11-01\nb,2026-11-02\nc,모름\n', 'IMPORT.ODD_VALUE', 4],
    ['one word among numbers', 'n,나이\na,21\nb,\nc,서른\nd,"1,000"\n', 'IMPORT.ODD_VALUE', 4],
    ['a decimal comma', 'n;v\na;1\nb;2\nc;1,5\n', 'IMPORT.ODD_VALUE', 4],
  ];
  test.each(warned)('not understood: %s', async (_, content, code, line) => {
    const table = await infer(content);
    expect(table.findings.filter(({ severity }) => severity === 'warning')).toMatchObject([{ code, place: { line } }]);
  });

  test('codes with leading zeros are no odd numbers', async () => {
    expect(codes(await infer('id,v\na,12\nb,13\nc,007\n'))).toEqual([]);
  });

  test('a zone for times without one', async () => {
    const table = await infer('id,v,d\na,2026/11/01 오후 3:05,2026-11-01\nb,2026-11-01T10:00:00Z,\n', {
      zone: 'Asia/Seoul',
    });
    expect(codes(table)).toEqual([]);
    expect(await valuesOf(table, 'v')).toEqual(['2026-11-01T06:05:00.000Z', '2026-11-01T10:00:00.000Z']);
    expect(await valuesOf(table, 'd')).toEqual(['2026-11-01', null]);
  });

  test('clock changes of the zone', async () => {
    const table = await infer(
      'id,v\na,2026-03-29 01:30\nb,2026-03-29 02:30\nc,2026-03-29 03:30\nd,2026-10-25 12:00\n',
      {
        zone: 'Europe/Berlin',
      },
    );
    expect(await valuesOf(table, 'v')).toEqual([
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-10-25T11:00:00.000Z',
    ]);
  });

  test('times with a zone need no word', async () => {
    expect(codes(await infer('id,v\na,2026-11-01T10:00:00Z\n'))).toEqual([]);
  });
});
