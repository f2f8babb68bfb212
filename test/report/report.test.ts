import { describe, expect, it } from 'vitest';
import type { FunnelRow, MetricSums } from '../../src/model/ports.ts';
import type { CampaignFile } from '../../src/model/workspace.ts';
import { type ReportInput, report } from '../../src/report/index.ts';
import { power } from '../../src/stats/index.ts';

const goal: CampaignFile['goal'] = { metric: 'visited', within: '3d', baseline: 0.79, target: 0.85, why: 'because' };
const campaign = (changes: Partial<CampaignFile> = {}): CampaignFile => ({
  title: 'Course',
  owner: 'kim',
  stage: 'activation',
  purpose: 'service',
  goal,
  audience: { segment: 'all' },
  trigger: { at: '2026-11-01T10:00' },
  messages: [{ id: 'm', channel: 'email', template: 't' }],
  experiment: { salt: 's', holdout: 50 },
  ...changes,
});
const rate = (arm: string, converted: number, people: number): MetricSums => ({
  arm,
  people,
  converted,
  sum: 0,
  sumOfSquares: 0,
});
const funnel = (arm: string, assigned: number): FunnelRow => ({
  arm,
  assigned,
  sent: arm === 'holdout' ? 0 : assigned,
  receipts: arm === 'holdout' ? {} : { shown: Math.floor(assigned / 2) },
});
const input = (changes: Partial<ReportInput> = {}): ReportInput => ({
  workspace: 'w',
  environment: 'default',
  timezone: 'Asia/Seoul',
  simulated: false,
  currency: 'KRW',
  campaign: { id: 'c', revision: 2, value: campaign(), archived: false },
  experiment: { salt: 's', current: true, campaign_salt: 's', others: [] },
  metric: { event: 'visit' },
  asOf: new Date('2026-11-10T00:00:00Z'),
  askedFor: undefined,
  assignedLater: 0,
  assigned: { first: '2026-11-01T01:00:00Z', last: '2026-11-01T01:00:00Z' },
  funnel: [funnel('default', 500), funnel('holdout', 500)],
  sums: [rate('default', 450, 500), rate('holdout', 395, 500)],
  skipped: { no_consent: 3 },
  messages: { runs: 1, sent: 500, failed: 0, unknown: 0 },
  holdoutContacts: { during: 0, before: 0 },
  confidence: 0.95,
  ...changes,
});

