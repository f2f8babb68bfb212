import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A sentence as lines that fit a terminal; Korean and emoji take two columns. `indent` stands before every line but the first. */
export function wrapText(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let start = /^ */.exec(text)?.[0] ?? '';
  let line = '';
  for (const word of text
    .trim()
    .split(/ +/)
    .flatMap((one) => breakWord(one, width - stringWidth(indent)))) {
    if (line !== '' && stringWidth(`${start}${line} ${word}`) > width) {
      lines.push(start + line);
      start = indent;
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, start + line];
}

/** A word that is wider than a line, in pieces. */
function breakWord(word: string, width: number): string[] {
  if (stringWidth(word) <= width || width < 2) return [word];
  const pieces = [''];
  for (const { segment } of graphemes.segment(word)) {
    const last = pieces.at(-1) ?? '';
    if (last !== '' && stringWidth(last + segment) > width) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}

/** The beginning of a text, with … where it was cut, at most `width` columns. */
export function clipText(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
