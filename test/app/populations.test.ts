import { describe, expect, it } from 'vitest';
import { sendDue } from '../../src/app/send-due.ts';
import { useWorkshop, type Workshop } from './workshop.ts';

const open = useWorkshop();
const due = new Date('2026-11-06T10:00:00Z');
const tomorrow = new Date('2026-11-07T10:00:00Z');

/** 91 of 100 people have ten points or more. */
function guarded(guard: string): Workshop {
  const shop = open();
  shop.edit('segments/some.yaml', 'where:', `population: ${guard}\nwhere:`);
  return shop;
}
const denied = ({ policy }: Awaited<ReturnType<Workshop['plan']>>) =>
  policy.results.filter(({ rule }) => rule === 'segment.population');
const send = (shop: Workshop, options: { asOf?: Date; dryRun?: boolean; confirmed?: string[] } = {}) =>
  sendDue(shop.context({ asOf: options.asOf ?? due }), {
    campaigns: [],
    dryRun: options.dryRun ?? false,
    confirmed: options.confirmed ?? [],
    lockTimeoutMs: 1000,
  });
const more =
  "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100) insert into people select 'q' || i, 'q' || i || '@people.example', 1, 50, 50, 'Oslo', null from n";

describe('guards of a segment', () => {
  it('that do not hold stop the plan, at the line and column of the guard', async () => {
    const shop = guarded('{ min: 92, max_share: 0.9 }');
    const plan = await shop.plan();
    expect(plan).toMatchObject({ applyable: false, policy: { denied: 2 } });
    expect(denied(plan)).toMatchObject([
      {
        level: 'deny',
        address: 'segment.some',
        file: 'segments/some.yaml',
        line: 2,
        column: 20,
        message: 'has 91 people, fewer than 92',
      },
      { line: 2, column: 35, message: 'has 91 of 100 people, 91%; allowed are 90%' },
    ]);
    await expect(shop.apply(plan)).rejects.toMatchObject({
      exitName: 'policy',
      diagnostics: [{ code: 'PLAN.DENIED', place: { file: 'segments/some.yaml', line: 2, column: 20 } }, {}],
    });
  });

  it('that hold are counted and kept', async () => {
    const shop = guarded('{ min: 91, max_share: 0.91, max_change: 0.1 }');
    const plan = await shop.planAndApply({ asOf: due });
    expect(plan).toMatchObject({
      applyable: true,
      populations: [{ address: 'segment.some', people: 91, before: null }],
    });
    expect((await shop.plan()).populations).toEqual([
      { address: 'segment.some', people: 91, before: { people: 91, at: due.toISOString() } },
    ]);
  });

  it('compare with the last apply, when no file has changed', async () => {
    const shop = guarded('{ max_change: 0.3 }');
    await shop.planAndApply({ asOf: due });
    shop.inStore(more);
    const plan = await shop.plan({ asOf: tomorrow });
    expect(plan).toMatchObject({ changes: [], applyable: false, policy: { denied: 1 } });
    expect(denied(plan)[0]?.message).toBe(
      'had 91 people when something was last applied (2026-11-06), now 191: +109.9%; allowed are 30%',
    );
    // The yes is a larger guard; once it is applied, the people of that day count.
    shop.edit('segments/some.yaml', '0.3', '2');
    await shop.planAndApply({ asOf: tomorrow });
    shop.edit('segments/some.yaml', '{ max_change: 2 }', '{ max_change: 0.3 }');
    expect(await shop.plan({ asOf: tomorrow })).toMatchObject({
      applyable: true,
      populations: [{ people: 191, before: { people: 191, at: tomorrow.toISOString() } }],
    });
  });

  it('compare a segment that changes with what was applied, also before anything was kept of it', async () => {
    const shop = open();
    await shop.planAndApply();
    shop.write(
      'segments/some.yaml',
      'title: Some points\npopulation: { max_change: 0.3 }\nwhere: { attribute: points, at_least: 90 }\n',
    );
    expect(denied(await shop.plan())[0]?.message).toMatch(/^had 91 people .* now 11: -87.9%/);
  });

  it('of segments that nobody uses and that did not change are not asked', async () => {
    const shop = open();
    shop.write(
      'segments/alone.yaml',
      'title: Alone\npopulation: { min: 1 }\nwhere: { attribute: points, at_least: 100 }\n',
    );
    await shop.planAndApply();
    shop.inStore('delete from people where points = 100');
    expect(await shop.plan()).toMatchObject({ applyable: true, populations: [] });
    shop.edit('campaigns/hello.yaml', 'audience: { segment: rich }', 'audience: { segment: rich, exclude: [alone] }');
    expect(denied(await shop.plan())).toMatchObject([
      { address: 'segment.alone', message: 'has 0 people, fewer than 1' },
    ]);
  });

  it('are as strict as the workspace says', async () => {
    const shop = guarded('{ min: 92 }');
    shop.edit('crm.yaml', 'metrics:', 'policies: { segment.population: warn }\nmetrics:');
    expect(await shop.plan()).toMatchObject({ applyable: true, policy: { denied: 0 } });
    expect(denied(await shop.plan())).toMatchObject([{ level: 'warn' }]);
    shop.edit('crm.yaml', 'warn }', 'off }');
    expect(denied(await shop.plan())).toEqual([]);
  });

  it('that nobody evaluated deny', async () => {
    const shop = guarded('{ min: 1 }');
    const plan = await shop.plan({ refresh: 'none' });
    expect(plan).toMatchObject({ applyable: false, populations: [{ address: 'segment.some', people: null }] });
    await expect(shop.apply(plan)).rejects.toMatchObject({
      exitName: 'policy',
      diagnostics: [{ code: 'PLAN.NOT_EVALUATED' }],
    });
    shop.edit('crm.yaml', 'metrics:', 'policies: { segment.population: warn }\nmetrics:');
    expect(await shop.plan({ refresh: 'none' })).toMatchObject({ applyable: true });
  });

  it('stop a send before anybody is written to, unless the campaign is named once more', async () => {
    const shop = guarded('{ max_change: 0.3 }');
    await shop.planAndApply({ asOf: due });
    shop.inStore(more);
    const dry = await send(shop, { dryRun: true });
    expect(dry).toMatchObject({
      runs: [{ audience: 191 }],
      diagnostics: [{ code: 'SEND.POPULATION', severity: 'warning' }],
    });
    await expect(send(shop)).rejects.toMatchObject({
      exitName: 'policy',
      diagnostics: [
        {
          code: 'SEND.POPULATION',
          severity: 'error',
          summary: expect.stringMatching(/^segment.some, which hello uses, had 91 people .* now 191/),
          next: [expect.any(String), expect.stringContaining('--confirm hello')],
        },
      ],
    });
    const done = await send(shop, { confirmed: ['hello'] });
    expect(done).toMatchObject({ runs: [{ audience: 191 }], diagnostics: [{ severity: 'warning' }] });
    expect(done.runs[0]?.sent).toBeGreaterThan(91);
    // Who is written down is not asked about again.
    expect((await send(shop)).diagnostics).toEqual([]);
  });

  it('warn of a send where the workspace only warns', async () => {
    const shop = guarded('{ min: 91 }');
    shop.edit('crm.yaml', 'metrics:', 'policies: { segment.population: warn }\nmetrics:');
    await shop.planAndApply({ asOf: due });
    shop.inStore('delete from people where points = 100');
    expect(await send(shop)).toMatchObject({ runs: [{ audience: 90 }], diagnostics: [{ severity: 'warning' }] });
  });

  it('are forgotten with the segment, and begin anew', async () => {
    const shop = guarded('{ max_change: 0.3 }');
    await shop.planAndApply();
    shop.edit('segments/some.yaml', 'population: { max_change: 0.3 }\n', '');
    await shop.planAndApply();
    shop.inStore(more);
    shop.edit('segments/some.yaml', 'where:', 'population: { max_change: 0.3 }\nwhere:');
    expect(await shop.plan()).toMatchObject({
      applyable: true,
      populations: [{ people: 191, before: { people: 191 } }],
    });
  });
});
