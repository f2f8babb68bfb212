import type { Comparison, FunnelCell, FunnelStep, Interval, Report } from '../../../../src/model/report.ts';

export const interval = (value: number, low: number | null, high: number | null): Interval => ({
  value,
  low,
  high,
  ...(low === null || high === null ? { unbounded: true as const } : {}),
});

/** A share with limits that are near enough for a picture. */
function share(count: number, of: number): Interval {
  const rate = of > 0 ? count / of : 0;
  const half = of > 0 ? 1.96 * Math.sqrt((rate * (1 - rate)) / of) : 0;
  return interval(rate, Math.max(0, rate - half), Math.min(1, rate + half));
}

export function arm(name: string, counts: readonly (readonly [FunnelStep, number])[]): FunnelCell[] {
  const assigned = counts[0]?.[1] ?? 0;
  return counts.map(([step, count]) => ({ arm: name, step, count, rate: share(count, assigned) }));
}

const better: Comparison = {
  metric: 'first_order',
  arm: 'friendly',
  against: 'holdout',
  kind: 'rate',
  x: 1102,
  n: 4500,
  x0: 204,
  n0: 1000,
  difference: interval(0.0409, 0.0125, 0.0676),
  relative: interval(0.2005, 0.0571, 0.3683),
  p_value: 0.0056,
  p_adjusted: 0.0112,
  incremental: interval(184, 56.3, 304.2),
  verdict: 'positive',
  withheld_because: null,
  needed: null,
  sentence: 'Variant friendly worked: first_order is higher than without it, by +4.1%p (1.3 to 6.8).',
};

const undecided: Comparison = {
  ...better,
  arm: 'direct',
  x: 986,
  difference: interval(0.0151, -0.0131, 0.0416),
  relative: interval(0.074, -0.059, 0.226),
  p_value: 0.283,
  p_adjusted: 0.283,
  incremental: interval(68, -59, 187),
  verdict: 'inconclusive',
  sentence:
    'Variant direct cannot be judged: the window is closed, and +1.5%p (−1.3 to 4.2) is compatible with no effect and with the goal.',
};

const together: Comparison = {
  ...better,
  arm: 'all',
  x: 2088,
  n: 9000,
  difference: interval(0.028, 0.001, 0.053),
  relative: interval(0.137, 0.006, 0.286),
  p_value: 0.043,
  p_adjusted: 0.043,
  incremental: interval(252, 9, 477),
  sentence: 'The campaign worked: first_order is higher than without it, by +2.8%p (0.1 to 5.3).',
};

/** Two variants, a holdout, everything well. */
export const full: Report = {
  format: 'crm.report/v1',
  workspace: 'shop',
  timezone: 'Asia/Seoul',
  environment: 'production',
  campaign: {
    id: 'welcome',
    title: 'Welcome, new friends',
    owner: 'growth team',
    stage: 'onboarding',
    channel: 'email',
    revision: 7,
    archived: false,
  },
  experiment: { salt: 'welcome-1', current: true, campaign_salt: 'welcome-1', others: [] },
  as_of: '2026-11-30T00:00:00.000Z',
  simulated: false,
  currency: 'KRW',
  confidence: 0.95,
  assigned: { first: '2026-11-01T01:00:00.000Z', last: '2026-11-14T22:00:00.000Z', people: 10_000 },
  window_elapsed: 1,
  units: { funnel: 'people', skipped: 'people', volume: 'messages' },
  skipped: { no_consent: 812, no_address: 96, 'copy:no_favourite': 3 },
  funnel: [
    ...arm('friendly', [
      ['assigned', 4500],
      ['sent', 4468],
      ['delivered', 4391],
      ['clicked', 733],
      ['converted', 1102],
    ]),
    ...arm('direct', [
      ['assigned', 4500],
      ['sent', 4471],
      ['delivered', 4380],
      ['clicked', 610],
      ['converted', 986],
    ]),
    ...arm('holdout', [
      ['assigned', 1000],
      ['converted', 204],
    ]),
  ],
  goal: {
    metric: 'first_order',
    kind: 'rate',
    within: '7d',
    why: 'People who order in their first week stay twice as long.',
    baseline: 0.205,
    target: 0.23,
    actual: interval(0.232, 0.2234, 0.2408),
    verdict: 'reached',
    sentence: 'Goal reached: first_order is 23.2%, the goal was 23.0%.',
  },
  comparisons: [together, better, undecided],
  srm: {
    observed: { friendly: 4500, direct: 4500, holdout: 1000 },
    expected: { friendly: 4500, direct: 4500, holdout: 1000 },
    p_value: 1,
    alarm: false,
  },
  contaminated: 0,
  messaged_before: 0,
  volume: { expected: 9000, actual: 8939, failed: 0, unknown: 0, runs: 1 },
  cautions: [
    'Inconclusive is not the same as no effect: the interval says what is still possible.',
    'Clicks are not the effect: only the difference to the holdout is.',
  ],
};

