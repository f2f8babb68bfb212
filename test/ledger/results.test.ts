import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { OpenLedger } from '../../src/ledger/index.ts';
import type { NewDelivery } from '../../src/model/delivery.ts';
import { delivery, run, useFiles } from './support.ts';

const files = useFiles();
const within = { amount: 3, unit: 'd' } as const;
const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const upTo = (number: number, salt = 's') => ({ campaign: 'c', salt, until: day(number) });

interface Occurrence {
  readonly at: string;
  readonly salt?: string;
  readonly people: readonly NewDelivery[];
  readonly verdict?: { status: 'sent' } | { status: 'unknown'; reason: string };
}

/** A run of the campaign: everybody queued is sent (or becomes unknown) at once. */
async function occurs(ledger: OpenLedger, { at, salt = 's', people, verdict = { status: 'sent' } }: Occurrence) {
  const one = run({ id: `c@${at}/${salt}`, slot: at, asOf: at });
  await ledger.openRun(one);
  const deliveries = people.map((person) => ({ ...person, key: `${one.id}/${person.person}` }));
  await ledger.enqueue({ run: one, salt, channel: 'email', deliveries, after: undefined, cursor: 'z' });
  const claimed = await ledger.claim({ run: one.id, limit: 100, leaseMs: 1_000 });
  await ledger.intend({ deliveries: claimed, leaseMs: 1_000, generation: await ledger.generation() });
  await ledger.acknowledge(claimed.map((delivery) => ({ delivery, verdict, at })));
}

const told = (person: string) => delivery(person, { arm: 'a' });
const heldOut = (person: string) => delivery(person, { status: 'held_out', arm: 'holdout' });
const skipped = (person: string, reason: string) => delivery(person, { status: 'skipped', reason, arm: undefined });

describe('a campaign that repeats', () => {
  test('people count once, messages over all runs', async () => {
    const ledger = files().open();
    for (const at of [1, 8, 15, 22])
      await occurs(ledger, { at: day(at), people: [told('p1'), told('p2'), heldOut('h')] });
    expect((await ledger.funnel(upTo(30))).map(({ arm, assigned, sent }) => [arm, assigned, sent])).toEqual([
      ['a', 2, 2],
      ['holdout', 1, 0],
    ]);
    expect(await ledger.messages(upTo(30))).toEqual({ runs: 4, sent: 8, failed: 0, unknown: 0 });
  });

  test('left out are people who never got it, once, by the latest reason', async () => {
    const ledger = files().open();
    await occurs(ledger, { at: day(1), people: [skipped('p1', 'no_address'), skipped('p2', 'no_consent')] });
    await occurs(ledger, { at: day(8), people: [skipped('p1', 'no_consent'), told('p2'), heldOut('h')] });
    await occurs(ledger, { at: day(15), people: [skipped('p1', 'no_consent'), skipped('p2', 'no_address')] });
    expect(await ledger.skips(upTo(7))).toEqual({ no_address: 1, no_consent: 1 });
    expect(await ledger.skips(upTo(30))).toEqual({ no_consent: 1 });
  });

  test('whether or not a run has rows of who had it before, the numbers are the same', async () => {
    const folder = files();
    const ledger = folder.open();
    await occurs(ledger, { at: day(1), people: [told('p1'), heldOut('h'), skipped('p2', 'no_consent')] });
    await occurs(ledger, { at: day(2), people: [told('p3')] });
    const facts = async () => [
      await ledger.skips(upTo(30)),
      await ledger.messages(upTo(30)),
      await ledger.funnel(upTo(30)),
    ];
    const before = await facts();
    expect(before[0]).toEqual({ no_consent: 1 });
    const db = new Database(folder.path);
    for (const person of ['p1', 'h', 'q'])
      db.prepare(
        `insert into crm_deliveries (run, campaign, salt, person, key, status, reason, at, updated_at)
         values ('c@3', 'c', 's', ?, ?, 'skipped', 'already_reached', ?, 0)`,
      ).run(person, `c@3/${person}`, day(3));
    db.close();
    expect(await facts()).toEqual(before);
  });

  test('unknown messages are counted over all runs', async () => {
    const ledger = files().open();
    await occurs(ledger, { at: day(1), people: [told('p1'), told('p2')], verdict: { status: 'unknown', reason: 'x' } });
    await occurs(ledger, { at: day(8), people: [told('p1')] });
    expect(await ledger.unknowns()).toEqual(new Map([['c', 2]]));
    expect((await ledger.messages(upTo(30))).unknown).toBe(2);
  });
});

