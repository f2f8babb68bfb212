import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/model/delivery.ts';
import type { DeliveryLedger } from '../../src/model/ports.ts';
import { apply, change, delivery, enqueue, history, run, useFiles } from './support.ts';

const files = useFiles();
const at = '2026-11-06T10:00:00.000Z';

describe('enqueue', () => {
  test('a page a second time adds nothing and changes nothing', async () => {
    const ledger = files().open();
    const page = [
      delivery('p1'),
      delivery('p2', { status: 'held_out', arm: 'holdout' }),
      delivery('p3', { status: 'skipped', reason: 'no_address', arm: undefined }),
    ];
    await enqueue(ledger, page);
    await enqueue(ledger, page);
    await enqueue(ledger, [delivery('p1', { status: 'skipped', reason: 'gone', arm: undefined })]);
    expect(await ledger.counts('c@slot')).toMatchObject({
      audience: 3,
      queued: 1,
      heldOut: 1,
      skipped: { no_address: 1 },
    });
    expect((await history(ledger, { people: ['p1', 'p2', 'p3'] })).arms).toEqual(
      new Map([
        ['p1', 'default'],
        ['p2', 'holdout'],
      ]),
    );
  });

  test('rows and cursor come together or not at all', async () => {
    const ledger = files().open();
    await enqueue(ledger, [delivery('p1')]);
    const broken = [delivery('p2'), delivery('p3', { status: 'nonsense' as 'queued' })];
    await expect(enqueue(ledger, broken)).rejects.toThrow();
    expect((await ledger.run('c@slot'))?.cursor).toBe('p1');
    expect((await ledger.counts('c@slot')).audience).toBe(1);
    expect((await history(ledger, { people: ['p2'] })).arms).toEqual(new Map());
  });

  test('an assignment is never changed by a later one', async () => {
    const ledger = files().open();
    await enqueue(ledger, [delivery('p1', { arm: 'a' })]);
    const other = run({ id: 'c@later', slot: 'later' });
    await enqueue(ledger, [delivery('p1', { key: 'other', arm: 'b' })], other);
    expect((await history(ledger, { people: ['p1'] })).arms).toEqual(new Map([['p1', 'a']]));
  });

  test('a run is opened once; the second opening finds it as it is', async () => {
    const ledger = files().open();
    await enqueue(ledger, [delivery('p1')]);
    const again = await ledger.openRun(run({ revision: 9, asOf: '2030-01-01T00:00:00.000Z' }));
    expect(again).toMatchObject({ revision: 1, asOf: at, cursor: 'p1', state: 'enqueuing' });
    await ledger.closeEnqueue('c@slot');
    // It is not done while somebody waits.
    await ledger.finish('c@slot');
    expect((await ledger.run('c@slot'))?.state).toBe('sending');
    const one = (await ledger.claim({ run: 'c@slot', limit: 1, leaseMs: 1_000 }))[0];
    if (one) await ledger.acknowledge([{ delivery: one, verdict: { status: 'expired', reason: 'too_late' }, at }]);
    await ledger.finish('c@slot');
    expect((await ledger.run('c@slot'))?.state).toBe('done');
    const later = { id: 'c@slot', asOf: '2026-11-08T00:00:00.000Z', expiresAt: '2026-11-08T12:00:00.000Z' };
    await ledger.reviseRun({ ...later, revision: 2, audience: false });
    expect(await ledger.run('c@slot')).toMatchObject({ state: 'done', revision: 2, asOf: at, expiresAt: undefined });
    await ledger.reviseRun({ ...later, revision: 3, audience: true });
    expect(await ledger.run('c@slot')).toMatchObject({ ...later, state: 'enqueuing', revision: 3, cursor: undefined });
    // A run whose audience is not written down yet cannot be done.
    await ledger.finish('c@slot');
    expect((await ledger.run('c@slot'))?.state).toBe('enqueuing');
  });

  test('history: contacts of other runs without the skipped, members and owners of this one', async () => {
    const ledger = files().open();
    await enqueue(ledger, [
      delivery('p1', { addressHash: 'h1' }),
      delivery('p2', { status: 'skipped', reason: 'no_consent', arm: undefined }),
    ]);
    const people = ['p1', 'p2', 'p3'];
    const addresses = ['h1', 'h2'];
    const none = new Map();
    expect(await history(ledger, { people, addresses })).toEqual({
      members: new Set(['p1', 'p2']),
      contacted: none,
      contactedAddresses: none,
      owners: new Map([['h1', 'p1']]),
      arms: new Map([['p1', 'default']]),
    });
    expect(await history(ledger, { run: 'other', people, addresses })).toEqual({
      members: new Set(),
      contacted: new Map([['p1', at]]),
      contactedAddresses: new Map([['h1', at]]),
      owners: none,
      arms: new Map([['p1', 'default']]),
    });
    expect(await history(ledger, { campaign: 'another', run: 'other', people, addresses })).toMatchObject({
      contacted: none,
      contactedAddresses: none,
    });
  });

  test('who was reached before is counted once a page and gets no row', async () => {
    const ledger = files().open();
    const of = run();
    await ledger.openRun(of);
    const earlier = (who: string) => delivery(who, { status: 'skipped', reason: 'already_reached', arm: undefined });
    const page = {
      run: of,
      salt: 's',
      channel: 'email' as const,
      deliveries: [delivery('p1'), earlier('p2'), earlier('p3')],
      cursor: 'p3',
    };
    await ledger.enqueue({ ...page, after: undefined });
    // Another process at the same page comes too late to move the cursor, and counts nobody again.
    await ledger.enqueue({ ...page, after: undefined });
    await ledger.enqueue({
      run: of,
      salt: 's',
      channel: 'email' as const,
      deliveries: [earlier('p4')],
      after: 'p3',
      cursor: 'p4',
    });
    expect(await ledger.counts('c@slot')).toMatchObject({ audience: 4, queued: 1, skipped: { already_reached: 3 } });
    expect((await history(ledger, { people: ['p1', 'p2'] })).members).toEqual(new Set(['p1']));
    await ledger.reviseRun({ id: 'c@slot', revision: 2, asOf: at, expiresAt: undefined, audience: true });
    expect(await ledger.counts('c@slot')).toMatchObject({ audience: 1, skipped: {} });
  });
});

