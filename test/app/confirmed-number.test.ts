import { expect, it } from 'vitest';
import { sendDue } from '../../src/app/send-due.ts';
import { useWorkshop, type Workshop } from './workshop.ts';

const workshop = useWorkshop();
const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
const options = { campaigns: [], dryRun: false, confirmed: [] as string[], lockTimeoutMs: 5000 };

/** A run that ends in the middle of writing its audience down. */
async function interrupted(shop: Workshop, confirmed: readonly string[]): Promise<void> {
  const stop = new AbortController();
  const context = { ...shop.context(friday), stop: stop.signal, progress: () => stop.abort() };
  const [run] = (await sendDue(context, { ...options, confirmed })).runs;
  expect(run).toMatchObject({ sent: 0, stopped: { kind: 'signal' } });
}

const joining = (from: number, to: number): string =>
  `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to}) insert into people select 'q' || i, 'q' || i || '@people.example', 1, 50, 1, 'Oslo', 'Q' from n`;
const send = (shop: Workshop, confirmed: string[] = []) => sendDue(shop.context(friday), { ...options, confirmed });
const wantsName = { exitName: 'usage', diagnostics: [{ code: 'SEND.CONFIRM' }] };

async function applied(confirmOver: number): Promise<Workshop> {
  const shop = workshop();
  shop.edit('crm.yaml', 'locale: en', `locale: en\nconfirm_over: ${confirmOver}`);
  await shop.planAndApply(friday);
  return shop;
}

it('people who came while a confirmed run was interrupted are not covered by that confirmation', async () => {
  const shop = await applied(50);
  await interrupted(shop, ['hello']);
  shop.inStore(joining(1, 300));
  await expect(send(shop)).rejects.toMatchObject(wantsName);
  const [run] = (await send(shop, ['hello'])).runs;
  expect(run).toMatchObject({ audience: 391, queued: 0 });
});

it('a run that needed no confirmation needs one when it became large while it was interrupted', async () => {
  const shop = await applied(100);
  await interrupted(shop, []);
  shop.inStore(joining(1, 10));
  await expect(send(shop)).rejects.toMatchObject(wantsName);
  expect((await send(shop, ['hello'])).runs).toMatchObject([{ audience: 101 }]);
});

it('as many people as were confirmed, or fewer, are confirmed still', async () => {
  const shop = await applied(50);
  await interrupted(shop, ['hello']);
  expect((await send(shop)).runs).toMatchObject([{ audience: 91, queued: 0 }]);
});

it('the larger number counts once it was confirmed, though the run is interrupted again', async () => {
  const shop = await applied(50);
  await interrupted(shop, ['hello']);
  shop.inStore(joining(1, 3000));
  await interrupted(shop, ['hello']);
  expect((await send(shop)).runs).toMatchObject([{ audience: 3091, queued: 0 }]);
});

it('a run whose audience was written down whole adds nobody, so it asks nothing', async () => {
  const shop = await applied(50);
  expect((await send(shop, ['hello'])).runs).toHaveLength(1);
  shop.inStore(joining(1, 300));
  expect((await send(shop)).runs).toMatchObject([{ audience: 91, sent_now: 0 }]);
});
