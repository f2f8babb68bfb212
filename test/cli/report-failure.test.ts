import { expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { reportFailure } from '../../src/cli/report-failure.ts';

it.each([undefined, null, 'a text', 7, new Error('x')])(
  'whatever is thrown is a bug with an id: %s',
  async (thrown) => {
    const notes: string[] = [];
    const io = {
      exitName: () => 'ok',
      note: (text: string) => notes.push(text),
      findings: { color: false, width: undefined, mask: (text: string) => text },
    } as unknown as Io;
    expect(await reportFailure(io, thrown, { argv: [], json: false, flags: {} })).toBe('internal');
    expect(notes.join()).toMatch(/INTERNAL\.BUG[\s\S]*report [0-9a-f]{8}/);
  },
);
