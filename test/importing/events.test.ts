import { describe, expect, test } from 'vitest';
import { toStoreTable } from '../../src/importing/index.ts';
import { codes, infer, inferEvents, lines, rowsOf } from './support.ts';

describe('events', () => {
  test('the person, the name, the time; everything else is a property', async () => {
    const table = await inferEvents(
      'user_id,event,timestamp,amount,coupon,gift,day,user agent\n' +
        '1,buy,2026-11-01T10:00:00+09:00,12.5,007,true,2026/11/01,x\n' +
        '01, visit ,2026-11-02 10:00:00,,,,,\n',
    );
    expect(table.event).toEqual({ person: 'user_id', name: 'event', at: 'timestamp' });
    expect(toStoreTable(table)).toMatchObject({
      name: 'events',
      columns: [
        { name: 'user_id', type: 'text' },
        { name: 'event', type: 'text' },
        { name: 'timestamp', type: 'instant' },
        { name: 'props', type: 'json' },
      ],
      indexes: [
        ['user_id', 'event', 'timestamp'],
        ['event', 'timestamp'],
      ],
    });
    expect(toStoreTable(table).primaryKey).toBeUndefined();
    expect(await rowsOf(table)).toEqual([
      [
        '1',
        'buy',
        '2026-11-01T01:00:00.000Z',
        '{"amount":12.5,"coupon":"007","gift":true,"day":"2026-11-01","user_agent":"x"}',
      ],
      ['01', 'visit', '2026-11-02T10:00:00.000Z', '{}'],
    ]);
  });

  test('an id of its own, and properties that are JSON already', async () => {
    const table = await inferEvents(
      'event_id,person_id,name,at,props,plan\n' +
        'e1,p1,buy,2026-11-01T10:00:00Z,"{""amount"":5,""__proto__"":{""a"":[1]}}",pro\n' +
        'e2,,buy,2026-11-01T10:00:00Z,,\n',
    );
    expect(table.event).toEqual({ id: 'event_id', person: 'person_id', name: 'name', at: 'at' });
    expect(await rowsOf(table)).toEqual([
      ['e1', 'p1', 'buy', '2026-11-01T10:00:00.000Z', '{"amount":5,"__proto__":{"a":[1]},"plan":"pro"}'],
      ['e2', null, 'buy', '2026-11-01T10:00:00.000Z', '{}'],
    ]);
  });

  test('properties that are not all JSON stay text', async () => {
    const table = await inferEvents(
      'person_id,name,at,props\np,buy,2026-11-01T10:00:00Z,{}\np,buy,2026-11-01T10:00:00Z,{x\n',
    );
    expect((await rowsOf(table)).map((row) => row[3])).toEqual(['{"props":"{}"}', '{"props":"{x"}']);
  });

  test.each(['이메일', '모바일', '첨부파일', '요일', '스타일'])('%s ends like a day and is none', async (column) => {
    const table = await inferEvents(`회원번호,이벤트,주문일,${column}\n1,구매,2026. 11. 1.,20261101\n`);
    expect(table.event).toEqual({ person: '회원번호', name: '이벤트', at: '주문일' });
    expect((await rowsOf(table))[0]?.[3]).toBe(`{"${column}":20261101}`);
  });

  test.each([
    ['dates', 'date', '2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['day/month', 'date', '13/11/2026', '2026-11-13T00:00:00.000Z'],
  ])('%s are midnight', async (_, column, written, at) => {
    const table = await inferEvents(`uid,type,${column}\n1,a,${written}\n`);
    expect(await rowsOf(table)).toEqual([['1', 'a', at, '{}']]);
    expect(codes(table)).toEqual(['IMPORT.NO_ZONE']);
  });

  test('missing columns are named with those that are there', async () => {
    const table = await inferEvents('who,what,when\n1,a,2026-01-01\n');
    expect(codes(table)).toEqual(['IMPORT.NO_COLUMN', 'IMPORT.NO_COLUMN', 'IMPORT.NO_COLUMN']);
    expect(table.findings[0]?.why).toBe('The columns are: `who`, `what`, `when`.');
    expect(table.findings[2]?.next?.[0]).toContain('occurred_at');
    expect(table.findings.every(({ severity }) => severity === 'error')).toBe(true);
  });

  const korean: readonly [string, string, string, string][] = [
    ['회원번호', '이벤트명', '발생일시', '金額'],
    ['고객 ID', '행동', '이벤트 시각', 'x'],
    ['user_id', 'action', 'event_timestamp', 'x'],
    ['customer_id', 'event_name', 'occurred_at', 'timestamp'],
    ['member_no', 'activity', '주문일시', 'x'],
    ['会員番号', 'イベント名', '発生日時', 'x'],
  ];
  test.each(korean)('known names: %s, %s, %s', async (person, name, at, other) => {
    const table = await inferEvents(`${other},${person},${name},${at}\n1,u,buy,2026-11-01T10:00:00Z\n`);
    const safe = (written: string): string => written.replaceAll(' ', '_');
    expect(table.event).toEqual({ person: safe(person), name: safe(name), at: safe(at) });
  });

  test('columns that are named', async () => {
    const table = await infer('who,what,when,at\n1,buy,2026-11-01T10:00:00Z,5\n', {
      role: 'events',
      event: { person: 'who', name: 'what', at: 'when' },
    });
    expect(table.event).toEqual({ person: 'who', name: 'what', at: 'when' });
    expect(codes(table)).toEqual([]);
    const wrong = await infer('who,what,when\n1,buy,2026-11-01T10:00:00Z\n', {
      role: 'events',
      event: { person: 'hwo', name: 'what', at: 'when' },
    });
    expect(wrong.findings).toMatchObject([{ code: 'IMPORT.NO_COLUMN', severity: 'error', suggestions: ['who'] }]);
    expect(wrong.findings[0]?.next?.[0]).toContain('--event-person');
  });

  test('one column cannot be two things', async () => {
    const table = await infer('uid,type,at\n1,buy,2026-11-01\n', { role: 'events', event: { name: 'at' } });
    expect(table.findings).toMatchObject([{ code: 'IMPORT.SAME_COLUMN', severity: 'error' }]);
  });

  test('two columns that may be the time: the flag that chooses is named', async () => {
    const table = await inferEvents('회원번호,이벤트명,주문일시,결제일시\n1,buy,2026-11-01,2026-11-02\n');
    expect(table.findings).toMatchObject([{ code: 'IMPORT.NO_COLUMN', why: 'They are: `주문일시`, `결제일시`.' }]);
    expect(table.findings[0]?.next?.[0]).toContain('--event-at 주문일시');
  });

  test.each([
    ['Unix seconds', '1,a,1793527200\n', 2],
    ['one text', '1,a,2026-01-01\n1,a,soon\n', 3],
    ['a null word', '1,a,2026-01-01\n1,a,NULL\n', 3],
    ['ambiguous dates', '1,a,13/02/2026\n1,a,01/02/2026\n', 2],
  ])('a time that is none: %s', async (_, rows, line) => {
    const table = await inferEvents(`uid,event,time\n${rows}`);
    const errors = table.findings.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ code: 'IMPORT.NOT_A_TIME', place: { file: 'events.csv', line } }]);
  });

  test('an event without a name or a time is an error of its row', async () => {
    const table = await inferEvents('uid,event,time\n1,,2026-01-01\n1,a, \n1,a,2026-01-01\n');
    expect(codes(table).filter((code) => code === 'IMPORT.MISSING_VALUE')).toHaveLength(2);
    expect(lines(table)).toContain(2);
    expect(lines(table)).toContain(3);
  });
});
