/** Letters and digits whose Korean reading ends in a consonant (l, m, n, r; 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔). */
const closedEnds = new Set([...'lmnrLMNR013678']);
const rieulEnds = new Set([...'lrLR178']);

/** A word with the Korean particle that fits its last sound: josa("지민", "이/가") is "지민이". Source: standard orthography, 한글 맞춤법. */
export function josa(word: string, pair: string): string {
  const [closed = '', open = ''] = pair.split('/');
  const last = [...word.normalize('NFC').replace(/[^\p{L}\p{N}]+$/u, '')].at(-1) ?? '';
  const code = (last.codePointAt(0) ?? 0) - 0xac00;
  const hangul = code >= 0 && code < 11_172;
  const final = hangul ? code % 28 : 0;
  const ends = hangul ? final > 0 : closedEnds.has(last);
  // 으로/로: a final ㄹ counts as open.
  const rieul = hangul ? final === 8 : rieulEnds.has(last);
  return word + (ends && !(closed === '으로' && rieul) ? closed : open);
}
