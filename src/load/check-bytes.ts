import { isUtf8 } from 'node:buffer';
import type { Diagnostic } from '../base/diagnostic.ts';

export const maxBytes = 256 * 1024;
const maxDepth = 64;

/** The text of a file, when its bytes are safe to parse: UTF-8, not too large, not nested too deep. */
export function checkBytes(path: string, bytes: Buffer): { text: string } | { finding: Diagnostic } {
  if (bytes.length > maxBytes) return { finding: tooLarge(path, bytes.length) };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return notText(path, { line: 1, column: 1 }, 'the file is UTF-16; only UTF-8 is read');
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) return notText(path, placeOf(bytes, nul), 'the file is binary (it contains a zero byte)');
  if (!isUtf8(bytes))
    return notText(path, firstBad(bytes), 'the file is not UTF-8 text: a character here is something else');
  const text = new TextDecoder('utf-8').decode(bytes);
  const line = tooDeep(text);
  if (line > 0) return { finding: nestedTooDeep(path, line) };
  return { text };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function placeOf(bytes: Buffer, offset: number): Position {
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, offset));
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Where the first bytes stand that are no UTF-8. */
function firstBad(bytes: Buffer): Position {
  let start = 0;
  for (let line = 1; start <= bytes.length; line += 1) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const part = bytes.subarray(start, end);
    if (!isUtf8(part)) return { line, column: new TextDecoder('utf-8').decode(part).indexOf('\ufffd') + 1 };
    start = end + 1;
  }
  return { line: 1, column: 1 };
}

/** The line where brackets or indentation go too deep, or 0. Counts brackets in strings as well: no real file comes near. */
function tooDeep(text: string): number {
  let brackets = 0;
  const indents: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const indent = /^[ ?-]*/.exec(line)?.[0] ?? '';
    while ((indents.at(-1) ?? -1) >= indent.length) indents.pop();
    indents.push(indent.length);
    const marks = indent.replaceAll(' ', '').length;
    for (const char of line) {
      if (char === '[' || char === '{') brackets += 1;
      else if (char === ']' || char === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > maxDepth) return index + 1;
    }
    if (indents.length + marks > maxDepth * 2) return index + 1;
  }
  return 0;
}

const finding = (
  file: string,
  { line, column }: Position,
  facts: Pick<Diagnostic, 'code' | 'summary' | 'why'> & { readonly next: string },
): Diagnostic => ({ ...facts, severity: 'error', place: { file, line, column }, next: [facts.next] });

const start: Position = { line: 1, column: 1 };

export const tooLarge = (path: string, size: number): Diagnostic =>
  finding(path, start, {
    code: 'FILE.TOO_LARGE',
    summary: `the file has ${size.toLocaleString('en')} bytes; at most ${maxBytes.toLocaleString('en')} are read`,
    why: 'Definitions are small files that a colleague can review; lists of people belong into the store.',
    next: 'Split it into several files, or move the data out of it.',
  });

const nestedTooDeep = (path: string, line: number): Diagnostic =>
  finding(
    path,
    { line, column: 1 },
    {
      code: 'FILE.TOO_DEEP',
      summary: `the file is nested more than ${maxDepth} levels deep`,
      why: 'Nobody could say what it means, and reading it would take all memory.',
      next: 'Move the inner part into a definition of its own and refer to it by its id.',
    },
  );

const notText = (path: string, position: Position, summary: string): { finding: Diagnostic } => ({
  finding: finding(path, position, {
    code: 'FILE.NOT_TEXT',
    summary,
    why: 'Definitions are text in UTF-8, so that Korean looks the same on every machine.',
    next: 'Save it again with the encoding UTF-8 (editors: "Save with encoding"; Notepad: "Save as", encoding UTF-8).',
  }),
});
