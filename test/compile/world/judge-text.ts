/** By UTF-8 bytes, which is by code points. */
export const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** All letters, not only ASCII. */
export const foldCase = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');

const classes: Record<string, string> = {
  d: '0-9',
  w: 'A-Za-z0-9_',
  s: ' \\t\\n\\v\\f\\r',
};

/** The portable part of regular expressions, by JavaScript's: `.` is all but a line feed, \d \w \s are ASCII. */
export function matchText(pattern: string, text: string, ignoreCase: boolean): boolean {
  let inClass = false;
  const source = pattern.replace(/\\(.)|[[\].]/gsu, (part, escaped: string | undefined) => {
    const set = escaped === undefined ? undefined : classes[escaped.toLowerCase()];
    if (set !== undefined) {
      if (!inClass) return escaped === escaped?.toLowerCase() ? `[${set}]` : `[^${set}]`;
      return escaped === escaped?.toLowerCase() ? set : part;
    }
    if (part === '[') inClass = true;
    if (part === ']') inClass = false;
    if (part === '.' && !inClass) return '[^\\n]';
    return part;
  });
  return new RegExp(source, ignoreCase ? 'iu' : 'u').test(ignoreCase ? foldCase(text) : text);
}
