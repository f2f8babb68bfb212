import { describe, expect, it } from 'vitest';
import { sendDue } from '../../src/app/send-due.ts';
import type { RunReport } from '../../src/app/send-report.ts';
import { planText } from '../../src/cli/views/plan-text.ts';
import { changeOf, useWorkshop } from './workshop.ts';

const workshop = useWorkshop();

const insideRollout = (run: RunReport | undefined): number => (run?.audience ?? 0) - (run?.skipped.rollout ?? 0);

describe('a changed segment', () => {
  it('is counted for every live campaign that uses it, and its policies hold there', async () => {
    const shop = workshop();
    shop.write('crm.yaml', `${shop.read('crm.yaml')}policies: { audience.max-share: { level: deny, max: 0.5 } }\n`);
    shop.edit('segments/some.yaml', 'at_least: 10', 'at_least: 61');
    await shop.planAndApply();
    shop.edit('segments/some.yaml', 'at_least: 61', 'at_least: 21');
    const plan = await shop.plan();
    expect(changeOf(plan, 'segment.some').affected).toEqual(['campaign.hello']);
    expect(plan.affected).toMatchObject([
      {
        address: 'campaign.hello',
        file: 'campaigns/hello.yaml',
        because: ['segment.some'],
        audience: { before: 40, after: 80, enter: 40, leave: 0, stay: 40, reachable: { email: 64 } },
        volume: { messages: 64 },
      },
    ]);
    expect(plan.affected[0]?.preview).toBeUndefined();
    expect(plan.policy.results).toMatchObject([
      { rule: 'audience.max-share', status: 'fail', address: 'campaign.hello', file: 'campaigns/hello.yaml', line: 6 },
      { rule: 'goal.provable', address: 'campaign.hello' },
    ]);
    expect(plan.applyable).toBe(false);
    await expect(shop.apply(plan)).rejects.toMatchObject({ exitName: 'policy' });
  });

  it('matters to no campaign that is paused', async () => {
    const shop = workshop();
    shop.edit('campaigns/hello.yaml', 'title:', 'status: paused\ntitle:');
    await shop.planAndApply();
    shop.edit('segments/some.yaml', 'at_least: 10', 'at_least: 21');
    expect((await shop.plan()).affected).toEqual([]);
  });
});

describe('a changed template', () => {
  it('shows what a persona read before, word by word, and what it has nothing for', async () => {
    const shop = workshop();
    const first = await shop.planAndApply();
    expect(changeOf(first, 'campaign.hello').preview).toMatchObject([{ before: null, after: { subject: 'Hello' } }]);
    shop.edit(
      'templates/hello.yaml',
      'locales:',
      'variables: { name: { from: person.name, fallback: friend } }\nlocales:',
    );
    shop.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Hello {{name}}"');
    const plan = await shop.plan();
    expect(plan.affected[0]?.preview).toMatchObject([
      { before: { subject: 'Hello' }, after: { subject: 'Hello friend' }, missing: ['name'] },
    ]);
    const text = planText(plan, { color: false, width: 100, saved: 'no' });
    expect(text).toMatch(/preview +ann {2}\d+ characters, \d+ bytes, no name\n +~ Hello \{\+friend\+\}/);
  });

  it('shows the copy of every live campaign that uses it', async () => {
    const shop = workshop();
    await shop.planAndApply();
    shop.edit('templates/hello.yaml', 'subject: "Hello"', 'subject: "Good day"');
    const { affected } = await shop.plan();
    expect(affected).toMatchObject([
      {
        address: 'campaign.hello',
        because: ['template.hello'],
        audience: { before: 91, after: 91 },
        preview: [{ persona: 'ann', before: { subject: 'Hello' }, after: { subject: 'Good day' }, missing: [] }],
      },
    ]);
  });
});

