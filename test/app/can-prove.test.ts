import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../src/app/context.ts';
import { sendDue } from '../../src/app/send-due.ts';
import type { PlanChange } from '../../src/model/plan.ts';
import { smallestDetectableEffect } from '../../src/stats/index.ts';
import { changeOf, useWorkshop, type Workshop } from './workshop.ts';

const workshop = useWorkshop();
const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
const saturday = { asOf: new Date('2026-11-07T10:05:00Z') };
const options = { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 5000 };

function experiment(shop: Workshop, trigger: string): void {
  shop.edit(
    'campaigns/hello.yaml',
    /trigger: .*\n/,
    `trigger: ${trigger}\nrollout: { percent: 40 }\nexperiment: { salt: hello-1, holdout: 20 }\n`,
  );
}

const send = async (context: AppContext): Promise<void> => {
  await sendDue(context, options);
};

/** What so many people can prove. */
function provenBy(people: number): number {
  const holdoutPeople = Math.round(people * 0.2);
  const { up } = smallestDetectableEffect({ holdoutRate: 0.2, treatedPeople: people - holdoutPeople, holdoutPeople });
  return up ?? 0;
}

const canProve = ({ experiment: facts }: PlanChange): number | null | undefined => facts?.mde;
const raised = async (shop: Workshop, moment = friday): Promise<PlanChange> => {
  shop.edit('campaigns/hello.yaml', 'percent: 40', 'percent: 100');
  return changeOf(await shop.plan(moment), 'campaign.hello');
};

describe('what a plan says can be proven after a larger rollout', () => {
  // 91 people are in the audience, 19 of them have no address.
  const everybody = provenBy(72);

  it('counts everybody in the experiment when the run was finished', async () => {
    const shop = workshop();
    experiment(shop, '{ at: 2026-11-06T10:00 }');
    await shop.planAndApply(friday);
    await send(shop.context(friday));
    expect(canProve(await raised(shop))).toBe(everybody);
  });

  it('counts who waits as well when the run was interrupted', async () => {
    const shop = workshop();
    experiment(shop, '{ at: 2026-11-06T10:00 }');
    await shop.planAndApply(friday);
    const stop = new AbortController();
    await send({ ...shop.context(friday), stop: stop.signal, progress: () => stop.abort() });
    expect(canProve(await raised(shop))).toBe(everybody);
  });

  it.each(['never', 'every', '{ after: 30d }'])('counts everybody of several runs once, again: %s', async (again) => {
    const shop = workshop();
    experiment(shop, `{ schedule: { cron: "0 10 * * *" }, again: ${again} }`);
    await shop.planAndApply(friday);
    await send(shop.context(friday));
    await send(shop.context(saturday));
    expect(canProve(await raised(shop, saturday))).toBe(everybody);
  });

  it('counts people of earlier runs who have left the segment since: the report does too', async () => {
    const shop = workshop();
    experiment(shop, '{ schedule: { cron: "0 10 * * *" } }');
    shop.edit('campaigns/hello.yaml', 'percent: 40', 'percent: 90');
    await shop.planAndApply(friday);
    await send(shop.context(friday));
    const first = (await sendDue(shop.context(friday), { ...options, dryRun: true })).runs[0];
    const drawn = (first?.sent ?? 0) + (first?.held_out ?? 0);
    // Everybody moves on, and others come.
    shop.inStore(
      "update people set points = 0; with recursive n(i) as (select 1 union all select i + 1 from n where i < 50) insert into people select 'q' || i, 'q' || i || '@people.example', 1, 50, 1, 'Oslo', 'Q' from n",
    );
    shop.edit('campaigns/hello.yaml', 'percent: 90', 'percent: 100');
    expect(canProve(changeOf(await shop.plan(saturday), 'campaign.hello'))).toBe(provenBy(drawn + 50));
  });

  it('counts nobody of an earlier experiment under a new salt', async () => {
    const shop = workshop();
    experiment(shop, '{ schedule: { cron: "0 10 * * *" } }');
    await shop.planAndApply(friday);
    await send(shop.context(friday));
    const first = (await sendDue(shop.context(friday), { ...options, dryRun: true })).runs[0];
    const drawn = (first?.sent ?? 0) + (first?.held_out ?? 0);
    shop.edit('campaigns/hello.yaml', 'salt: hello-1', 'salt: hello-2');
    expect(canProve(await raised(shop, saturday))).toBe(provenBy(72 - drawn));
  });
});
