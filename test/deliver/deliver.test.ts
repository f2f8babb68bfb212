import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/deliver/index.ts';
import type { ChannelOutcome } from '../../src/model/channel.ts';
import type { Copy } from '../../src/model/copy.ts';
import { campaign, copy, people, person, Script, type Stage, stage, start, total } from './support.ts';

const open: Stage[] = [];
const staged = async (...options: Parameters<typeof stage>): Promise<Stage> => {
  const one = await stage(...options);
  open.push(one);
  return one;
};
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const retry: ChannelOutcome = { kind: 'not_sent_retry', reason: 'busy', retryAfter: 20 };

describe('a run to its end', () => {
  test('all accepted: each person once, the run is done', async () => {
    const { request, ledger, run } = await staged({ people: people(1_000) });
    const channel = new Script();
    let progress = 0;
    const { counts, stopped } = await deliver(request(channel, { onProgress: (n) => (progress += n) }));
    expect(counts).toMatchObject({ audience: 1_000, sent: 1_000, queued: 0, unknown: 0, arms: { default: 1_000 } });
    expect(stopped).toBeUndefined();
    expect(progress).toBe(1_000);
    expect(channel.repeated()).toEqual([]);
    expect((await ledger.run(run.id))?.state).toBe('done');
    expect((await deliver(request(channel))).counts.sent).toBe(1_000);
    expect(channel.calls).toHaveLength(1_000);
  });

  test('a mixture of outcomes adds up', async () => {
    const list = [...people(60), person('q1', { consent: false }), person('q2', { address: undefined })];
    const { request } = await staged({
      people: list,
      campaign: campaign({ experiment: { salt: 'mix', holdout: 20 } }),
    });
    const say: ChannelOutcome[] = [
      { kind: 'accepted' },
      { kind: 'not_sent_permanent', reason: 'smtp:550' },
      { kind: 'unknown', reason: 'smtp:ETIMEDOUT' },
      { kind: 'accepted', providerId: '250' },
    ];
    const channel = new Script(({ person: who }) => say[Number(who.slice(1)) % 4] ?? { kind: 'accepted' });
    const { counts } = await deliver(request(channel));
    expect(total(counts)).toBe(62);
    expect(counts.audience).toBe(62);
    expect(counts.skipped).toEqual({ no_consent: 1, no_address: 1 });
    expect(counts.heldOut).toBeGreaterThan(0);
    expect(counts.sent + counts.failed + counts.unknown).toBe(60 - counts.heldOut);
    expect(counts.failed).toBeGreaterThan(0);
    expect(counts.unknown).toBeGreaterThan(0);
    expect(channel.repeated()).toEqual([]);
    expect(channel.calls).toHaveLength(60 - counts.heldOut);
  });

  test('not sent, tried again, sent', async () => {
    const { request } = await staged({ people: people(20) });
    const seen = new Set<string>();
    const channel = new Script(({ key }) => (seen.size === seen.add(key).size ? { kind: 'accepted' } : retry));
    const { counts } = await deliver(request(channel));
    expect(counts).toMatchObject({ sent: 20, failed: 0, queued: 0 });
    expect(channel.calls).toHaveLength(40);
  });

  test('five attempts and no more', async () => {
    const { request } = await staged({ people: people(3) });
    const channel = new Script(() => retry);
    const { counts } = await deliver(request(channel));
    expect(counts).toMatchObject({ failed: 3, sent: 0, queued: 0 });
    expect(channel.calls).toHaveLength(15);
  });

  test('one bad recipient and one bad template value spoil only their own row', async () => {
    const { request } = await staged({ people: people(100) });
    const bad: Copy = {
      ...copy,
      render: (who, system) =>
        'id' in who && who.id === 'p00050' ? { reason: 'render_failed' } : copy.render(who, system),
    };
    const channel = new Script(({ person: who }) =>
      who === 'p00001' ? { kind: 'not_sent_permanent', reason: 'smtp:554' } : { kind: 'accepted' },
    );
    const { counts } = await deliver(request(channel, { copies: new Map([['default', bad]]) }));
    expect(counts).toMatchObject({ sent: 98, failed: 1, skipped: { render_failed: 1 } });
  });

  test('a channel that throws proves nothing', async () => {
    const { request } = await staged({ people: people(4) });
    const { counts } = await deliver(request(new Script(() => Promise.reject(new Error('broken')))));
    expect(counts).toMatchObject({ unknown: 4, sent: 0, queued: 0 });
  });

  test('a variant that was removed cancels its messages', async () => {
    const { request } = await staged({ people: people(5) });
    const { counts } = await deliver(request(new Script(), { copies: new Map() }));
    expect(counts).toMatchObject({ cancelled: 5, sent: 0 });
    expect(total(counts)).toBe(5);
  });
});