describe('a changed mapping of the store', () => {
  it('says who enters and leaves: what was applied is read with the mapping that was applied', async () => {
    const shop = workshop();
    shop.edit('segments/some.yaml', 'at_least: 10', 'at_least: 61');
    await shop.planAndApply();
    // The other way round: 101 minus the points.
    shop.edit('crm.yaml', 'points: points', 'points: score');
    const plan = await shop.plan();
    expect(changeOf(plan, 'workspace').affected).toEqual(['campaign.hello']);
    expect(plan.affected[0]?.audience).toMatchObject({ before: 40, after: 40, enter: 40, leave: 40, stay: 0 });
  });

  it('of a column that was renamed in the store too moves nobody', async () => {
    const shop = workshop();
    await shop.planAndApply();
    shop.inStore('alter table people rename column points to total');
    shop.edit('crm.yaml', 'points: points', 'points: total');
    expect((await shop.plan()).affected[0]?.audience).toMatchObject({ before: 91, after: 91, stay: 91 });
  });
});

describe('a plan without people', () => {
  it('lets no deny rule through', async () => {
    const shop = workshop();
    shop.write('crm.yaml', `${shop.read('crm.yaml')}policies: { audience.max-share: deny }\n`);
    const plan = await shop.plan({ refresh: 'none' });
    expect(plan).toMatchObject({ applyable: false, policy: { denied: 0, passed: 6, not_evaluated: 3 } });
    await expect(shop.apply(plan)).rejects.toMatchObject({
      exitName: 'policy',
      diagnostics: [{ code: 'PLAN.NOT_EVALUATED', summary: expect.stringContaining('audience.max-share') }],
    });
  });

  it('is applied when only warnings were not evaluated', async () => {
    const shop = workshop();
    const plan = await shop.plan({ refresh: 'none' });
    expect(plan).toMatchObject({ applyable: true, policy: { not_evaluated: 3 } });
    expect((await shop.apply(plan)).applied).toHaveLength(5);
  });
});

describe('pausing', () => {
  it('contacts nobody', async () => {
    const shop = workshop();
    await shop.planAndApply();
    shop.edit('campaigns/hello.yaml', 'title:', 'status: paused\ntitle:');
    const change = changeOf(await shop.plan(), 'campaign.hello');
    expect(change).toMatchObject({
      action: 'pause',
      audience: { before: 91, after: 0, leave: 91, reachable: {}, held_out: 0, skipped: {} },
      volume: { messages: 0 },
    });
    expect(change.experiment).toBeUndefined();
  });
});

describe('a rollout', () => {
  it('is shown beside the whole audience, and only its people are counted as contacted', async () => {
    const shop = workshop();
    shop.edit('campaigns/hello.yaml', 'title:', 'rollout: { percent: 40 }\ntitle:');
    const { audience, volume } = changeOf(await shop.plan(), 'campaign.hello');
    const people = audience?.rollout?.people ?? 0;
    expect(people).toBeGreaterThan(20);
    expect(people).toBeLessThan(55);
    expect(audience).toMatchObject({ after: 91, rollout: { percent: 40, people, waiting: 91 - people } });
    expect(audience?.skipped).toEqual({ no_address: people - (audience?.reachable.email ?? 0) });
    expect(volume?.messages).toBe(audience?.reachable.email);
  });

  it('gives the numbers of the dry run', async () => {
    const shop = workshop();
    shop.edit('campaigns/hello.yaml', /trigger: .*/, 'trigger: { at: 2026-11-06T11:00 }');
    shop.edit(
      'campaigns/hello.yaml',
      'title:',
      'rollout: { percent: 40 }\nexperiment: { salt: one, holdout: 20 }\ntitle:',
    );
    const { audience, volume } = changeOf(await shop.planAndApply(), 'campaign.hello');
    const send = { campaigns: [], dryRun: true, confirmed: [], lockTimeoutMs: 1000 };
    const { runs } = await sendDue(shop.context(), send);
    expect(runs).toMatchObject([
      {
        audience: audience?.after,
        queued: volume?.messages,
        held_out: audience?.held_out,
        skipped: { ...audience?.skipped, rollout: audience?.rollout?.waiting },
      },
    ]);
    expect(audience?.held_out).toBeGreaterThan(0);
  });
});

