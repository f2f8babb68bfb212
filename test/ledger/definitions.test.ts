import { describe, expect, test } from 'vitest';
import { apply, change, useFiles } from './support.ts';

const files = useFiles();

describe('apply', () => {
  test('writes all changes and gives their revisions', async () => {
    const ledger = files().open();
    const done = await ledger.apply(apply('f1', [change('segment.a'), change('campaign.b')]));
    expect(done).toEqual({
      kind: 'applied',
      revisions: new Map([
        ['segment.a', 1],
        ['campaign.b', 1],
      ]),
    });
    expect((await ledger.definitions()).map(({ address, revision }) => [address, revision])).toEqual([
      ['campaign.b', 1],
      ['segment.a', 1],
    ]);
  });

  test('is all or nothing: one stale address keeps everything out', async () => {
    const ledger = files().open();
    await ledger.apply(apply('f1', [change('segment.a')]));
    const stale = await ledger.apply(apply('f2', [change('segment.new'), change('segment.a', 0)]));
    expect(stale).toEqual({
      kind: 'stale',
      address: 'segment.a',
      planned: 0,
      now: 1,
      by: 'mina',
      at: '2026-11-01T00:00:00.000Z',
    });
    expect((await ledger.definitions()).map(({ address }) => address)).toEqual(['segment.a']);
    expect(await ledger.revision('segment.new', 1)).toBeUndefined();
    // The same plan may be tried again after a new look: it was not noted as applied.
    expect((await ledger.apply(apply('f2', [change('segment.new'), change('segment.a', 1)]))).kind).toBe('applied');
  });

  test('is all or nothing: a failure in the middle leaves nothing', async () => {
    const ledger = files().open();
    // Twice the same address: the second insert breaks.
    await expect(
      ledger.apply(apply('f1', [change('segment.a'), change('segment.b'), change('segment.a')])),
    ).rejects.toThrow();
    expect(await ledger.definitions()).toEqual([]);
    expect((await ledger.apply(apply('f1', [change('segment.a')]))).kind).toBe('applied');
  });

  test('stale is asked per address: changes to other things do not matter', async () => {
    const ledger = files().open();
    await ledger.apply(apply('f1', [change('segment.a'), change('segment.b')]));
    await ledger.apply(apply('f2', [change('segment.a', 1)]));
    expect((await ledger.apply(apply('f3', [change('segment.b', 1)]))).kind).toBe('applied');
    expect((await ledger.apply(apply('f4', [change('segment.a', 1)]))).kind).toBe('stale');
    expect((await ledger.apply(apply('f5', [change('segment.c', 3)]))).kind).toBe('stale');
  });

  test('the same plan a second time is told, and changes nothing', async () => {
    const ledger = files().open();
    await ledger.apply(apply('f1', [change('segment.a')]));
    expect(await ledger.apply(apply('f1', [change('segment.a')]))).toEqual({
      kind: 'already',
      at: '2026-11-01T00:00:00.000Z',
      by: 'mina',
    });
    expect((await ledger.definitions())[0]?.revision).toBe(1);
  });

  test('of two at once from the same state one is applied, the other is stale', async () => {
    const folder = files();
    const ledgers = [folder.open(), folder.open()];
    const kinds = await Promise.all(ledgers.map((ledger, i) => ledger.apply(apply(`f${i}`, [change('segment.a')]))));
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['applied', 'stale']);
  });

  test('an archived definition is gone, its revisions stay, and it can come back', async () => {
    const ledger = files().open();
    await ledger.apply(apply('f1', [change('segment.a')]));
    await ledger.apply(
      apply('f2', [change('segment.a', 1, { action: 'archive', content: undefined, digest: undefined })]),
    );
    expect(await ledger.definitions()).toMatchObject([{ revision: 2, content: undefined }]);
    expect((await ledger.revision('segment.a', 1))?.content).toEqual({ title: 'segment.a' });
    expect((await ledger.revision('segment.a', 2))?.content).toBeUndefined();
    expect((await ledger.apply(apply('f3', [change('segment.a', 0)]))).kind).toBe('stale');
    expect((await ledger.apply(apply('f4', [change('segment.a', 2)]))).kind).toBe('applied');
    expect((await ledger.definitions())[0]?.revision).toBe(3);
  });

  test('keeps out what would leave a live definition without something it needs, and says who took it away', async () => {
    const ledger = files().open();
    const where = { segment: 'inner' };
    const campaign = { audience: { segment: 'outer' }, messages: [{ id: 'm', template: 'hello' }] };
    const gone = { action: 'archive', content: undefined, digest: undefined };
    await ledger.apply(
      apply('f1', [
        change('segment.inner'),
        change('segment.outer', 0, { content: { where } }),
        change('template.hello'),
      ]),
    );
    expect((await ledger.apply(apply('f2', [change('segment.inner', 1, gone)]))).kind).toBe('broken');
    expect((await ledger.apply(apply('f3', [change('template.hello', 1, gone)]))).kind).toBe('applied');
    const late = await ledger.apply(apply('f4', [change('campaign.c', 0, { content: campaign })]));
    expect(late).toEqual({
      kind: 'broken',
      references: [
        {
          address: 'campaign.c',
          missing: 'template.hello',
          changed: 'template.hello',
          by: 'mina',
          at: '2026-11-01T00:00:00.000Z',
        },
      ],
    });
    expect(await ledger.revision('campaign.c', 1)).toBeUndefined();
    expect((await ledger.definitions()).find(({ address }) => address === 'segment.inner')?.revision).toBe(1);
    // Together with what it needs it goes in, and both may go together.
    const both = [change('template.hello', 2), change('campaign.c', 0, { content: campaign })];
    expect((await ledger.apply(apply('f5', both))).kind).toBe('applied');
    const away = [change('campaign.c', 1, gone), change('template.hello', 3, gone)];
    expect((await ledger.apply(apply('f6', away))).kind).toBe('applied');
  });
});
