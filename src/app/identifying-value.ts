/** More than a word or two was written by somebody. */
const longest = 30;

const patterns: readonly RegExp[] = [
  /@|:\/\//,
  // Phone numbers, resident numbers, cards, eight digits that are a date: with or without separators.
  /\d(?:[ ().+-]?\d){6,}/,
  /^\d{6}$/,
  /^(?:\d{1,3}\.){3}\d{1,3}$/,
  // Dates.
  /\d{4}[-./]\s?\d{1,2}/,
  /\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?/,
  /\d[년월年月]/,
  // Positions: more digits than a price or a rating has.
  /-?\d+\.\d{2,}(?!\.)/,
];

const surnames =
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부';
const koreanName = new RegExp(`^[${surnames}][가-힣]{2}$`);
/** Districts and kinds of members have the form of a name, too. */
const noName = /[구군시도동읍면역점]$|회원$|고객$|등급$/;
const fullName = /^\p{Lu}\p{Ll}+ (?:\p{Lu}\.? )?\p{Lu}\p{Ll}+$/u;

/** Whether a value looks like a contact, a number of somebody, a date, a position or free text. */
export const looksIdentifying = (text: string): boolean =>
  [...text].length > longest || patterns.some((pattern) => pattern.test(text));

/** Whether a value has the form of a person's name; only many of them say that a column holds names. */
export const looksLikeName = (text: string): boolean =>
  (koreanName.test(text) && !noName.test(text)) || fullName.test(text);
