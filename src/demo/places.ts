import type { NonEmpty } from './random.ts';

export interface Place {
  readonly zone: string;
  /** Hours from UTC without summer time. */
  readonly standardOffset: number;
  readonly country: string;
  readonly cities: NonEmpty<string>;
  readonly locales: NonEmpty<readonly [string | null, number]>;
}

const korea: Place = {
  zone: 'Asia/Seoul',
  standardOffset: 9,
  country: 'KR',
  cities: ['서울', '서울', '부산', '인천', '대구', '대전', '광주', '제주'],
  locales: [
    ['ko', 92],
    ['ko-KR', 2],
    ['en', 3],
    [null, 3],
  ],
};

const japan: Place = {
  zone: 'Asia/Tokyo',
  standardOffset: 9,
  country: 'JP',
  cities: ['도쿄', '오사카', '후쿠오카'],
  locales: [
    ['ko', 60],
    ['ja', 25],
    ['en', 12],
    [null, 3],
  ],
};

const america: Place = {
  zone: 'America/Los_Angeles',
  standardOffset: -8,
  country: 'US',
  cities: ['Los Angeles', 'Seattle', 'San Francisco'],
  locales: [
    ['en', 65],
    ['en-US', 10],
    ['ko', 22],
    [null, 3],
  ],
};

const france: Place = {
  zone: 'Europe/Paris',
  standardOffset: 1,
  country: 'FR',
  cities: ['Paris', 'Lyon'],
  locales: [
    ['en', 55],
    ['fr', 25],
    ['ko', 17],
    [null, 3],
  ],
};

/** Where people live, with how many in a hundred. */
export const places: NonEmpty<readonly [Place, number]> = [
  [korea, 84],
  [japan, 8],
  [america, 5],
  [france, 3],
];
