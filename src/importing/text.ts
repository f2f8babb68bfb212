import { isUtf8 } from 'node:buffer';
import type { Findings } from './findings.ts';
import type { Open } from './types.ts';

const headSize = 64 * 1024;

export interface OpenText {
  /** The beginning of the text, to find the delimiter and the header in. */
  readonly head: string;
  /** The head is all there is. */
  readonly complete: boolean;
  /** All of it, from the beginning. */
  readonly chunks: AsyncIterable<Buffer>;
}

/** Opens a file as UTF-8 text without byte order mark; ends early, with a finding, where it is not. */
export async function openText(open: Open, findings: Findings): Promise<OpenText> {
  const chunks = checked(open, findings);
  const first: Buffer[] = [];
  let size = 0;
  let complete = false;
  while (size < headSize && !complete) {
    const next = await chunks.next();
    if (next.done === true) complete = true;
    else {
      first.push(next.value);
      size += next.value.length;
    }
  }
  return { head: Buffer.concat(first).toString('utf8'), complete, chunks: again(first, chunks) };
}

async function* again(first: readonly Buffer[], rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* checked(open: Open, findings: Findings): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let begun = false;
  for await (const chunk of open()) {
    if (findings.stopped) return;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const joined = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const whole = joined.subarray(0, completeLength(joined));
    rest = joined.subarray(whole.length);
    if (whole.length === 0) continue;
    if (!isText(whole)) return refuse(whole, line, findings);
    line += countLines(whole);
    yield begun ? whole : withoutMark(whole);
    begun = true;
  }
  if (rest.length > 0) refuse(rest, line, findings);
}

const isText = (bytes: Buffer): boolean => isUtf8(bytes) && !bytes.includes(0);

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** How many bytes end with a whole character: a chunk may cut one in two. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

function refuse(bytes: Buffer, firstLine: number, findings: Findings): void {
  let line = firstLine;
  let from = 0;
  for (let at = bytes.indexOf(10); at >= 0 && isText(bytes.subarray(from, at)); at = bytes.indexOf(10, from)) {
    from = at + 1;
    line += 1;
  }
  const end = bytes.indexOf(10, from);
  const zero = bytes.subarray(from, end < 0 ? bytes.length : end).includes(0);
  findings.stop({
    code: 'IMPORT.NOT_UTF8',
    summary: zero ? `line ${line} holds a zero byte: the file is UTF-16 or no text` : `line ${line} is not UTF-8 text`,
    line,
    why: 'Another encoding (EUC-KR and CP949 are usual in Korea) would be read as other letters.',
    next: [
      'Export the file again as UTF-8. In Excel: Save as, "CSV UTF-8 (comma delimited)".',
      'Or convert it: iconv -f CP949 -t UTF-8 old.csv > new.csv',
    ],
  });
}
