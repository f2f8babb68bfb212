import type { Diagnostic } from '../base/diagnostic.ts';

const maxBytes = 256 * 1024;
const maxDepth = 64;

/** The text of a file, when its bytes are safe to parse: UTF-8, not too large, not nested too deep. */
export function checkBytes(path: string, bytes: Buffer): { text: string } | { finding: Diagnostic } {
  if (bytes.length > maxBytes) {
    return bad(
      path,
      1,
      `the file has ${bytes.length.toLocaleString('en')} bytes; at most ${maxBytes.toLocaleString('en')} are read`,
      'FILE.TOO_LARGE',
    );
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return bad(path, 1, 'the file is UTF-16; only UTF-8 is read', 'FILE.NOT_TEXT');
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) return bad(path, lineOf(bytes, nul), 'the file is binary (it contains a zero byte)', 'FILE.NOT_TEXT');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bad(path, 1, 'the file is not UTF-8 text', 'FILE.NOT_TEXT');
  }
  const line = tooDeep(text);
  if (line > 0) return bad(path, line, `the file is nested more than ${maxDepth} levels deep`, 'FILE.TOO_DEEP');
  return { text };
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i += 1) if (bytes[i] === 10) line += 1;
  return line;
}

/** The line where brackets or indentation go too deep, or 0. Counts brackets in strings as well: no real file comes near. */
function tooDeep(text: string): number {
  let brackets = 0;
  const indents: number[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const indent = /^[ -]*/.exec(line)?.[0] ?? '';
    while ((indents.at(-1) ?? -1) >= indent.length) indents.pop();
    indents.push(indent.length);
    const dashes = indent.split('-').length - 1;
    for (const char of line) {
      if (char === '[' || char === '{') brackets += 1;
      else if (char === ']' || char === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > maxDepth) return index + 1;
    }
    if (indents.length + dashes > maxDepth * 2) return index + 1;
  }
  return 0;
}

function bad(file: string, line: number, summary: string, code: string): { finding: Diagnostic } {
  return {
    finding: {
      code,
      severity: 'error',
      summary,
      place: { file, line, column: 1 },
      why: 'Definitions are small UTF-8 text files.',
      next: ['Save it again as UTF-8 text, or split it.'],
    },
  };
}
