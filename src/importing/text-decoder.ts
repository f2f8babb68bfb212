import { isAscii, isUtf8 } from 'node:buffer';
import type { Findings } from './findings.ts';
import { isKorean } from './korean-text.ts';
import { type Encoding, type Transcode, transcoder } from './transcoder.ts';

interface Decoder {
  readonly add: (block: Buffer) => Buffer;
  readonly end: () => Buffer;
}

const nothing = Buffer.alloc(0);

/** Bytes of UTF-8, UTF-16 with a mark, or Korean Excel (CP949) as UTF-8. The first block that is not plain ASCII decides. */
export function textDecoder(findings: Findings): Decoder {
  let encoding: 'utf-8' | Encoding | undefined;
  let transcode: Transcode | undefined;
  let rest: Buffer = nothing;
  let line = 1;
  let begun = false;

  function decide(block: Buffer): void {
    if (!begun && block[0] === 0xff && block[1] === 0xfe) encoding = 'utf-16le';
    else if (!begun && block[0] === 0xfe && block[1] === 0xff) encoding = 'utf-16be';
    else if (isUtf8(block.subarray(0, completeLength(block)))) encoding = isAscii(block) ? undefined : 'utf-8';
    else if (isKorean(block)) {
      encoding = 'cp949';
      findings.add({ ...readAsKorean, line });
    } else encoding = 'utf-8';
    if (encoding !== undefined && encoding !== 'utf-8') transcode = transcoder(encoding);
  }

  function convert(block: Buffer, last: boolean): Buffer {
    const whole = transcode ? block : wholeCharacters(block, last);
    const bytes = transcode ? transcode(whole, last) : whole;
    if (!bytes || !isUtf8(bytes) || bytes.includes(0)) return refuse(bytes ?? whole, line, { findings, encoding });
    line += countLines(bytes);
    const text = begun ? bytes : withoutMark(bytes);
    begun = true;
    return text;
  }

  /** UTF-8 up to the last whole character; the others wait for the next block. */
  function wholeCharacters(block: Buffer, last: boolean): Buffer {
    const joined = rest.length === 0 ? block : Buffer.concat([rest, block]);
    const whole = last ? joined : joined.subarray(0, completeLength(joined));
    rest = joined.subarray(whole.length);
    return whole;
  }

  return {
    add: (block) => {
      if (encoding === undefined) decide(block);
      return convert(block, false);
    },
    end: () => (findings.stopped ? nothing : convert(nothing, true)),
  };
}

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** How many bytes end with a whole character: a block may cut one in two. */
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

interface Refused {
  readonly findings: Findings;
  readonly encoding: string | undefined;
}

/** Names the first line that is no text. */
function refuse(bytes: Buffer, firstLine: number, { findings, encoding }: Refused): Buffer {
  const isGood = (part: Buffer): boolean =>
    !part.includes(0) && (isUtf8(part) || (encoding === 'cp949' && transcoder(encoding)(part, true) !== undefined));
  let line = firstLine;
  let from = 0;
  for (let at = bytes.indexOf(10); at >= 0 && isGood(bytes.subarray(from, at)); at = bytes.indexOf(10, from)) {
    from = at + 1;
    line += 1;
  }
  const end = bytes.indexOf(10, from);
  const zero = bytes.subarray(from, end < 0 ? bytes.length : end).includes(0);
  findings.stop({ ...notText(line, zero), line });
  return nothing;
}

const readAsKorean = {
  code: 'IMPORT.KOREAN_ENCODING',
  severity: 'info',
  summary: 'the file is not UTF-8; it is read as CP949 (EUC-KR), which Korean Excel writes',
  why: 'Nearly all of its letters are common Hangul when they are read so.',
  next: ['If letters look wrong in the result, export it as "CSV UTF-8 (comma delimited)".'],
} as const;

const notText = (line: number, zero: boolean) => ({
  code: 'IMPORT.NOT_UTF8',
  summary: zero ? `line ${line} holds a zero byte: the file is UTF-16 or no text` : `line ${line} is not UTF-8 text`,
  why: 'UTF-8, Korean Excel (CP949) and UTF-16 with a byte order mark are read; anything else would be read as other letters.',
  next: [
    'Export the file again as UTF-8. In Excel: Save as, "CSV UTF-8 (comma delimited)".',
    'Or convert it, for example: iconv -f SHIFT_JIS -t UTF-8 old.csv > new.csv',
  ],
});