describe('a report', () => {
  it('450 of 500 against 395 of 500 is +11.0%p (6.6 to 15.5), p = 1.5e-6', () => {
    const { comparisons, goal: reached } = report(input());
    expect(comparisons).toHaveLength(1);
    const [only] = comparisons;
    expect(only?.difference.value).toBeCloseTo(0.11, 10);
    expect(only?.difference.low).toBeCloseTo(0.0658, 4);
    expect(only?.difference.high).toBeCloseTo(0.1549, 4);
    expect(only?.p_value).toBeCloseTo(1.54e-6, 8);
    expect(only?.incremental.value).toBeCloseTo(55, 6);
    expect(only?.verdict).toBe('positive');
    expect(only?.sentence).toBe('The message worked: visited is higher than without it, by +11.0%p (6.6 to 15.5).');
    expect(reached).toMatchObject({
      verdict: 'reached',
      sentence: 'Goal reached: visited is 90.0%, the goal was 85.0%.',
    });
  });

  it('18 of 20 against 16 of 20 proves nothing', () => {
    const { comparisons } = report(
      input({
        sums: [rate('default', 18, 20), rate('holdout', 16, 20)],
        funnel: [funnel('default', 20), funnel('holdout', 20)],
      }),
    );
    expect(comparisons[0]).toMatchObject({ verdict: 'withheld' });
    expect(comparisons[0]?.sentence).toContain('too few events');
  });

  it('Hillstrom, men: 267 conversions attributed, 145 (107 to 184) incremental', () => {
    const { comparisons } = report(
      input({
        sums: [rate('default', 267, 21_307), rate('holdout', 122, 21_306)],
        funnel: [funnel('default', 21_307), funnel('holdout', 21_306)],
      }),
    );
    const { incremental, x } = comparisons[0] ?? {};
    expect(x).toBe(267);
    expect([incremental?.value, incremental?.low, incremental?.high].map((n) => Math.round(n ?? 0))).toEqual([
      145, 107, 184,
    ]);
  });

  it.each([
    ['somebody still has time', { asOf: new Date('2026-11-02T13:00:00Z') }, 'people still have time to act'],
    [
      'held-out people were messaged',
      { holdoutContacts: { during: 2, before: 0 } },
      'people of the holdout were messaged',
    ],
    [
      'the groups are not as they were drawn',
      { sums: [rate('default', 450, 500), rate('holdout', 560, 700)] },
      'the groups are not as large as they were drawn',
    ],
  ])('gives no verdict when %s', (_, changes, because) => {
    const { comparisons } = report(input(changes));
    expect(comparisons[0]?.verdict).toBe('withheld');
    expect(comparisons[0]?.sentence).toContain(because);
  });

  it('never says that nothing stands against the numbers beside a verdict that it withholds', () => {
    const few = report(
      input({ sums: [rate('default', 470, 500), rate('holdout', 470, 500)].map((one) => ({ ...one, converted: 2 })) }),
    );
    expect(few.comparisons[0]).toMatchObject({ verdict: 'withheld', withheld_because: 'too_few' });
    expect(few.cautions).toContain(
      'There are too few events for a verdict: at least 5 have to be expected in each group. The window is closed: waiting brings no more.',
    );
    expect(report(input()).cautions.filter((caution) => !caution.startsWith('Clicks'))).toEqual([]);
    const open = report(input({ asOf: new Date('2026-11-02T13:00:00Z') }));
    expect(open.cautions.join()).toContain('of the measuring window has passed');
    const spoiled = report(input({ holdoutContacts: { during: 1, before: 3 } }));
    expect(spoiled.cautions[0]).toMatch(/^1 person of the holdout was messaged while measured, whatever draw/);
    expect(spoiled.cautions[1]).toMatch(/^3 people of the holdout had a message of this campaign before being drawn/);
    expect(report(input({ holdoutContacts: { during: 0, before: 3 } })).comparisons[0]?.verdict).toBe('positive');
  });

  it('a holdout that nobody was drawn into is not a missing one', () => {
    const { cautions } = report(input({ sums: [rate('default', 4, 6)], funnel: [funnel('default', 6)] }));
    expect(cautions[0]).toContain('Nobody was drawn into the holdout');
  });

  it('counts messages over all runs and people once', () => {
    const weekly = report(input({ messages: { runs: 4, sent: 2000, failed: 1, unknown: 2 } }));
    expect(weekly.volume).toEqual({ expected: null, actual: 2000, failed: 1, unknown: 2, runs: 4 });
    expect(weekly.funnel.find(({ step }) => step === 'sent')?.count).toBe(500);
    expect(weekly.units).toEqual({ funnel: 'people', skipped: 'people', volume: 'messages' });
    expect(weekly.cautions.join()).toContain('For 2 messages it is not known');
  });

  it('says what its numbers are not of', () => {
    const { cautions } = report(
      input({
        askedFor: new Date('2026-11-12T00:00:00Z'),
        assignedLater: 40,
        experiment: {
          salt: 'old',
          current: false,
          campaign_salt: 'new',
          others: [{ salt: 'new', first: '2026-11-11T01:00:00Z', last: '2026-11-11T01:00:00Z', people: 900 }],
        },
      }),
    );
    expect(cautions.slice(0, 4)).toEqual([
      'These numbers end at 2026-11-10 09:00 Asia/Seoul, where the last pull ended, not at 2026-11-12 09:00 Asia/Seoul: crm pull --as-of 2026-11-12T00:00:00.000Z',
      '40 people were assigned after 2026-11-10 09:00 Asia/Seoul and are not in these numbers: crm pull',
      "These numbers are of the experiment with the salt old; the campaign's salt is now new.",
      'Another experiment of this campaign is not in these numbers: salt new, 900 people assigned on 2026-11-11: crm report c --salt new',
    ]);
  });

  it('two instants of one minute are told apart', () => {
    const { cautions } = report(input({ askedFor: new Date('2026-11-10T00:00:20Z') }));
    expect(cautions[0]).toMatch(/end at 2026-11-10 09:00:00 Asia\/Seoul, .* not at 2026-11-10 09:00:20 Asia\/Seoul:/);
  });

  it('is too early for the goal while the window is open', () => {
    const { goal: early, window_elapsed } = report(input({ asOf: new Date('2026-11-02T13:00:00Z') }));
    expect(window_elapsed).toBeCloseTo(0.5, 10);
    expect(early.verdict).toBe('too early');
  });

  it('without a holdout there is no effect, and it says so', () => {
    const value = campaign({ experiment: { salt: 's' } });
    const { comparisons, srm, cautions } = report(
      input({
        campaign: { id: 'c', revision: 1, value, archived: false },
        sums: [rate('default', 450, 500)],
        funnel: [funnel('default', 500)],
      }),
    );
    expect(comparisons).toEqual([]);
    expect(srm).toBeNull();
    expect(cautions[0]).toContain('There is no holdout');
  });

  it('corrects several variants for each other, and shows them together as well', () => {
    const variants = [
      { name: 'a', template: 't' },
      { name: 'b', template: 't' },
    ];
    const value = campaign({ experiment: { salt: 's', holdout: 20, variants } });
    const { comparisons } = report(
      input({
        campaign: { id: 'c', revision: 1, value, archived: false },
        sums: [rate('a', 340, 400), rate('b', 320, 400), rate('holdout', 150, 200)],
        funnel: [funnel('a', 400), funnel('b', 400), funnel('holdout', 200)],
      }),
    );
    expect(comparisons.map(({ arm }) => arm)).toEqual(['all', 'a', 'b']);
    const [, a, b] = comparisons;
    expect(a?.p_adjusted).toBeCloseTo(Math.min(1, 2 * (a?.p_value ?? 0)), 12);
    expect(b?.p_adjusted).toBeGreaterThanOrEqual(b?.p_value ?? 1);
  });

  it('amounts are means over everybody assigned', () => {
    const sums = [
      { arm: 'default', people: 1000, converted: 100, sum: 100_000, sumOfSquares: 100 * 1000 ** 2 },
      { arm: 'holdout', people: 1000, converted: 50, sum: 50_000, sumOfSquares: 50 * 1000 ** 2 },
    ];
    const { comparisons, goal: reached } = report(
      input({
        metric: { event: 'gift', sum: 'amount' },
        sums,
        funnel: [funnel('default', 1000), funnel('holdout', 1000)],
      }),
    );
    expect(comparisons[0]).toMatchObject({ kind: 'mean', verdict: 'positive' });
    expect(comparisons[0]?.difference.value).toBeCloseTo(50, 9);
    expect(comparisons[0]?.incremental.value).toBeCloseTo(50_000, 6);
    expect(comparisons[0]?.sentence).toMatch(/by \+₩50\.00 a person \(₩\d\d\.\d\d to ₩\d\d\.\d\d\)\.$/);
    expect(reached.sentence).toBe('Goal reached: visited is ₩100.0 a person, the goal was ₩0.85 a person.');
  });

  it('nothing at all is no crash', () => {
    const empty = report(input({ sums: [], funnel: [] }));
    expect(empty.goal.verdict).toBe('no data');
    expect(empty.comparisons).toEqual([]);
    expect(JSON.stringify(empty)).not.toContain('null,null');
  });

  it('nobody with the outcome in the holdout leaves an unbounded ratio, which JSON can carry', () => {
    const { comparisons } = report(input({ sums: [rate('default', 50, 500), rate('holdout', 0, 500)] }));
    expect(comparisons[0]?.relative).toMatchObject({ high: null, unbounded: true });
    expect(JSON.parse(JSON.stringify(comparisons[0]))).toEqual(comparisons[0]);
  });
});