/** One message to everybody: nothing to compare with, the goal missed. */
export const withoutHoldout: Report = {
  ...full,
  simulated: true,
  funnel: arm('default', [
    ['assigned', 800],
    ['sent', 800],
    ['clicked', 3],
    ['converted', 120],
  ]),
  goal: {
    ...full.goal,
    actual: interval(0.15, 0.127, 0.1765),
    verdict: 'not reached',
    sentence: 'Goal not reached: first_order is 15.0%, the goal was 23.0%.',
  },
  comparisons: [],
  srm: null,
  skipped: {},
  volume: { expected: null, actual: 800, failed: 0, unknown: 0, runs: 1 },
  cautions: [
    'There is no holdout: nobody knows how many would have done the same without the message. Add experiment.holdout.',
  ],
};

/** Still running, and the groups are not as large as they were drawn; money, and limits that do not exist. */
export const withheld: Report = {
  ...full,
  window_elapsed: 0.648,
  goal: {
    ...full.goal,
    metric: 'revenue',
    kind: 'mean',
    baseline: 11_500,
    target: 13_000,
    actual: interval(12_345, 11_900, 12_790),
    verdict: 'too early',
    sentence: 'Too early: 64% of the window of 7d has passed; so far 12345.00 of a goal of 13000.00.',
  },
  comparisons: [
    {
      ...better,
      metric: 'revenue',
      kind: 'mean',
      arm: 'default',
      x: 55_552_500,
      x0: 11_100_000,
      difference: interval(1245, null, 2600),
      relative: interval(0, null, null),
      incremental: interval(5_602_500, null, 11_700_000),
      p_adjusted: 0.0056,
      verdict: 'withheld',
      withheld_because: 'unequal_groups',
      sentence: 'No verdict on the message: the groups are not as large as they were drawn, so something is broken.',
    },
  ],
  srm: {
    observed: { default: 4900, holdout: 1000 },
    expected: { default: 5310, holdout: 590 },
    p_value: 1.2e-71,
    alarm: true,
  },
  contaminated: 12,
  cautions: [
    'Only 64% of the measuring window has passed for everybody; people who act sooner are not more people who act.',
    'The groups are not as large as they were drawn (p = 1.2e-71): find out why before believing any number here.',
    '12 people of the holdout were messaged while measured, whatever draw the message came from: the comparison is spoiled.',
  ],
};

/** A title that is Korean, has emoji, and would like to be a script; names with marks of every format. */
export const hostile: Report = {
  ...full,
  campaign: {
    ...full.campaign,
    title: '첫 구매 환영 🎉 <script>alert("x")</script> | `a` \u001b[31mred',
    owner: '그로스팀 "A" & <b>B</b>',
  },
  goal: { ...full.goal, why: 'a < b & "c" | `d`' },
  funnel: [
    ...arm('친근한 말투 🎉', [
      ['assigned', 4500],
      ['sent', 4468],
      ['converted', 1102],
    ]),
    ...arm('<i>짧게</i>|b', [
      ['assigned', 4500],
      ['sent', 4471],
      ['converted', 986],
    ]),
    ...arm('holdout', [
      ['assigned', 1000],
      ['converted', 204],
    ]),
  ],
  comparisons: [together, { ...better, arm: '친근한 말투 🎉' }, { ...undecided, arm: '<i>짧게</i>|b' }],
};

/** Nobody yet. */
export const empty: Report = {
  ...full,
  assigned: { first: '', last: '', people: 0 },
  window_elapsed: 0,
  skipped: {},
  funnel: [],
  goal: { ...full.goal, actual: null, verdict: 'no data', sentence: 'Nobody was assigned yet.' },
  comparisons: [],
  srm: null,
  volume: { expected: null, actual: 0, failed: 0, unknown: 0, runs: 0 },
  cautions: [],
};

export const everyReport: Readonly<Record<string, Report>> = { full, withoutHoldout, withheld, hostile, empty };
