import { describe, expect, it } from 'vitest';
import { maskPeople } from '../../src/app/mask-people.ts';
import type { Row } from '../../src/model/query.ts';
import type { StoreMapping } from '../../src/model/workspace.ts';

const mapping = {
  table: 'people',
  id: 'member',
  addresses: { email: 'contact1', sms: 'contact2' },
} as unknown as StoreMapping['people'];
const many = Array.from({ length: 40 }, (_, i) => i);
const pool = (row: (i: number) => Row): Row[] =>
  many.map((i) => ({ member: `p${String(i).padStart(5, '0')}`, ...row(i) }));
/** The values of one column, as they are shown. */
const shown = (column: string, value: (i: number) => unknown, people = 40): unknown[] =>
  maskPeople(pool((i) => ({ [column]: value(i) })).slice(0, people), people, mapping).map((row) => row[column]);
const pick =
  <T>(...values: readonly T[]) =>
  (i: number): T =>
    values[i % values.length] as T;

describe('what a sample shows', () => {
  it.each([
    ['등급', pick('일반', '골드', 'VIP')],
    ['grade', pick('정회원', '준회원', '비회원')],
    ['city', pick('서울', '부산', '김해', '수원')],
    ['district', pick('강남구', '서초구', '송파구', '노원구')],
    ['도시', pick('Seoul', 'New York', 'Paris', 'Berlin')],
    ['country', pick('KR', 'JP')],
    ['app_version', pick('5.1.0', '4.10.2')],
    ['tz', pick('Asia/Seoul', 'Europe/Paris')],
    ['이메일_수신동의', pick('Y', 'N')],
    ['email_opt_in', pick(1, 0)],
    ['점수', (i: number) => i * 3],
    ['visits', (i: number) => i],
  ])('%s', (column, value) => {
    expect(shown(column, value)).toEqual(many.map((i) => value(i)));
  });

  it('ids that say nothing outside of the company', () => {
    expect(
      maskPeople(
        pool(() => ({})),
        2,
        mapping,
      ),
    ).toEqual([{ member: 'p00000' }, { member: 'p00001' }]);
    const uuid = (i: number): string => `0b8f${String(1000 + i)}-1c2d-4e5f-8a9b-0123456789ab`;
    expect(
      maskPeople(
        many.map((i) => ({ member: uuid(i) })),
        1,
        mapping,
      ),
    ).toEqual([{ member: uuid(0) }]);
  });

  it('of a JSON object each key, as if it were a column', () => {
    const profile = (i: number): string =>
      JSON.stringify({
        city: i % 2 ? '서울' : '부산',
        points: i,
        nickname: '하늘',
        birthday: '1990-01-01',
        [`kim${i}@shop.example`]: 1,
      });
    expect(JSON.parse(String(shown('profile', profile)[3]))).toEqual({
      city: '서울',
      points: 3,
      nickname: '**',
      birthday: '********',
      '***': '***',
    });
  });

  it('rare values of a common kind stay hidden', () => {
    expect(shown('city', (i) => (i === 0 ? '울릉' : '서울')).slice(0, 2)).toEqual(['**', '서울']);
    expect(shown('city', () => '서울', 4)).toEqual(['**', '**', '**', '**']);
  });

  it('nothing is nothing', () => {
    expect(shown('city', () => null, 1)).toEqual([null]);
    expect(maskPeople([], 5, mapping)).toEqual([]);
  });
});

/** Whatever the column is called, and though everybody has the same. */
const identifying: readonly (readonly [string, (i: number) => unknown])[] = [
  ['an e-mail address', () => 'haneul@shop.example'],
  ['e-mail addresses', (i) => `p${i}@shop.example`],
  ['a mobile number', () => '010-1234-5678'],
  ['a mobile number without separators', () => '01012345678'],
  ['an international number', () => '+82 10 1234 5678'],
  ['a phone number as a number', () => 1012345678],
  ['a landline', () => '02-123-4567'],
  ['a number of few digits', () => '123 4567'],
  ['a resident number', () => '900101-1234567'],
  ['Korean names', pick('김하늘', '이바다', '박구름', '최민준', '정서연')],
  ['Korean names that nobody shares', (i) => `김${'가나다라마바사아자차'[i % 10]}${'하호후히'[i % 4]}`],
  ['English names', pick('Haneul Kim', 'John Smith', 'Mary J. Jones')],
  ['a birth date', () => '1990-03-15'],
  ['a birth date with points', () => '1990. 3. 15.'],
  ['a Korean birth date', () => '1990년 3월 15일'],
  ['a birth date of eight digits', () => '19900315'],
  ['a birth date of six digits', () => '900315'],
  ['a birth date as a number', () => 19900315],
  ['a birthday', () => '03-15'],
  ['an American birth date', () => '3/15/1990'],
  ['instants', (i) => `1990-03-15T0${i % 10}:00:00Z`],
  ['a latitude', () => 37.5665],
  ['a longitude as text', () => '126.9780'],
  ['a position', () => '37.5665,126.9780'],
  ['free text', () => '아이가 아파서 이번 주에는 못 간다고 하셨음. 다음 달에 연락 요망.'],
  ['a link', () => 'https://shop.example/u/haneul'],
  ['an address on the net', () => '10.0.0.17'],
  ['a street that one person lives in', (i) => `세종대로 ${i}`],
  ['logins', (i) => `${pick('haneul', 'bada', 'gureum')(i)}${i}`],
];

describe('what a sample never shows', () => {
  it.each(identifying)('%s', (_, value) => {
    for (const cell of shown('c7', value)) expect(String(cell)).toMatch(/^[*#]+$/);
    const nested = shown('extra', (i) => JSON.stringify({ c7: value(i) }));
    for (const cell of nested) expect(String(cell)).toMatch(/^\{"c7":"[*#]+"\}$/);
  });

  it.each(identifying)('%s as an id', (_, value) => {
    const people = many.map((i) => ({ member: value(i) }));
    for (const { member } of maskPeople(people, 40, mapping)) expect(String(member)).toMatch(/^[*#]+$/);
  });

  it.each([
    'contact1',
    'contact2',
    '이름',
    '고객명_이름',
    'nickname',
    'firstName',
    'user_name',
    '휴대폰번호',
    'home_address',
    '배송지주소',
    '우편번호',
    'zipCode',
    '생년월일',
    'birth_year',
    'lat',
    'geoPosition',
    'ip',
    'push_token',
    '메모',
    'お名前',
  ])('a column called %s, whatever is in it', (column) => {
    for (const cell of shown(column, pick('VIP', '서울'))) expect(cell).toMatch(/^\*+$/);
    for (const cell of shown(column, pick(12, 13))) expect(cell).toBe('#');
  });

  it('one person of a column that says too much hides all of it', () => {
    expect(new Set(shown('memo2', (i) => (i === 39 ? 'call 010-1234-5678' : 'VIP')))).toEqual(
      new Set(['***', '********']),
    );
  });
});
