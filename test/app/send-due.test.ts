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