describe('people whom a later definition leaves out', () => {
  const rows = async (ledger: Pick<DeliveryLedger, 'waiting'>) =>
    ledger.waiting({ run: 'c@slot', after: 0, limit: 10 });

  test('are not sent to, also when another process has claimed them; who was sent to stays', async () => {
    const ledger = files().open();
    await enqueue(ledger, [delivery('p1'), delivery('p2'), delivery('p3')]);
    const [first, ...others] = await ledger.claim({ run: 'c@slot', limit: 2, leaseMs: 1000 });
    if (first) await ledger.intend({ deliveries: [first], leaseMs: 1000, generation: 0 });
    expect((await rows(ledger)).map(({ person, left }) => [person, left])).toEqual([
      ['p2', false],
      ['p3', false],
    ]);
    await ledger.leaveOut({ leave: [1, 2, 3], back: [] });
    expect(await ledger.counts('c@slot')).toMatchObject({ audience: 3, queued: 1, cancelled: 2 });
    expect(await ledger.intend({ deliveries: others, leaseMs: 1000, generation: 0 })).toEqual(new Set());
    expect(await ledger.claim({ run: 'c@slot', limit: 2, leaseMs: 1000 })).toEqual([]);
  });

  test('wait again when they are let in again, until the run expires as it does now', async () => {
    const ledger = files().open();
    await enqueue(ledger, [delivery('p1'), delivery('p2')]);
    await ledger.leaveOut({ leave: [1, 2], back: [] });
    const expiresAt = '2026-11-08T00:00:00.000Z';
    await ledger.reviseRun({ id: 'c@slot', revision: 2, asOf: at, expiresAt, audience: true });
    await ledger.leaveOut({ leave: [], back: [2] });
    await ledger.lookedAt('c@slot', 5);
    expect((await rows(ledger)).map(({ person, left }) => [person, left])).toEqual([
      ['p1', true],
      ['p2', false],
    ]);
    expect(await ledger.claim({ run: 'c@slot', limit: 9, leaseMs: 1000 })).toMatchObject([{ person: 'p2', expiresAt }]);
    expect(await ledger.run('c@slot')).toMatchObject({ generation: 5 });
  });
});

