import type { NonEmpty, Random } from './random.ts';

const moods: NonEmpty<string> = [
  '졸린',
  '달빛',
  '새벽',
  '느긋한',
  '반짝이는',
  '수줍은',
  '바람난',
  '노래하는',
  '심야',
  '파란',
  '조용한',
  '춤추는',
];
const beings: NonEmpty<string> = [
  '고래',
  '수달',
  '고양이',
  '여우',
  '다람쥐',
  '펭귄',
  '부엉이',
  '라디오',
  '구름',
  '호떡',
  '감자',
  '별똥별',
];
const adjectives: NonEmpty<string> = [
  'sleepy',
  'lunar',
  'quiet',
  'velvet',
  'tiny',
  'neon',
  'late',
  'honey',
  'paper',
  'cosmic',
];
const nouns: NonEmpty<string> = [
  'otter',
  'whale',
  'radio',
  'fox',
  'owl',
  'cloud',
  'cassette',
  'ramen',
  'comet',
  'echo',
];
const emoji: NonEmpty<string> = ['🌙', '🎧', '🔥', '💜', '🐳', '👩‍🎤', '✨', '🇰🇷'];

/** A made-up nickname, Korean or English, now and then with an emoji: copy must survive all of them. */
export function nickname(random: Random, korean: boolean): string {
  const plain = korean
    ? `${random.pick(moods)}${random.chance(0.4) ? ' ' : ''}${random.pick(beings)}`
    : `${random.pick(adjectives)}${random.chance(0.3) ? '_' : ''}${random.pick(nouns)}`;
  const numbered = random.chance(0.3) ? `${plain}${random.whole(1, 99)}` : plain;
  const kind = random.next();
  if (kind < 0.06) return `${random.pick(emoji)}${numbered}`;
  if (kind < 0.12) return `${numbered} ${random.pick(emoji)}`;
  // What forms let through: markup, quotes, and names that are only an emoji.
  if (kind < 0.125) return `<b>${numbered}</b>`;
  if (kind < 0.13) return `${numbered} & 'friends'`;
  return kind < 0.14 ? random.pick(emoji) : numbered;
}
