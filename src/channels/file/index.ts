import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Channel, ChannelOutcome, OutgoingMessage } from '../../model/channel.ts';
import { parseRate } from '../parse-rate.ts';
import { type Outbox, outboxPath } from './outbox-path.ts';

interface Waiting {
  readonly line: string;
  readonly done: (outcome: ChannelOutcome) => void;
}

/** Writes one JSON line a message, for trying things and for other programs to pick up. What was asked for together is on disk together. */
export async function createFileChannel({ medium, settings, root }: Outbox): Promise<Channel> {
  const path = outboxPath({ medium, settings, root });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  let waiting: Waiting[] = [];
  let writing = false;
  // What a crash or a full disk cut off gets a line of its own.
  let torn = await endsInside(path);
  const flush = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const outcome = await write(batch.map(({ line }) => line).join(''));
      for (const { done } of batch) done(outcome);
    }
    writing = false;
  };
  const write = async (text: string): Promise<ChannelOutcome> => {
    try {
      await file.appendFile(torn ? `\n${text}` : text);
      torn = false;
      await file.datasync();
      return { kind: 'accepted' };
    } catch (error) {
      // Part of it may be in the file.
      torn = true;
      return { kind: 'unknown', reason: `file:${(error as NodeJS.ErrnoException).code ?? 'error'}` };
    }
  };
  return {
    window: 500,
    rate: parseRate(settings.rate),
    send: (message) =>
      new Promise((done) => {
        waiting.push({ line: toLine(message, settings.from), done });
        setImmediate(() => void flush());
      }),
    close: () => file.close(),
  };
}

/** Whether a file ends in the middle of a line. */
async function endsInside(path: string): Promise<boolean> {
  const reader = await open(path, 'r');
  try {
    const { size } = await reader.stat();
    if (size === 0) return false;
    const { buffer } = await reader.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== 0x0a;
  } finally {
    await reader.close();
  }
}

const toLine = (message: OutgoingMessage, from: string | undefined): string =>
  `${JSON.stringify({ key: message.key, medium: message.medium, campaign: message.campaign, person: message.person, to: message.address, ...(from === undefined ? {} : { from }), ...message.parts })}\n`;
