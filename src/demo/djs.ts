import { createRandom, type NonEmpty, type Random } from './random.ts';

export interface Dj {
  readonly id: string;
  readonly name: string;
}

/** Stages and rooms of single campaigns. Nobody listened to them before: their listens are the campaign's goal and no other's. */
export const stages = {
  weekend: { id: 'dj_weekend', name: 'Sori 주말 라이브' },
  picks: { id: 'dj_picks', name: 'Sori 픽' },
  welcome: { id: 'dj_welcome', name: 'Sori 웰컴룸' },
} as const satisfies Record<string, Dj>;

const size = 60;
const tones: NonEmpty<string> = [
  '새벽',
  '한강',
  '다락방',
  '우주',
  '골목',
  '옥상',
  '비 오는',
  '레코드',
  'Midnight',
  'Lo-fi',
  'Paper',
  'Blue',
];
const hosts: NonEmpty<string> = ['다온', '해솔', '라온', '미르', '나린', '벼리', 'Juno', 'Mika', 'Aria', 'Theo'];

export function djs(seed: number): Dj[] {
  const random = createRandom(seed, 'djs');
  const regular = Array.from({ length: size }, (_, i) => ({
    id: djId(i),
    name: `${random.pick(tones)} ${random.pick(hosts)}`,
  }));
  return [...regular, ...Object.values(stages)];
}

/** A few DJs have most of the listeners. */
export const djOf = (random: Random): string => djId(Math.floor(size * random.next() ** 2.6));

const djId = (index: number): string => `dj_${String(index + 1).padStart(3, '0')}`;