describe('a one-off that was sent', () => {
  const send = { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 1000 };
  const sent = async () => {
    const shop = workshop();
    shop.edit('campaigns/hello.yaml', /trigger: .*/, 'trigger: { at: 2026-11-06T11:00 }');
    shop.edit('campaigns/hello.yaml', 'title:', 'rollout: { percent: 40 }\ntitle:');
    await shop.planAndApply();
    const [run] = (await sendDue(shop.context(), send)).runs;
    return { shop, run };
  };

  it('gets as many more people by a larger rollout as the plan says', async () => {
    const { shop, run } = await sent();
    shop.edit('campaigns/hello.yaml', 'percent: 40', 'percent: 80');
    const plan = await shop.planAndApply();
    const { added } = changeOf(plan, 'campaign.hello');
    expect(added).toMatchObject({ run: 'hello@2026-11-06T11:00' });
    expect(changeOf(plan, 'campaign.hello').volume).toEqual({ messages: added?.messages });
    expect(planText(plan, { color: false, width: 100, saved: 'no' })).toContain(
      `      next send   adds ${added?.people} people to the run hello@2026-11-06T11:00: ${added?.messages} more messages`,
    );
    const [again] = (await sendDue(shop.context(), send)).runs;
    expect(again?.sent_now).toBe(added?.messages);
    expect(insideRollout(again) - insideRollout(run)).toBe(added?.people);
  });

  it('gets nobody by another title', async () => {
    const { shop } = await sent();
    shop.edit('campaigns/hello.yaml', 'title: Hello', 'title: Good day');
    const change = changeOf(await shop.planAndApply(), 'campaign.hello');
    expect(change).toMatchObject({ volume: { messages: 0 } });
    expect(change.added).toBeUndefined();
    expect((await sendDue(shop.context(), send)).runs.map(({ sent_now }) => sent_now)).toEqual([0]);
  });
});

describe('a one-off that was sent, and its segment', () => {
  it('gets nobody when the segment becomes larger, as the plan says', async () => {
    const shop = workshop();
    shop.edit('campaigns/hello.yaml', /trigger: .*/, 'trigger: { at: 2026-11-06T11:00 }');
    shop.edit('segments/some.yaml', 'at_least: 10', 'at_least: 60');
    await shop.planAndApply();
    const send = { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 1000 };
    expect((await sendDue(shop.context(), send)).runs[0]?.sent_now).toBeGreaterThan(0);
    shop.edit('segments/some.yaml', 'at_least: 60', 'at_least: 10');
    const plan = await shop.planAndApply();
    expect(plan.affected).toMatchObject([{ address: 'campaign.hello', volume: { messages: 0 } }]);
    expect((await sendDue(shop.context(), send)).runs.map(({ sent_now }) => sent_now)).toEqual([0]);
  });
});

describe('a run that was interrupted', () => {
  it.each([
    ['a segment that became smaller', 'segments/some.yaml', 'at_least: 10', 'at_least: 61', 32],
    ['a smaller rollout', 'campaigns/hello.yaml', 'title:', 'rollout: { percent: 50 }\ntitle:', undefined],
  ])('goes on without the people whom %s leaves out', async (_, file, from, to, expected) => {
    const shop = workshop();
    const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
    const send = { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 1000 };
    await shop.planAndApply(friday);
    const control = new AbortController();
    const progress = () => control.abort();
    await sendDue({ ...shop.context(friday), stop: control.signal, progress }, send);
    shop.edit(file, from, to);
    const plan = await shop.planAndApply(friday);
    const { unfinished } = file.startsWith('campaigns') ? changeOf(plan, 'campaign.hello') : (plan.affected[0] ?? {});
    const messages = unfinished?.messages ?? 0;
    expect(messages).toBeGreaterThan(10);
    expect(messages).toBeLessThan(60);
    if (expected) expect(messages).toBe(expected);
    const [dry] = (await sendDue(shop.context(friday), { ...send, dryRun: true })).runs;
    expect(dry).toMatchObject({ audience: 91, queued: messages, cancelled: 72 - messages });
    const [run] = (await sendDue(shop.context(friday), send)).runs;
    expect(run).toMatchObject({ audience: 91, sent: messages, cancelled: 72 - messages, queued: 0 });
  });

  it('is in the plan with what the next send does of it: who waits, and who was not decided about yet', async () => {
    const shop = workshop();
    const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
    const send = { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 1000 };
    await shop.planAndApply(friday);
    const control = new AbortController();
    const progress = () => control.abort();
    const [run] = (await sendDue({ ...shop.context(friday), stop: control.signal, progress }, send)).runs;
    expect(run).toMatchObject({ audience: 91, queued: 72, sent: 0 });
    shop.inStore("insert into people values ('q1', 'q1@people.example', 1, 50, 50, 'Oslo', null)");
    shop.edit('campaigns/hello.yaml', 'title: Hello', 'title: Good day');
    const plan = await shop.planAndApply(friday);
    expect(changeOf(plan, 'campaign.hello').unfinished).toEqual({ runs: 1, messages: 73 });
    expect(planText(plan, { color: false, width: 100, saved: 'no' })).toContain(
      '      next send   goes on with 1 unfinished run: 73 waiting messages',
    );
    expect((await sendDue(shop.context(friday), send)).runs).toMatchObject([{ audience: 92, sent_now: 73 }]);
  });
});

