import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/deliver/index.ts';
import type { ChannelOutcome } from '../../src/model/channel.ts';
import { people, Script, type Stage, stage, start, total } from './support.ts';

const open: Stage[] = [];
const staged = async (...options: Parameters<typeof stage>): Promise<Stage> => {
  const one = await stage(...options);
  open.push(one);
  return one;
};
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const accepted: ChannelOutcome = { kind: 'accepted' };
const now = start.toISOString();

describe('two at once', () => {
  test('never send a key twice, and both end with the whole run settled', async () => {
    const { request, second } = await staged({ people: people(1_500) });
    const channel = new Script(() => sleep(1, accepted));
    const [a, b] = await Promise.all([deliver(request(channel)), deliver(request(channel, { ledger: second() }))]);
    expect(channel.calls).toHaveLength(1_500);
    expect(channel.repeated()).toEqual([]);
    expect(a.counts).toMatchObject({ sent: 1_500, queued: 0 });
    expect(b.counts).toMatchObject({ sent: 1_500, queued: 0 });
  });

  test('what a dead process had claimed is waited for and sent; what it was sending is unknown', async () => {
    const { request, second, run } = await staged({ people: people(100), leaseMs: 400 });
    const dead = second();
    const claimed = await dead.claim({ run: run.id, limit: 30, leaseMs: 400 });
    await dead.intend({ deliveries: claimed.slice(0, 3), leaseMs: 400, generation: 0 });
    const channel = new Script();
    const { counts } = await deliver(request(channel));
    expect(counts).toMatchObject({ sent: 97, unknown: 3, queued: 0 });
    expect(channel.repeated()).toEqual([]);
    expect(channel.calls.map(({ key }) => key)).not.toContain(claimed[0]?.key);
  });

  test('a server slower than the lease: the other process leaves the rows alone', async () => {
    const { request, second } = await staged({ people: people(10), leaseMs: 300 });
    const slow = new Script(() => sleep(1_000, accepted));
    const other = new Script();
    const first = deliver(request(slow));
    await sleep(100);
    const { counts } = await deliver(request(other, { ledger: second() }));
    await first;
    expect(counts).toMatchObject({ sent: 10, unknown: 0 });
    expect(slow.calls).toHaveLength(10);
    expect(other.calls).toEqual([]);
  });
});

describe('the intent', () => {
  test('is committed before the call: another process sees `sending` while the channel is asked', async () => {
    const { request, path } = await staged({ people: people(300) });
    const db = new Database(path, { readonly: true });
    const statusOf = db.prepare<[string], string>('select status from crm_deliveries where key = ?').pluck();
    const seen = new Set<string | undefined>();
    const channel = new Script(({ key }) => {
      seen.add(statusOf.get(key));
      return accepted;
    });
    await deliver(request(channel));
    db.close();
    expect([...seen]).toEqual(['sending']);
  });

  test('that is refused means no call', async () => {
    const { request, ledger, path } = await staged({ people: people(20), leaseMs: 300 });
    const db = new Database(path, { readonly: true });
    const statusOf = db.prepare<[string], string>('select status from crm_deliveries where key = ?').pluck();
    let refused = 0;
    const channel = new Script(({ key }) => {
      expect(statusOf.get(key)).toBe('sending');
      return accepted;
    });
    const stolen = {
      ...ledger,
      // Somebody else took every third row meanwhile.
      intend: async ({ deliveries, ...rest }: Parameters<typeof ledger.intend>[0]) => {
        const left = deliveries.filter(({ id, fence }) => fence > 1 || id % 3 > 0);
        refused += deliveries.length - left.length;
        return ledger.intend({ deliveries: left, ...rest });
      },
    };
    const { counts } = await deliver(request(channel, { ledger: stolen }));
    db.close();
    expect(refused).toBeGreaterThan(0);
    expect(channel.repeated()).toEqual([]);
    expect(channel.calls).toHaveLength(20);
    expect(counts).toMatchObject({ sent: 20, queued: 0, unknown: 0 });
  });
});

