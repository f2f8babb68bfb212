import { describe, expect, test } from 'vitest';
import type { Limit, LoadRules } from '../../src/model/limits.ts';
import type { DeliveryLedger } from '../../src/model/ports.ts';
import { delivery, enqueue, run, useFiles } from './support.ts';

const files = useFiles();
const now = new Date('2026-11-06T10:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const rules = (over: Partial<LoadRules> = {}): LoadRules => ({
  limits: [{ max: 1, within: '1d' }],
  message: { channel: 'email', tags: [] },
  whenCapped: 'hold',
  first: new Map(),
  ...over,
});

/** Claims what waits in a run and means to send it; how many may be. */
async function intend(ledger: DeliveryLedger, id: string, over: Partial<LoadRules> = {}, at = now): Promise<number> {
  const claimed = await ledger.claim({ run: id, limit: 100, leaseMs: 5000, now: at });
  const moved = await ledger.intend({
    deliveries: claimed,
    leaseMs: 5000,
    generation: 0,
    load: { rules: rules(over), now: at },
  });
  return moved === 'changed' ? -1 : moved.size;
}

async function twoRuns() {
  const ledger = files().open();
  for (const campaign of ['low', 'high'])
    await enqueue(ledger, [delivery('p1', { key: `${campaign}-p1` })], run({ id: campaign, campaign }));
  return ledger;
}

describe('the intent asks the limits', () => {
  test('what waits of a higher priority takes the room, and leaves it when it is through', async () => {
    const ledger = await twoRuns();
    const below = { first: new Map([['high', []]]) };
    expect(await intend(ledger, 'low', below)).toBe(0);
    expect(await ledger.counts('low')).toMatchObject({ queued: 1, capped: 1 });
    expect(await intend(ledger, 'high')).toBe(1);
    // A minute later it is asked again, and waits for the day to be over.
    expect(await intend(ledger, 'low', below, later(1))).toBe(0);
    expect(await ledger.claim({ run: 'low', limit: 100, leaseMs: 5000, now: later(24 * 60 - 1) })).toEqual([]);
    expect(await intend(ledger, 'low', below, later(24 * 60))).toBe(1);
    expect(await ledger.counts('low')).toMatchObject({ queued: 1, capped: 0 });
  });

  test('what waits of another tag, is held itself, or has expired takes none', async () => {
    const promo: Limit[] = [{ max: 1, within: '1d', tags: ['promo'] }];
    const asPromo = { limits: promo, message: { channel: 'email', tags: ['promo'] } };
    const other = await twoRuns();
    expect(await intend(other, 'low', { ...asPromo, first: new Map([['high', ['news']]]) })).toBe(1);
    const same = await twoRuns();
    expect(await intend(same, 'low', { ...asPromo, first: new Map([['high', ['promo']]]) })).toBe(0);

    const held = await twoRuns();
    await enqueue(held, [delivery('p1', { key: 'a' })], run({ id: 'sms', campaign: 'sms' }));
    await intend(held, 'sms');
    const sms: Limit[] = [{ max: 1, within: '1d' }];
    expect(await intend(held, 'high', { limits: sms })).toBe(0);
    expect(await intend(held, 'low', { limits: [{ max: 2, within: '1d' }], first: new Map([['high', []]]) })).toBe(1);

    const expired = files().open();
    const gone = run({ id: 'high', campaign: 'high', expiresAt: later(-1).toISOString() });
    await enqueue(expired, [delivery('p1', { key: 'a' })], gone);
    await enqueue(expired, [delivery('p1', { key: 'b' })], run({ id: 'low', campaign: 'low' }));
    expect(await intend(expired, 'low', { first: new Map([['high', []]]) })).toBe(1);
  });

  test('a message of unknown fate counts, one that failed does not', async () => {
    const ledger = await twoRuns();
    const claimed = await ledger.claim({ run: 'high', limit: 1, leaseMs: 5000 });
    await ledger.intend({ deliveries: claimed, leaseMs: 5000, generation: 0, load: { rules: rules(), now } });
    const settle = (verdict: Parameters<DeliveryLedger['acknowledge']>[0][number]['verdict']) =>
      ledger.acknowledge(claimed.map((one) => ({ delivery: one, verdict, at: now.toISOString() })));
    await settle({ status: 'unknown', reason: 'x' });
    expect((await ledger.contacts({ people: ['p1'], rules: rules(), now })).get('p1')).toHaveLength(1);
    await settle({ status: 'failed', reason: 'x' });
    expect((await ledger.contacts({ people: ['p1'], rules: rules(), now })).size).toBe(0);
  });
});
