import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { OpenLedger } from '../../src/ledger/index.ts';
import { initial } from '../../src/ledger/migrations/001-initial.ts';
import { howRunsStand } from '../../src/ledger/migrations/002-how-runs-stand.ts';
import type { NewDelivery } from '../../src/model/delivery.ts';
import type { MessagesAsked } from '../../src/model/recorded.ts';
import { apply, change, delivery, run, useFiles } from './support.ts';

const files = useFiles();
const at = '2026-11-06T10:05:00.000Z';

interface Occurrence {
  readonly campaign?: string;
  readonly salt?: string;
  readonly people: readonly NewDelivery[];
  readonly verdict?: { status: 'sent' } | { status: 'unknown'; reason: string } | { status: 'failed'; reason: string };
}

async function occurs(
  ledger: OpenLedger,
  { campaign = 'c', salt = 's', people, verdict = { status: 'sent' } }: Occurrence,
): Promise<void> {
  const one = run({ id: `${campaign}@${salt}`, campaign });
  await ledger.openRun(one);
  const deliveries = people.map((person) => ({ ...person, key: `${one.id}/${person.person}` }));
  await ledger.enqueue({ run: one, salt, channel: 'email', deliveries, after: undefined, cursor: 'z' });
  const claimed = await ledger.claim({ run: one.id, limit: 100, leaseMs: 1_000 });
  await ledger.intend({ deliveries: claimed, leaseMs: 1_000, generation: await ledger.generation() });
  await ledger.acknowledge(claimed.map((row) => ({ delivery: row, verdict, at })));
}

const everybody = ['p1', 'p2', 'p3', 'h'];
const who = async (ledger: OpenLedger, asked: MessagesAsked): Promise<Record<string, number>> =>
  Object.fromEntries([...(await ledger.messageTimes(asked, everybody))].map(([id, times]) => [id, times.length]));