describe('answers that come late', () => {
  const late = async (answer: (s: Stage, ids: Awaited<ReturnType<Stage['ledger']['claim']>>) => Promise<void>) => {
    const one = await staged({ people: people(4) });
    const claimed = await one.ledger.claim({ run: one.run.id, limit: 4, leaseMs: 30 });
    await one.ledger.intend({ deliveries: claimed, leaseMs: 30, generation: 0 });
    await sleep(80);
    expect(await one.ledger.reap(one.run.id)).toEqual({ requeued: 0, unknown: 4 });
    expect(await one.counts()).toMatchObject({ unknown: 4, sent: 0 });
    await answer(one, claimed);
    return one;
  };

  test('an acknowledgement turns unknown into sent, a refusal into failed', async () => {
    const one = await late(async ({ ledger }, [a, b]) => {
      if (a) await ledger.acknowledge([{ delivery: a, verdict: { status: 'sent' }, at: now }]);
      if (b) await ledger.acknowledge([{ delivery: b, verdict: { status: 'failed', reason: 'smtp:550' }, at: now }]);
    });
    expect(await one.counts()).toMatchObject({ sent: 1, failed: 1, unknown: 2 });
    const channel = new Script();
    await deliver(one.request(channel));
    expect(channel.calls).toEqual([]);
  });

  test('an older fence changes nothing', async () => {
    const one = await late(async ({ ledger }, claimed) => {
      const old = claimed.map((delivery) => ({ ...delivery, fence: delivery.fence - 1 }));
      await ledger.acknowledge(old.map((delivery) => ({ delivery, verdict: { status: 'sent' }, at: now })));
    });
    expect(await one.counts()).toMatchObject({ unknown: 4, sent: 0 });
  });

  test('"not sent" after the run was thought done opens it again, and nobody is lost', async () => {
    const one = await late(async ({ ledger, request, run }, [a, b]) => {
      expect((await deliver(request(new Script()))).counts.unknown).toBe(4);
      expect((await ledger.run(run.id))?.state).toBe('done');
      if (a)
        await ledger.acknowledge([
          { delivery: a, verdict: { status: 'retry', reason: 'busy', retryAfter: 0 }, at: now },
        ]);
      if (b) await ledger.acknowledge([{ delivery: b, verdict: { status: 'queued', reason: 'down' }, at: now }]);
      expect((await ledger.run(run.id))?.state).toBe('sending');
    });
    expect((await deliver(one.request(new Script()))).counts).toMatchObject({ sent: 2, unknown: 2, queued: 0 });
  });

  test('a claim that ran out cannot be sent by the one who slept', async () => {
    const { ledger, run } = await staged({ people: people(2) });
    const claimed = await ledger.claim({ run: run.id, limit: 2, leaseMs: 30 });
    await sleep(80);
    expect(await ledger.intend({ deliveries: claimed, leaseMs: 1_000, generation: 0 })).toHaveProperty('size', 0);
    await ledger.reap(run.id);
    const again = await ledger.claim({ run: run.id, limit: 2, leaseMs: 1_000 });
    expect(await ledger.intend({ deliveries: claimed, leaseMs: 1_000, generation: 0 })).toHaveProperty('size', 0);
    expect(await ledger.intend({ deliveries: again, leaseMs: 1_000, generation: 0 })).toHaveProperty('size', 2);
    expect(await ledger.intend({ deliveries: again, leaseMs: 1_000, generation: 0 })).toHaveProperty('size', 0);
  });
});

test('whatever a channel says, in whatever order, the parts add up and no key that may be out goes out again', async () => {
  const word = fc.constantFrom<ChannelOutcome>(
    accepted,
    { kind: 'not_sent_permanent', reason: 'x' },
    { kind: 'unknown', reason: 'x' },
    { kind: 'not_sent_retry', reason: 'x', retryAfter: 0 },
    { kind: 'channel_down', reason: 'x' },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 6 }),
      async (words, window) => {
        const one = await stage({ people: people(12) });
        try {
          const mayBeOut = new Set<string>();
          const again: string[] = [];
          const channel = new Script(
            ({ key }, call) => {
              if (mayBeOut.has(key)) again.push(key);
              const said = words[(call - 1) % words.length] ?? accepted;
              if (said.kind === 'accepted' || said.kind === 'unknown') mayBeOut.add(key);
              return said;
            },
            { window },
          );
          for (let round = 0; round < 4; round++) {
            const { counts } = await deliver(one.request(channel));
            expect(total(counts)).toBe(12);
            expect(counts.audience).toBe(12);
            expect(counts.sent + counts.unknown).toBe(mayBeOut.size);
          }
          expect(again).toEqual([]);
        } finally {
          await one.close();
        }
      },
    ),
    { numRuns: 40 },
  );
});