describe('arms', () => {
  it('stand in the order of the file, and the holdout last', () => {
    const variants = ['warm', 'a', 'short'].map((name) => ({ name, template: 't' }));
    const value = campaign({ experiment: { salt: 's', holdout: 25, variants } });
    const arms = ['a', 'gone', 'holdout', 'short', 'warm'];
    const {
      comparisons,
      funnel: cells,
      srm,
    } = report(
      input({
        campaign: { id: 'c', revision: 1, value, archived: false },
        sums: arms.map((arm) => rate(arm, 50, 100)),
        funnel: arms.map((arm) => funnel(arm, 100)),
      }),
    );
    expect([...new Set(cells.map(({ arm }) => arm))]).toEqual(['warm', 'a', 'short', 'gone', 'holdout']);
    expect(comparisons.map(({ arm }) => arm)).toEqual(['all', 'warm', 'a', 'short', 'gone']);
    expect(Object.keys(srm?.observed ?? {})).toEqual(['warm', 'a', 'short', 'holdout']);
  });
});

describe('a closed window that decides nothing', () => {
  const judged = (treated: number, none: number, changes: Partial<ReportInput> = {}) =>
    report(input({ sums: [rate('default', treated, 100), rate('holdout', none, 100)], ...changes })).comparisons[0];

  it('is over: nobody is told to wait, and how many people it takes is said', () => {
    const one = judged(84, 80);
    expect(one).toMatchObject({ verdict: 'inconclusive', needed: { n: 620, n0: 620 } });
    expect(one?.sentence).toBe(
      'The message cannot be judged: the window is closed, and +4.0%p (−6.8 to 14.8) is compatible with no effect and with the goal.' +
        ' To see what the goal asks for takes about 620 people with the message and 620 held out; here it was 100 and 100.',
    );
    expect(one?.sentence).not.toContain('yet');
  });

  it('needs as many people as a plan would ask for, in the shares in which they were drawn', () => {
    const one = judged(84, 80, {
      campaign: { id: 'c', revision: 1, value: campaign({ experiment: { salt: 's', holdout: 10 } }), archived: false },
      sums: [rate('default', 760, 900), rate('holdout', 80, 100)],
    });
    expect(one?.verdict).toBe('inconclusive');
    const { n = 0, n0 = 0 } = one?.needed ?? {};
    expect(n / n0).toBeCloseTo(9, 0);
    expect(power({ treatedRate: 0.86, holdoutRate: 0.8, treatedPeople: n, holdoutPeople: n0 })).toBeGreaterThan(0.8);
    expect(
      power({ treatedRate: 0.86, holdoutRate: 0.8, treatedPeople: n * 0.8, holdoutPeople: n0 * 0.8 }),
    ).toBeLessThan(0.8);
  });

  it('with too few events says so, and how many people it takes', () => {
    const one = judged(1, 0, {
      campaign: {
        id: 'c',
        revision: 1,
        value: campaign({ goal: { ...goal, baseline: 0.01, target: 0.03 } }),
        archived: false,
      },
    });
    expect(one).toMatchObject({ verdict: 'withheld', withheld_because: 'too_few' });
    expect(one?.sentence).toMatch(
      /^No verdict on the message: the window is closed, and there are too few events\. To see what the goal asks for takes about [\d,]+ people with the message and [\d,]+ held out; here it was 100 and 100\.$/,
    );
  });

  it('does not say that the goal is possible when only harm is', () => {
    expect(judged(71, 80)?.sentence).toContain('is compatible with no effect and with harm, and not with the goal.');
  });

  it('asks for nobody more where there were enough people, or while people can still act', () => {
    expect(judged(0, 0, { sums: [rate('default', 830, 1000), rate('holdout', 800, 1000)] })).toMatchObject({
      verdict: 'inconclusive',
      needed: null,
    });
    expect(judged(84, 80, { asOf: new Date('2026-11-02T13:00:00Z') })).toMatchObject({
      withheld_because: 'window_open',
      needed: null,
    });
  });

  it('of amounts: by how far they scatter', () => {
    const amount = (arm: string, sum: number): MetricSums => ({ ...rate(arm, 40, 400), sum, sumOfSquares: sum * 150 });
    const one = judged(0, 0, {
      metric: { event: 'gift', sum: 'amount' },
      campaign: {
        id: 'c',
        revision: 1,
        value: campaign({ goal: { ...goal, baseline: 10, target: 13 } }),
        archived: false,
      },
      sums: [amount('default', 4400), amount('holdout', 4000)],
    });
    expect(one?.verdict).toBe('inconclusive');
    // (1.96 + 0.84)^2 x (1533 + 1404) / 3^2
    expect(one?.needed).toEqual({ n: 2600, n0: 2600 });
  });
});
