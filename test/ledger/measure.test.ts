import { describe, expect, test } from 'vitest';
import type { OpenLedger } from '../../src/ledger/index.ts';
import { delivery, enqueue, run, useFiles } from './support.ts';

const files = useFiles();
const experiment = { campaign: 'c', salt: 's' };
const at = '2026-11-06T10:00:00.000Z';
const now = { ...experiment, until: '2026-11-30T00:00:00.000Z' };

async function sentTo(ledger: OpenLedger, who: readonly string[]): Promise<void> {
  await enqueue(ledger, [
    ...who.map((one) => delivery(one, { arm: 'a' })),
    delivery('h1', { status: 'held_out', arm: 'holdout' }),
  ]);
  const claimed = await ledger.claim({ run: 'c@slot', limit: 100, leaseMs: 1_000 });
  await ledger.intend({ deliveries: claimed, leaseMs: 1_000, generation: 0 });
  await ledger.acknowledge(claimed.map((one) => ({ delivery: one, verdict: { status: 'sent' }, at })));
}

describe('receipts', () => {
  const rows = [
    { key: 'key-p1', at: '2026-11-06T11:00:00.000Z' },
    { key: 'key-p2', at: '2026-11-06T11:00:00.000Z' },
    { key: 'nobody', at: '2026-11-06T11:00:00.000Z' },
  ];

  test('read again and again they count once; strangers never', async () => {
    const ledger = files().open();
    await sentTo(ledger, ['p1', 'p2', 'p3']);
    expect(await ledger.recordReceipts({ kind: 'clicked', rows })).toBe(2);
    expect(await ledger.recordReceipts({ kind: 'clicked', rows })).toBe(0);
    expect(await ledger.recordReceipts({ kind: 'shown', rows: [...rows, ...rows] })).toBe(2);
    expect(await ledger.funnel(now)).toEqual([
      { arm: 'a', assigned: 3, sent: 3, receipts: { clicked: 2, shown: 2 } },
      { arm: 'holdout', assigned: 1, sent: 0, receipts: {} },
    ]);
  });

  test('the earliest time is kept, in whatever order they come', async () => {
    const ledger = files().open();
    await sentTo(ledger, ['p1']);
    const receipt = (hour: string) =>
      ledger.recordReceipts({ kind: 'clicked', rows: [{ key: 'key-p1', at: `2026-11-06T${hour}:00:00.000Z` }] });
    expect([await receipt('12'), await receipt('13'), await receipt('11'), await receipt('11')]).toEqual([1, 0, 1, 0]);
  });
});

describe('outcomes', () => {
  const row = (person: string, count: number, sum: number) => ({
    person,
    count,
    sum,
    first: count > 0 ? at : undefined,
  });
  const record = (ledger: OpenLedger, rows: ReturnType<typeof row>[]) =>
    ledger.recordOutcomes({ experiment, metric: 'm', rows });

  test('a pull repeated changes nothing; a new value replaces the old; nothing any more removes it', async () => {
    const ledger = files().open();
    await sentTo(ledger, ['p1', 'p2']);
    const sums = async () => (await ledger.metricSums(now, 'm')).find(({ arm }) => arm === 'a');
    for (let i = 0; i < 3; i++) await record(ledger, [row('p1', 2, 10), row('p2', 0, 0)]);
    expect(await sums()).toEqual({ arm: 'a', people: 2, converted: 1, sum: 10, sumOfSquares: 100 });
    await record(ledger, [row('p1', 3, 12), row('p2', 1, 5)]);
    expect(await sums()).toEqual({ arm: 'a', people: 2, converted: 2, sum: 17, sumOfSquares: 169 });
    await record(ledger, [row('p1', 0, 0)]);
    expect(await sums()).toEqual({ arm: 'a', people: 2, converted: 1, sum: 5, sumOfSquares: 25 });
  });

  test('people without an assignment count for nobody, and one metric is not another', async () => {
    const ledger = files().open();
    await sentTo(ledger, ['p1']);
    await record(ledger, [row('stranger', 5, 50)]);
    await ledger.recordOutcomes({ experiment, metric: 'other', rows: [row('p1', 1, 1)] });
    expect((await ledger.metricSums(now, 'm')).map(({ sum }) => sum)).toEqual([0, 0]);
  });

  test('a failure in the middle of a page leaves the page out', async () => {
    const ledger = files().open();
    await sentTo(ledger, ['p1', 'p2']);
    const broken = { ...row('p2', 1, 1), sum: undefined as unknown as number };
    await expect(record(ledger, [row('p1', 1, 1), broken])).rejects.toThrow();
    expect((await ledger.metricSums(now, 'm')).map(({ converted }) => converted)).toEqual([0, 0]);
  });
});

test('how far a pull came is kept; nobody of the holdout was messaged', async () => {
  const ledger = files().open();
  await sentTo(ledger, ['p1']);
  expect(await ledger.pulled(experiment)).toBeUndefined();
  await ledger.markPulled(experiment, { until: '2026-11-07', measure: 'm1' });
  await ledger.markPulled(experiment, { until: '2026-11-08', measure: 'm2' });
  expect(await ledger.pulled(experiment)).toEqual({ until: '2026-11-08', measure: 'm2' });
  expect(await ledger.holdoutContacts(now, { amount: 3, unit: 'd' })).toEqual({ during: 0, before: 0 });
  expect(await ledger.assignedSpan(now)).toEqual({ first: at, last: at });
  expect(await ledger.firstContact()).toBe(at);
});

describe('a new salt', () => {
  test('begins another experiment: contacts of the one before are not counted in it, whatever the clock says', async () => {
    const ledger = files().open();
    await sentTo(ledger, ['p1', 'p2']);
    const next = { campaign: 'c', salt: 'another' };
    expect(await ledger.funnel({ ...now, ...next })).toEqual([]);
    const second = run({ id: 'c@later', asOf: '2026-11-06T09:00:00.000Z' });
    await ledger.openRun(second);
    await ledger.enqueue({
      run: second,
      salt: 'another',
      channel: 'email',
      deliveries: [{ ...delivery('p1', { arm: 'b' }), key: 'again-p1' }],
      after: undefined,
      cursor: 'p1',
    });
    expect(await ledger.funnel({ ...now, ...next })).toEqual([{ arm: 'b', assigned: 1, sent: 0, receipts: {} }]);
    expect((await ledger.funnel(now)).find(({ arm }) => arm === 'a')?.sent).toBe(2);
    expect(
      (await ledger.assignments({ experiment: next, after: undefined, limit: 10, assignedAfter: undefined })).map(
        ({ person }) => person,
      ),
    ).toEqual(['p1']);
  });
});