test('an earlier instant knows nothing of what came later', async () => {
  const ledger = files().open();
  await occurs(ledger, { at: day(1), people: [told('p1'), skipped('p9', 'no_consent')] });
  const before = [await ledger.funnel(upTo(2)), await ledger.metricSums(upTo(2), 'm'), await ledger.messages(upTo(2))];
  await occurs(ledger, { at: day(5), people: [told('p1'), told('p2'), heldOut('h')] });
  await ledger.recordReceipts({ kind: 'clicked', rows: [{ key: `c@${day(1)}/s/p1`, at: day(4) }] });
  expect([await ledger.funnel(upTo(2)), await ledger.metricSums(upTo(2), 'm'), await ledger.messages(upTo(2))]).toEqual(
    before,
  );
  expect(await ledger.assignedSpan(upTo(2))).toEqual({ first: day(1), last: day(1) });
  expect((await ledger.funnel(upTo(5)))[0]).toMatchObject({ assigned: 2, receipts: { clicked: 1 } });
});

describe('a holdout under a new salt', () => {
  const contacts = (ledger: OpenLedger) => ledger.holdoutContacts(upTo(30, 'new'), within);
  const drawn = { at: day(10), salt: 'new', people: [heldOut('p1'), heldOut('p2'), told('p3')] };

  test('is spoiled by a message of the old one while it is measured', async () => {
    const ledger = files().open();
    await occurs(ledger, drawn);
    await occurs(ledger, { at: day(12), salt: 'old', people: [told('p1'), told('p3')] });
    expect(await contacts(ledger)).toEqual({ during: 1, before: 0 });
  });

  test('is not by one from before the draw: that is a caution', async () => {
    const ledger = files().open();
    await occurs(ledger, { at: day(1), salt: 'old', people: [told('p1'), told('p2'), told('p3')] });
    await occurs(ledger, drawn);
    expect(await contacts(ledger)).toEqual({ during: 0, before: 2 });
  });

  test('nor by one of another draw after the window; by one of its own at any time', async () => {
    const ledger = files().open();
    await occurs(ledger, drawn);
    await occurs(ledger, { at: day(13), salt: 'old', people: [told('p1')] });
    expect(await contacts(ledger)).toEqual({ during: 0, before: 0 });
    await occurs(ledger, { at: day(20), salt: 'new', people: [told('p2')] });
    expect(await contacts(ledger)).toEqual({ during: 1, before: 0 });
  });

  test('both experiments keep their own outcomes', async () => {
    const ledger = files().open();
    await occurs(ledger, { at: day(1), salt: 'old', people: [told('p1')] });
    await occurs(ledger, { at: day(10), salt: 'new', people: [told('p1')] });
    const record = (salt: string, sum: number) =>
      ledger.recordOutcomes({
        experiment: { campaign: 'c', salt },
        metric: 'm',
        rows: [{ person: 'p1', count: 1, sum, first: day(11) }],
      });
    await record('old', 10);
    await record('new', 3);
    expect((await ledger.metricSums(upTo(30, 'old'), 'm')).map(({ sum }) => sum)).toEqual([10]);
    expect((await ledger.metricSums(upTo(30, 'new'), 'm')).map(({ sum }) => sum)).toEqual([3]);
    expect((await ledger.experiments('c')).map(({ salt, people }) => [salt, people])).toEqual([
      ['new', 1],
      ['old', 1],
    ]);
  });
});