describe('between the decision and the call', () => {
  test('a person who left, withdrew or lost the address is skipped', async () => {
    const { request, people: all } = await staged({ people: people(10) });
    all.delete('p00000');
    all.set('p00001', person('p00001', { consent: false }));
    all.set('p00002', person('p00002', { address: undefined }));
    all.set('p00003', person('p00003', { address: 'not an address' }));
    const channel = new Script();
    const { counts } = await deliver(request(channel));
    expect(counts).toMatchObject({
      audience: 10,
      sent: 6,
      skipped: { gone: 1, no_consent: 1, no_address: 1, invalid_address: 1 },
    });
    expect(total(counts)).toBe(10);
    expect(channel.calls.map(({ person: who }) => who)).not.toContain('p00001');
  });

  test('an expired run sends nothing', async () => {
    const { request } = await staged({ people: people(5), expiresAt: '2026-11-06T10:00:00.000Z' });
    const channel = new Script();
    const { counts } = await deliver(request(channel));
    expect(counts).toMatchObject({ expired: 5, sent: 0 });
    expect(channel.calls).toEqual([]);
  });

  test('what expires while it waits its turn is not sent', async () => {
    const { request } = await staged({ people: people(40), expiresAt: '2026-11-06T10:00:01.000Z' });
    let now = start;
    const channel = new Script(
      (_, call) => {
        if (call === 10) now = new Date('2026-11-06T10:00:01.000Z');
        return { kind: 'accepted' };
      },
      { window: 1 },
    );
    const { counts } = await deliver(request(channel, { now: () => now }));
    expect(counts).toMatchObject({ sent: 10, expired: 30 });
  });

  test('whoever withdraws while a slow batch is under way gets nothing', async () => {
    const { request, people: all } = await staged({ people: people(50) });
    let ticks = 0;
    const channel = new Script(
      (_, call) => {
        // A server that takes a second for each mail; everybody withdraws during the fifth.
        ticks += 1_000;
        if (call === 5) for (const id of all.keys()) all.set(id, person(id, { consent: false }));
        return { kind: 'accepted' };
      },
      { window: 1 },
    );
    const { counts } = await deliver(request(channel, { ticks: () => ticks }));
    expect(counts.sent).toBeLessThanOrEqual(12);
    expect(counts.sent + (counts.skipped.no_consent ?? 0)).toBe(50);
  });

  test('somebody who is not in the run withdraws at the same address while it is sent: the address is closed', async () => {
    const { request, people: all } = await staged({ people: people(50) });
    let ticks = 0;
    const channel = new Script(
      (_, call) => {
        ticks += 1_000;
        if (call === 5) all.set('q', person('q', { consent: false, address: 'p00049@people.example' }));
        return { kind: 'accepted' };
      },
      { window: 1 },
    );
    const { counts } = await deliver(request(channel, { ticks: () => ticks }));
    expect(counts).toMatchObject({ sent: 49, skipped: { address_withdrawn: 1 } });
    expect(channel.calls.map(({ person: who }) => who)).not.toContain('p00049');
  });
});

