import { expect, it } from 'vitest';
import { sendDue } from '../../src/app/send-due.ts';
import { showStatus } from '../../src/app/show-status.ts';
import { useWorkshop } from './workshop.ts';

const workshop = useWorkshop();
const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
const send = { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 5000 };

it('a campaign is due from its time on, until it was sent, and again when more people are let in', async () => {
  const shop = workshop();
  const due = async (asOf = friday.asOf): Promise<boolean | undefined> =>
    (await showStatus(shop.context({ asOf }))).campaigns[0]?.due;
  const file = 'campaigns/hello.yaml';
  shop.edit(
    file,
    /trigger: .*\n/,
    'trigger: { at: 2026-11-06T10:00 }\nexperiment: { salt: hello-1, holdout: 10 }\nrollout: { percent: 50 }\n',
  );
  await shop.planAndApply(friday);
  expect(await due(new Date('2026-11-06T09:59:00Z'))).toBe(false);
  expect(await due()).toBe(true);
  await sendDue(shop.context(friday), send);
  expect(await due()).toBe(false);
  shop.edit(file, 'percent: 50', 'percent: 100');
  await shop.planAndApply(friday);
  expect(await due()).toBe(true);
  shop.edit(file, 'title:', 'status: paused\ntitle:');
  await shop.planAndApply(friday);
  expect(await due()).toBe(false);
});

it('a slot of a schedule is due as long as it may be caught up', async () => {
  const shop = workshop();
  await shop.planAndApply(friday);
  const at = async (asOf: string) => (await showStatus(shop.context({ asOf: new Date(asOf) }))).campaigns[0];
  expect(await at('2026-11-06T11:59:00Z')).toMatchObject({ due: true, next_run: '2026-11-07T10:00:00.000Z' });
  expect(await at('2026-11-06T12:00:00Z')).toMatchObject({ due: false, next_run: '2026-11-07T10:00:00.000Z' });
});