describe('messages that segments ask about', () => {
  test('what may have arrived was sent; what failed, waits or was left out was not', async () => {
    const ledger = files().open();
    await occurs(ledger, { people: [delivery('p1'), delivery('h', { status: 'held_out', arm: 'holdout' })] });
    await occurs(ledger, { campaign: 'd', people: [delivery('p2')], verdict: { status: 'unknown', reason: 'cut' } });
    await occurs(ledger, { campaign: 'e', people: [delivery('p3')], verdict: { status: 'failed', reason: 'no' } });
    expect(await who(ledger, { was: 'sent' })).toEqual({ p1: 1, p2: 1 });
    expect(await who(ledger, { was: 'sent', campaigns: ['d', 'e'] })).toEqual({ p2: 1 });
    expect(await who(ledger, { was: 'sent', channel: 'push' })).toEqual({});
    expect(await who(ledger, { was: 'sent', campaigns: ['c'], variant: 'default' })).toEqual({ p1: 1 });
    expect(await who(ledger, { was: 'held_out' })).toEqual({ h: 1 });
    expect([...(await ledger.messageTimes({ was: 'sent' }, ['p1']))]).toEqual([['p1', [Date.parse(at)]]]);
  });

  test('a conversion counts once for an experiment, however many messages somebody got, and only of who got one', async () => {
    const ledger = files().open();
    const people = [delivery('p1'), delivery('h', { status: 'held_out', arm: 'holdout' })];
    await occurs(ledger, { people });
    const second = run({ id: 'c@later' });
    await ledger.openRun(second);
    await occurs(ledger, { salt: 's2', people });
    for (const salt of ['s', 's2'])
      await ledger.recordOutcomes({
        experiment: { campaign: 'c', salt },
        metric: 'm',
        rows: [
          { person: 'p1', count: 3, sum: 9, first: at },
          { person: 'h', count: 1, sum: 1, first: at },
        ],
      });
    expect(await who(ledger, { was: 'converted' })).toEqual({ p1: 2 });
  });

  test('receipts count with their message', async () => {
    const ledger = files().open();
    await occurs(ledger, { people: [delivery('p1'), delivery('p2')] });
    await ledger.recordReceipts({ kind: 'clicked', rows: [{ key: 'c@s/p1', at }] });
    expect(await who(ledger, { was: 'clicked' })).toEqual({ p1: 1 });
    expect(await who(ledger, { was: 'shown' })).toEqual({});
  });

  test('an archived campaign has the tags that it had last; one that is there has those of the files', async () => {
    const ledger = files().open();
    const content = (tags: string[]) => ({ title: 'x', tags });
    await ledger.apply(apply('f1', [change('campaign.c', 0, { content: content(['old', 'promo']) })]));
    await ledger.apply(apply('f2', [change('campaign.c', 1, { content: content(['promo']) })]));
    await ledger.apply(apply('f3', [change('campaign.d', 0, { content: content(['promo']) })]));
    await occurs(ledger, { people: [delivery('p1')] });
    await occurs(ledger, { campaign: 'd', people: [delivery('p2')] });
    const tagged = (tag: string) => who(ledger, { was: 'sent', tag, campaigns: [] });
    expect(await tagged('promo')).toEqual({});
    await ledger.apply(
      apply('f4', [change('campaign.c', 2, { action: 'archive', content: undefined, digest: undefined })]),
    );
    expect(await tagged('promo')).toEqual({ p1: 1 });
    expect(await tagged('old')).toEqual({});
  });

  test('messages of an older ledger get the channel of their campaign', async () => {
    const folder = files();
    mkdirSync(dirname(folder.path), { recursive: true });
    const db = new Database(folder.path);
    db.exec(`create table crm_migrations (id text primary key, applied_at text not null) without rowid;
      insert into crm_migrations values ('001-initial', 'x'), ('002-how-runs-stand', 'x')`);
    db.exec(initial + howRunsStand);
    db.exec(`insert into crm_revisions values ('campaign.c', 1, 'create', 'd', '{"messages":[{"channel":"push"}]}', 'f', null, 'x', 'x', 'x');
      insert into crm_runs (id, campaign, revision, slot, purpose, state, as_of, generation, created_at) values ('r', 'c', 1, 's', 'service', 'done', 'x', 0, 'x');
      insert into crm_deliveries (run, campaign, salt, person, key, status, at, updated_at) values
        ('r', 'c', 's', 'p1', 'k1', 'sent', '${at}', 0), ('gone', 'c', 's', 'p2', 'k2', 'sent', '${at}', 0)`);
    db.close();
    const ledger = folder.open();
    expect(await who(ledger, { was: 'sent', channel: 'push' })).toEqual({ p1: 1 });
    expect(await who(ledger, { was: 'sent', channel: 'email' })).toEqual({ p2: 1 });
  });
});

describe('who is in a segment', () => {
  const stays = async (ledger: OpenLedger) =>
    Object.fromEntries(
      [...(await ledger.stays('vip', everybody))].map(([id, list]) => [
        id,
        list.map(({ since, until, found }) => [since / 1000, until === undefined ? null : until / 1000, found]),
      ]),
    );
  const second = (n: number): string => new Date(n * 1000).toISOString();

  test('comes, stays, leaves and comes again', async () => {
    const ledger = files().open();
    const record = (n: number, members: string[], found = false) =>
      ledger.recordStays({ segment: 'vip', at: second(n), found, people: everybody, members });
    await record(1, ['p1'], true);
    await record(2, ['p1', 'p2']);
    await record(3, ['p2']);
    await record(3, ['p2']);
    await record(4, ['p1', 'p2']);
    expect(await stays(ledger)).toEqual({
      p1: [
        [1, 3, true],
        [4, null, false],
      ],
      p2: [[2, null, false]],
    });
    expect(await ledger.openStays({ segment: 'vip', after: 'p1', limit: 9 })).toEqual(['p2']);
  });

  test('only people who were looked at leave', async () => {
    const ledger = files().open();
    await ledger.recordStays({ segment: 'vip', at: second(1), found: false, people: everybody, members: everybody });
    await ledger.recordStays({ segment: 'vip', at: second(2), found: false, people: ['p1', 'p2'], members: ['p1'] });
    expect(await ledger.openStays({ segment: 'vip', after: undefined, limit: 9 })).toEqual(['h', 'p1', 'p3']);
  });
});
