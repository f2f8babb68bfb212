import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { connectLedger } from '../../src/app/connect.ts';
import { requireWorkspaceConfig } from '../../src/app/open-workspace.ts';
import { sendDue } from '../../src/app/send-due.ts';
import { useWorkshop } from './workshop.ts';

const workshop = useWorkshop();

it('a send that waited for another one says why nothing is due any more', async () => {
  const shop = workshop();
  const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
  await shop.planAndApply(friday);
  const context = shop.context(friday);
  const ledger = await connectLedger(context, await requireWorkspaceConfig(context.root));
  const held = await ledger.lock({ scope: 'send:hello', operation: 'send', timeoutMs: 0 });
  const sending = sendDue(context, { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 5000 });
  await sleep(100);
  shop.edit('campaigns/hello.yaml', 'title:', 'status: paused\ntitle:');
  await shop.planAndApply(friday);
  if ('release' in held) await held.release();
  expect(await sending).toMatchObject({ runs: [], not_due: [{ campaign: 'hello', why: 'paused' }] });
  await ledger.close();
});

it('a campaign that became large while another one was sent waits for its name, and what was sent is reported', async () => {
  const shop = workshop();
  const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
  shop.write('campaigns/later.yaml', shop.read('campaigns/hello.yaml').replace('title: Hello', 'title: Later'));
  await shop.planAndApply(friday);
  const context = shop.context(friday);
  const ledger = await connectLedger(context, await requireWorkspaceConfig(context.root));
  const held = await ledger.lock({ scope: 'send:later', operation: 'send', timeoutMs: 0 });
  const sending = sendDue(context, { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 20_000 });
  // The first one is sent by now, and the second waits for its lock.
  while ((await ledger.run('hello@2026-11-06T10:00'))?.state !== 'done') await sleep(20);
  shop.edit('crm.yaml', 'locale: en', 'locale: en\nconfirm_over: 5');
  await shop.planAndApply(friday);
  if ('release' in held) await held.release();
  const { runs, not_due } = await sending;
  expect(runs).toMatchObject([{ campaign: 'hello', queued: 0 }]);
  expect(runs[0]?.sent_now).toBeGreaterThan(5);
  expect(not_due).toMatchObject([{ campaign: 'later', why: 'unconfirmed' }]);
  expect(await ledger.run('later@2026-11-06T10:00')).toBeUndefined();
  await ledger.close();
});
