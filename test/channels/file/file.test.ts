import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openChannel } from '../../../src/channels/index.ts';
import type { OutgoingMessage } from '../../../src/model/channel.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crm-file-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const message = (key: string, over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key,
  medium: 'sms',
  campaign: 'thanks',
  person: `p-${key}`,
  address: '+821012345678',
  transactional: false,
  parts: { text: '(광고)[Sori] 후원 감사! 🎧\n둘째 줄' },
  ...over,
});

const open = (settings: { path?: string; from?: string; rate?: string } = {}) =>
  openChannel({ medium: 'sms', settings: { provider: 'file', ...settings }, root });

const lines = (path = 'outbox/sms.ndjson'): unknown[] =>
  readFileSync(join(root, path), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the file channel', () => {
  test('writes one JSON line a message, Korean and line breaks intact', async () => {
    const channel = await open({ from: '15990000' });
    expect(await channel.send(message('a'))).toEqual({ kind: 'accepted' });
    await channel.close();
    expect(lines()).toEqual([
      {
        key: 'a',
        medium: 'sms',
        campaign: 'thanks',
        person: 'p-a',
        to: '+821012345678',
        from: '15990000',
        text: '(광고)[Sori] 후원 감사! 🎧\n둘째 줄',
      },
    ]);
  });

  test('appends to what is there, also from another process', async () => {
    const first = await open();
    const second = await open();
    await first.send(message('a'));
    await second.send(message('b'));
    await first.send(message('c'));
    await first.close();
    await second.close();
    expect(lines().map((line) => (line as { key: string }).key)).toEqual(['a', 'b', 'c']);
  });

  test('2,000 messages at once are 2,000 lines', async () => {
    const channel = await open();
    const said = await Promise.all(Array.from({ length: 2_000 }, (_, i) => channel.send(message(`k${i}`))));
    expect(said.every(({ kind }) => kind === 'accepted')).toBe(true);
    await channel.close();
    expect(new Set(lines().map((line) => (line as { key: string }).key)).size).toBe(2_000);
  });

  test('only its owner reads it', async () => {
    const channel = await open({ path: 'deep/er/out.ndjson' });
    await channel.send(message('a'));
    await channel.close();
    expect(statSync(join(root, 'deep/er/out.ndjson')).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, 'deep')).mode & 0o777).toBe(0o700);
  });

  test('a full disk leaves the message unknown and nothing crashes', async () => {
    mkdirSync(join(root, 'outbox'));
    symlinkSync('/dev/full', join(root, 'outbox/sms.ndjson'));
    const channel = await open();
    const said = await Promise.all([channel.send(message('a')), channel.send(message('b'))]);
    expect(said).toEqual([
      { kind: 'unknown', reason: 'file:ENOSPC' },
      { kind: 'unknown', reason: 'file:ENOSPC' },
    ]);
    expect((await channel.send(message('c'))).kind).toBe('unknown');
    await channel.close();
  });

  test('a line that was torn, by a crash or a full disk, spoils no other line', async () => {
    mkdirSync(join(root, 'outbox'));
    writeFileSync(join(root, 'outbox/sms.ndjson'), '{"key":"torn","tex');
    const channel = await open();
    await channel.send(message('a'));
    await channel.close();
    const [torn, whole] = readFileSync(join(root, 'outbox/sms.ndjson'), 'utf8').trimEnd().split('\n');
    expect(torn).toBe('{"key":"torn","tex');
    expect(JSON.parse(whole ?? '')).toMatchObject({ key: 'a' });
  });

  test.each([
    ['200/s', 200],
    ['600/m', 10],
    [undefined, undefined],
  ])('rate %s', async (rate, expected) => {
    const channel = await open(rate === undefined ? {} : { rate });
    expect(channel.rate).toBe(expected);
    await channel.close();
  });
});