describe('stopping', () => {
  test('a channel that is down ends the run; the rows stay queued and lose no attempt', async () => {
    const { request, ledger, run } = await staged({ people: people(300) });
    const isDown = new Script(() => ({ kind: 'channel_down', reason: 'no route' }));
    for (let i = 0; i < 7; i++) {
      const { counts, stopped } = await deliver(request(isDown));
      expect(stopped).toEqual({ kind: 'channel', reason: 'no route' });
      expect(counts).toMatchObject({ queued: 300, sent: 0, failed: 0, unknown: 0 });
    }
    expect(isDown.calls.length).toBeLessThanOrEqual(7 * 5);
    expect((await ledger.run(run.id))?.state).toBe('sending');
    const seen = new Set<string>();
    const back = new Script(({ key }) => (seen.size === seen.add(key).size ? { kind: 'accepted' } : retry));
    expect((await deliver(request(back))).counts).toMatchObject({ sent: 300, failed: 0 });
  });

  test('a signal: what is in flight is finished, nothing is unknown, the next call goes on', async () => {
    const { request } = await staged({ people: people(500) });
    const stop = new AbortController();
    const slow = new Script(async (_, call) => {
      if (call === 50) stop.abort();
      await sleep(5);
      return { kind: 'accepted' };
    });
    const { counts, stopped } = await deliver(request(slow, { stop: stop.signal }));
    expect(stopped?.kind).toBe('signal');
    expect(counts.unknown).toBe(0);
    expect(counts.sent).toBe(slow.calls.length);
    expect(counts.sent).toBeLessThanOrEqual(55);
    expect(counts.sent + counts.queued).toBe(500);
    const rest = new Script();
    expect((await deliver(request(rest))).counts.sent).toBe(500);
    expect(rest.calls.length + slow.calls.length).toBe(500);
  });

  test('a signal does not wait for a slow rate, nor for a retry', async () => {
    const { request } = await staged({ people: people(10) });
    for (const channel of [
      new Script(undefined, { rate: 1 / 60 }),
      new Script(() => ({ ...retry, retryAfter: 60_000 })),
    ]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 200);
      const began = performance.now();
      const { stopped, counts } = await deliver(request(channel, { stop: stop.signal }));
      expect(stopped?.kind).toBe('signal');
      expect(counts.unknown).toBe(0);
      expect(performance.now() - began).toBeLessThan(2_000);
    }
  });

  test('a signal before the beginning sends nothing', async () => {
    const { request } = await staged({ people: people(10) });
    const channel = new Script();
    const { counts } = await deliver(request(channel, { stop: AbortSignal.abort() }));
    expect(channel.calls).toEqual([]);
    expect(counts.queued).toBe(10);
  });

  test('a store that fails gives the rows back at once', async () => {
    const { request } = await staged({ people: people(10) });
    const good = request(new Script());
    const store = { ...good.store, all: () => Promise.reject(new Error('gone away')) };
    await expect(deliver({ ...good, store })).rejects.toThrow('gone away');
    const began = performance.now();
    expect((await deliver(good)).counts.sent).toBe(10);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test('a ledger that cannot commit an intent: nothing more is sent, and no lane goes on unseen', async () => {
    const { request, ledger } = await staged({ people: people(50), leaseMs: 300 });
    const channel = new Script(() => sleep(20, { kind: 'accepted' as const }));
    let intents = 0;
    const full = {
      ...ledger,
      intend: async (one: Parameters<typeof ledger.intend>[0]) => {
        intents += 1;
        if (intents > 2) throw new Error('disk full');
        return ledger.intend(one);
      },
    };
    await expect(deliver(request(channel, { ledger: full }))).rejects.toThrow('disk full');
    const calls = channel.calls.length;
    await sleep(100);
    expect(channel.calls).toHaveLength(calls);
    const { counts } = await deliver(request(channel));
    expect(counts).toMatchObject({ sent: 50, unknown: 0 });
    expect(channel.repeated()).toEqual([]);
  });
});

test('a rate is kept, and used', async () => {
  const { request } = await staged({ people: people(100) });
  const times: number[] = [];
  const channel = new Script(
    () => {
      times.push(performance.now());
      return { kind: 'accepted' };
    },
    { rate: 100 },
  );
  const began = performance.now();
  await deliver(request(channel));
  const seconds = (performance.now() - began) / 1000;
  expect(seconds).toBeGreaterThan(0.85);
  expect(seconds).toBeLessThan(3);
  // In no window of half a second more than 50 and the burst that makes up for late timers.
  for (const [i, time] of times.entries())
    expect(times.slice(i).filter((t) => t < time + 500).length).toBeLessThanOrEqual(58);
});