describe('a person in several rows of the store', () => {
  it('is one person in the plan, the dry run and the send', async () => {
    const shop = workshop();
    const friday = { asOf: new Date('2026-11-06T10:05:00Z') };
    shop.inStore(
      "alter table people rename to raw; create view people as select * from raw union all select * from raw where id in ('p011', 'p012')",
    );
    const send = { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 1000 };
    const { volume } = changeOf(await shop.planAndApply(friday), 'campaign.hello');
    const [dry] = (await sendDue(shop.context(friday), { ...send, dryRun: true })).runs;
    const [run] = (await sendDue(shop.context(friday), send)).runs;
    expect(run).toMatchObject({ audience: 91, sent: 72, skipped: { no_address: 19 } });
    expect(dry).toMatchObject({ audience: 91, queued: 72, skipped: { no_address: 19 } });
    expect(volume).toEqual({ messages: 72 });
  });
});

describe('a slot of a schedule that was sent', () => {
  it('counts who had it before once when a larger rollout opens it again: in the plan, the dry run and the send', async () => {
    const shop = workshop();
    const send = { campaigns: [], dryRun: false, confirmed: [], lockTimeoutMs: 1000 };
    const [friday, saturday] = [{ asOf: new Date('2026-11-06T10:05:00Z') }, { asOf: new Date('2026-11-07T10:05:00Z') }];
    shop.edit('campaigns/hello.yaml', 'title:', 'rollout: { percent: 40 }\ntitle:');
    await shop.planAndApply(friday);
    const first = (await sendDue(shop.context(friday), send)).runs[0];
    const second = (await sendDue(shop.context(saturday), send)).runs[0];
    expect(second?.skipped.already_reached).toBe(first?.sent);
    shop.edit('campaigns/hello.yaml', 'percent: 40', 'percent: 80');
    const { added } = changeOf(await shop.planAndApply(saturday), 'campaign.hello');
    const dry = (await sendDue(shop.context(saturday), { ...send, dryRun: true })).runs[0];
    const third = (await sendDue(shop.context(saturday), send)).runs[0];
    expect(dry).toMatchObject({ audience: third?.audience, queued: third?.sent, skipped: third?.skipped });
    expect(added).toMatchObject({
      people: insideRollout(third) - insideRollout(second),
      messages: third?.sent_now,
    });
  });
});

describe('a plan', () => {
  it('says that it looked at everything, and that no approval is needed', async () => {
    const plan = await workshop().plan();
    expect(plan.scope).toEqual({ complete: true, only: [], exclude: [], left_out: [] });
    expect(plan.requires).toEqual({ approvals: 0, because: [] });
  });

  it('finds an active campaign again at a time that has passed', async () => {
    const shop = workshop();
    shop.edit('campaigns/hello.yaml', /trigger: .*/, 'trigger: { at: 2026-11-06T11:00 }');
    shop.edit('campaigns/hello.yaml', 'title:', 'status: paused\ntitle:');
    await shop.planAndApply();
    shop.edit('campaigns/hello.yaml', 'status: paused\n', '');
    expect((await shop.plan()).policy.results.map(({ rule }) => rule)).toContain('schedule.past');
  });
});
