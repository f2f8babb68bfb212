import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { connectLedger } from '../../src/app/connect.ts';
import { requireWorkspaceConfig } from '../../src/app/open-workspace.ts';
import { sendDue } from '../../src/app/send-due.ts';
import { useWorkshop, type Workshop } from './workshop.ts';

const workshop = useWorkshop();
const friday = { asOf: new Date('2026-11-06T10:05:00Z') };

/** Two campaigns are sent; while the second waits for its lock, the first one is sent and something happens. */
async function meanwhile(shop: Workshop, happens: () => Promise<unknown>) {
  shop.write('segments/later.yaml', 'title: Later\nwhere: { list: lists/later.csv }\n');
  shop.write('lists/later.csv', 'id\np001\np002\np003\n');
  const later = shop.read('campaigns/hello.yaml').replace('title: Hello', 'title: Later');
  shop.write('campaigns/later.yaml', later.replace('segment: rich', 'segment: later'));
  await shop.planAndApply(friday);
  const context = shop.context(friday);
  const ledger = connectLedger(context, await requireWorkspaceConfig(context.root));
  const held = await ledger.lock({ scope: 'send:later', operation: 'send', timeoutMs: 0 });
  const sending = sendDue(context, { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 20_000 });
  while ((await ledger.run('hello@2026-11-06T10:00'))?.state !== 'done') await sleep(20);
  await happens();
  if ('release' in held) await held.release();
  const report = await sending;
  expect(report.runs).toMatchObject([{ campaign: 'hello', queued: 0 }]);
  expect(await ledger.run('later@2026-11-06T10:00')).toBeUndefined();
  await ledger.close();
  return report.not_due;
}

it('a list that is not what was applied any more stops its own campaign, and what was sent is reported', async () => {
  const shop = workshop();
  const notDue = await meanwhile(shop, async () => shop.write('lists/later.csv', 'id\np001\n'));
  expect(notDue).toMatchObject([{ campaign: 'later', why: 'list' }]);
});

it('a guard that does not hold any more stops its own campaign, and what was sent is reported', async () => {
  const shop = workshop();
  const notDue = await meanwhile(shop, async () => {
    shop.edit('segments/later.yaml', 'where:', 'population: { min: 2 }\nwhere:');
    await shop.planAndApply(friday);
    shop.inStore("delete from people where id in ('p001', 'p002')");
  });
  expect(notDue).toMatchObject([{ campaign: 'later', why: 'population' }]);
});
