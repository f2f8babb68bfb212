import { expect, it } from 'vitest';
import type { SendOptions } from '../../src/app/send-due.ts';
import { sendDue } from '../../src/app/send-due.ts';
import type { RunReport } from '../../src/app/send-report.ts';
import { showStatus } from '../../src/app/show-status.ts';
import { changeOf, useWorkshop, type Workshop } from './workshop.ts';

const workshop = useWorkshop();
const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
const options = { campaigns: [], confirmed: [], lockTimeoutMs: 5000 };

async function runOf(shop: Workshop, dryRun: boolean, more: Partial<SendOptions> = {}): Promise<RunReport> {
  const [run] = (await sendDue(shop.context(friday), { ...options, dryRun, ...more })).runs;
  if (!run) throw new Error('nothing was due');
  return run;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, n) => all + n, 0);
const accounted = (run: RunReport): number =>
  run.sent + run.queued + run.failed + run.unknown + run.held_out + run.expired + run.cancelled + sum(run.skipped);

/** 91 people: some without an address or consent, some globally held out, two variants, a holdout, and a part of them for now. */
function mixed(shop: Workshop): void {
  shop.edit('crm.yaml', 'locale: en', 'locale: en\nholdout: { percent: 10, salt: all }');
  shop.edit('campaigns/hello.yaml', 'purpose: service', 'purpose: advertising');
  shop.edit(
    'campaigns/hello.yaml',
    /trigger: .*\n/,
    `trigger: { at: 2026-11-06T10:00 }
rollout: { percent: 40 }
experiment:
  salt: hello-1
  holdout: 20
  variants: [{ name: warm, weight: 50, template: hello }, { name: short, weight: 50, template: hello }]
`,
  );
  shop.edit('campaigns/hello.yaml', ', template: hello, expires', ', expires');
  shop.inStore("update people set consent = 0 where id like '%7'");
}

it('everybody in the audience is accounted for, those outside the rollout too: plan, dry run, send and status say the same', async () => {
  const shop = workshop();
  mixed(shop);
  const { audience } = changeOf(await shop.planAndApply(friday), 'campaign.hello');
  const dry = await runOf(shop, true);
  expect(dry).toMatchObject({ audience: audience?.after, skipped: { rollout: audience?.rollout?.waiting } });
  expect(Object.keys(dry.skipped).sort()).toEqual(['global_holdout', 'no_address', 'no_consent', 'rollout']);
  expect(accounted(dry)).toBe(dry.audience);
  expect(sum(dry.variants)).toBe(dry.queued);
  const sent = await runOf(shop, false);
  expect(sent).toMatchObject({ audience: dry.audience, sent: dry.queued, queued: 0, skipped: dry.skipped });
  expect(sent).toMatchObject({ held_out: dry.held_out, variants: dry.variants });
  expect(accounted(sent)).toBe(sent.audience);
  const [campaign] = (await showStatus(shop.context(friday))).campaigns;
  expect(campaign?.last_run).toMatchObject({ audience: sent.audience, skipped: sent.skipped });
});

it('raising the rollout moves people from outside it into the run, and counts nobody twice', async () => {
  const shop = workshop();
  mixed(shop);
  await shop.planAndApply(friday);
  const first = await runOf(shop, false);
  shop.edit('campaigns/hello.yaml', 'percent: 40', 'percent: 70');
  await shop.planAndApply(friday);
  const dry = await runOf(shop, true);
  const second = await runOf(shop, false);
  for (const run of [dry, second]) {
    expect(run.audience).toBe(first.audience);
    expect(accounted(run)).toBe(run.audience);
    expect(run.skipped.rollout).toBeLessThan(first.skipped.rollout ?? 0);
  }
  expect(second.sent).toBe(dry.sent + dry.queued);
  // A smaller share of another audience opens the run again: who got the message is in it, and not outside the rollout as well.
  shop.edit('campaigns/hello.yaml', 'percent: 70', 'percent: 20');
  shop.edit('campaigns/hello.yaml', '{ segment: rich }', '{ segment: some }');
  await shop.planAndApply(friday);
  for (const dryRun of [true, false]) {
    const smaller = await runOf(shop, dryRun);
    expect(smaller.audience).toBe(first.audience);
    expect(smaller.sent).toBe(second.sent);
    expect(accounted(smaller)).toBe(smaller.audience);
  }
});

it('a run that was interrupted while its audience was written down counts all of them in the end', async () => {
  const shop = workshop();
  mixed(shop);
  shop.inStore(
    "with recursive n(i) as (select 1001 union all select i + 1 from n where i < 3500) insert into people select 'q' || i, 'q' || i || '@people.example', 1, 50, 1, 'Oslo', 'Q' from n",
  );
  await shop.planAndApply(friday);
  const whole = await runOf(shop, true);
  const stop = new AbortController();
  const context = { ...shop.context(friday), stop: stop.signal, progress: () => stop.abort() };
  const [partly] = (await sendDue(context, { ...options, dryRun: false })).runs;
  expect(partly?.audience).toBeLessThan(whole.audience);
  const dry = await runOf(shop, true);
  expect(dry).toMatchObject({ audience: whole.audience, skipped: whole.skipped, queued: whole.queued });
  const sent = await runOf(shop, false);
  expect(sent).toMatchObject({ audience: whole.audience, skipped: whole.skipped, sent: whole.queued });
  expect(accounted(sent)).toBe(sent.audience);
});
