import type { Findings } from './findings.ts';
import { textDecoder } from './text-decoder.ts';
import type { Open } from './types.ts';

const blockSize = 64 * 1024;

export interface OpenText {
  /** The beginning of the text, to find the delimiter and the header in. */
  readonly head: string;
  /** The head is all there is. */
  readonly complete: boolean;
  /** All of it, from the beginning, as UTF-8. */
  readonly chunks: AsyncIterable<Buffer>;
}

/** Opens a file as UTF-8 text without byte order mark; ends early, with a finding, where it is no text. */
export async function openText(open: Open, findings: Findings): Promise<OpenText> {
  const chunks = decoded(open, findings);
  const first: Buffer[] = [];
  let size = 0;
  let complete = false;
  while (size < blockSize && !complete) {
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

async function* decoded(open: Open, findings: Findings): AsyncGenerator<Buffer> {
  const decoder = textDecoder(findings);
  for await (const block of blocks(open)) {
    const text = decoder.add(block);
    if (text.length > 0) yield text;
    if (findings.stopped) return;
  }
  const rest = decoder.end();
  if (rest.length > 0) yield rest;
}

/** The bytes in pieces that are large enough to tell the encoding by, however the file is read. */
async function* blocks(open: Open): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of open()) {
    waiting.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    size += chunk.byteLength;
    if (size < blockSize) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}