describe('the state machine', () => {
  const leaseMs = 1_000;
  const sending = async () => {
    const ledger = files().open();
    await enqueue(ledger, [delivery('p1')]);
    const [one] = await ledger.claim({ run: 'c@slot', limit: 1, leaseMs });
    if (!one) throw new Error('nothing was claimed');
    await ledger.intend({ deliveries: [one], leaseMs, generation: 0 });
    return { ledger, one };
  };

  test.each<[Verdict, string]>([
    [{ status: 'sent', providerId: 'x' }, 'sent'],
    [{ status: 'failed', reason: 'x' }, 'failed'],
    [{ status: 'unknown', reason: 'x' }, 'unknown'],
    [{ status: 'retry', reason: 'x', retryAfter: 60_000 }, 'queued'],
    [{ status: 'queued', reason: 'x' }, 'queued'],
    [{ status: 'expired', reason: 'x' }, 'expired'],
    [{ status: 'cancelled', reason: 'x' }, 'cancelled'],
  ])('%j', async (verdict, part) => {
    const { ledger, one } = await sending();
    await ledger.acknowledge([{ delivery: one, verdict, at }]);
    expect(await ledger.counts('c@slot')).toMatchObject({ audience: 1, [part]: 1 });
  });

  test.each<Verdict>([
    { status: 'sent' },
    { status: 'failed', reason: 'x' },
    { status: 'expired', reason: 'x' },
    { status: 'cancelled', reason: 'x' },
    { status: 'skipped', reason: 'x' },
  ])('$status is the end: nothing changes it, nobody claims it', async (verdict) => {
    const { ledger, one } = await sending();
    await ledger.acknowledge([{ delivery: one, verdict, at }]);
    const before = await ledger.counts('c@slot');
    for (const status of ['queued', 'unknown', 'failed'] as const)
      await ledger.acknowledge([{ delivery: one, verdict: { status, reason: 'y' }, at }]);
    await ledger.acknowledge([{ delivery: one, verdict: { status: 'retry', reason: 'y', retryAfter: 0 }, at }]);
    await ledger.reap('c@slot');
    expect(await ledger.counts('c@slot')).toEqual(before);
    expect(await ledger.claim({ run: 'c@slot', limit: 10, leaseMs })).toEqual([]);
  });

  test('what is applied after the campaign was read stops the intent, for all rows', async () => {
    const ledger = files().open();
    await enqueue(ledger, [delivery('p1'), delivery('p2')]);
    const generation = await ledger.generation();
    const claimed = await ledger.claim({ run: 'c@slot', limit: 2, leaseMs });
    expect((await ledger.apply(apply('f1', [change('campaign.c')]))).kind).toBe('applied');
    expect(await ledger.intend({ deliveries: claimed, leaseMs, generation })).toBe('changed');
    expect(await ledger.counts('c@slot')).toMatchObject({ queued: 2 });
    const now = await ledger.generation();
    expect(now).toBe(generation + 1);
    expect(await ledger.intend({ deliveries: claimed, leaseMs, generation: now })).toEqual(
      new Set(claimed.map(({ id }) => id)),
    );
  });

  test('unknown is never claimed, however long one waits', async () => {
    const { ledger, one } = await sending();
    await ledger.acknowledge([{ delivery: one, verdict: { status: 'unknown', reason: 'x' }, at }]);
    await ledger.reap('c@slot');
    expect(await ledger.claim({ run: 'c@slot', limit: 10, leaseMs })).toEqual([]);
    expect(await ledger.nextRetry('c@slot')).toBeUndefined();
  });

  test('a retry waits for its time; attempts count, giving back does not', async () => {
    const { ledger, one } = await sending();
    await ledger.acknowledge([{ delivery: one, verdict: { status: 'retry', reason: 'x', retryAfter: 150 }, at }]);
    expect(await ledger.claim({ run: 'c@slot', limit: 1, leaseMs })).toEqual([]);
    expect(await ledger.nextRetry('c@slot')).toBeGreaterThan(0);
    await sleep(200);
    const [again] = await ledger.claim({ run: 'c@slot', limit: 1, leaseMs });
    expect(again).toMatchObject({ attempt: 1, fence: 2 });
    if (!again) return;
    await ledger.acknowledge([{ delivery: again, verdict: { status: 'queued', reason: 'stopped' }, at }]);
    const [third] = await ledger.claim({ run: 'c@slot', limit: 1, leaseMs });
    expect(third).toMatchObject({ attempt: 1, fence: 3 });
    if (!third) return;
    await ledger.intend({ deliveries: [third], leaseMs, generation: 0 });
    await ledger.acknowledge([{ delivery: third, verdict: { status: 'queued', reason: 'channel down' }, at }]);
    expect((await ledger.claim({ run: 'c@slot', limit: 1, leaseMs }))[0]).toMatchObject({
      attempt: 1,
      fence: 4,
    });
  });

  test('renewing keeps claimed and sending rows; without it they go back, or become unknown', async () => {
    const ledger = files().open();
    await enqueue(
      ledger,
      ['p1', 'p2', 'p3', 'p4'].map((who) => delivery(who)),
    );
    const claimed = await ledger.claim({ run: 'c@slot', limit: 4, leaseMs: 150 });
    await ledger.intend({ deliveries: claimed.slice(0, 2), leaseMs: 150, generation: 0 });
    const kept = [claimed[0], claimed[2]].flatMap((one) => one ?? []);
    // An older holder renews nothing.
    await ledger.renew({ deliveries: claimed.map((one) => ({ ...one, fence: one.fence - 1 })), leaseMs: 5_000 });
    await ledger.renew({ deliveries: kept, leaseMs: 5_000 });
    await sleep(250);
    expect(await ledger.reap('c@slot')).toEqual({ requeued: 1, unknown: 1 });
    expect(await ledger.reap('c@slot')).toEqual({ requeued: 0, unknown: 0 });
    expect(await ledger.counts('c@slot')).toMatchObject({ unknown: 1, queued: 3 });
  });
});
