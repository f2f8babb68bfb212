import { describe, expect, it } from 'vitest';
import type { PlanAudience, PlanChange } from '../../src/model/plan.ts';
import { checkPolicies, type PolicyInput } from '../../src/plan/policies/index.ts';
import { plannedChange as change } from './planned-change.ts';

const moved = (path: string): PlanChange =>
  change({ action: 'update', fields: [{ path, file: 'campaigns/x.yaml', line: 4, before: 'a', after: 'b' }] });
const audience = (after: number): PlanAudience => ({
  before: 0,
  after,
  enter: after,
  leave: 0,
  stay: 0,
  reachable: {},
  held_out: 0,
  skipped: {},
});
const input = (more: Partial<PolicyInput>): PolicyInput => ({
  policies: {},
  changes: [],
  affected: [],
  place: (_, pointer) => ({ file: 'campaigns/x.yaml', line: 10 + pointer.length }),
  everyone: 100,
  load: null,
  partitions: [],
  populations: [],
  rawSql: [],
  bare: new Map(),
  past: new Map(),
  running: new Map(),
  heldOut: new Map(),
  stages: [],
  plainLinks: [],
  own: [],
  exceptions: new Map(),
  today: '2026-11-01',
  ...more,
});
const population = (people: number | undefined) => ({
  address: 'segment.s',
  file: 's.yaml',
  guard: { min: 10 },
  people,
  before: undefined,
});
const rules = (more: Partial<PolicyInput>): string[] =>
  checkPolicies(input(more))
    .results.filter(({ status }) => status === 'fail')
    .map(({ rule, level }) => `${level} ${rule}`);
const past = new Map([['campaign.x', '2026-11-01 10:00']]);
const experiment = (holdout: number, mde: number | null, goal_effect: number) => ({
  arms: {},
  holdout,
  mde,
  goal_effect,
  provable: mde !== null && mde <= goal_effect,
});

const running = new Map([['campaign.x', '2026-11-09']]);
const link = { address: 'template.t', pointer: ['locales', 'en', 'markdown'], link: 'http://sori.example' };

const load = (p95: number) => {
  const side = { people: 9, messages: 9, p50: 1, p95, max: p95, over: 0 };
  return { days: 7, before: side, after: side, dropped: 0 };
};

describe('policies', () => {
  it.each<[string, Partial<PolicyInput>, string[]]>([
    ['nobody to reach', { changes: [change({ audience: audience(0) })] }, ['warn audience.empty']],
    ['nobody to reach, but paused', { changes: [change({ audience: audience(0), after: { status: 'paused' } })] }, []],
    [
      'nobody to reach, but archived',
      { changes: [change({ audience: audience(0), action: 'archive', after: null })] },
      [],
    ],
    ['too many', { changes: [change({ audience: audience(61) })] }, ['warn audience.max-share']],
    ['exactly as many as allowed', { changes: [change({ audience: audience(60) })] }, []],
    [
      'its own limit and level',
      {
        policies: { 'audience.max-share': { level: 'deny', max: 0.1 } },
        changes: [change({ audience: audience(11) })],
      },
      ['deny audience.max-share'],
    ],
    ['switched off', { policies: { 'audience.max-share': 'off' }, changes: [change({ audience: audience(99) })] }, []],
    ['nobody in the store', { everyone: 0, changes: [change({ audience: audience(0) })] }, ['warn audience.empty']],
    ['too small to prove', { changes: [change({ experiment: experiment(0.1, 0.05, 0.03) })] }, ['warn goal.provable']],
    ['without a holdout', { changes: [change({ experiment: experiment(0, null, 0.03) })] }, ['warn goal.provable']],
    ['large enough', { changes: [change({ experiment: experiment(0.1, 0.02, 0.03) })] }, []],
    [
      'nobody to reach by its channel',
      { changes: [change({ audience: { ...audience(9), reachable: { sms: 0 }, skipped: { no_address: 9 } } })] },
      ['warn audience.empty'],
    ],
    [
      'nobody to reach by its channel, but everybody had it before',
      { changes: [change({ audience: { ...audience(9), reachable: { sms: 0 }, skipped: { already_reached: 9 } } })] },
      [],
    ],
    [
      'nobody to reach by its channel, some of them in the global holdout',
      {
        changes: [
          change({
            audience: { ...audience(9), reachable: { sms: 0 }, skipped: { global_holdout: 1, no_address: 8 } },
          }),
        ],
      },
      ['warn audience.empty'],
    ],
    [
      'nobody in the rollout',
      {
        changes: [
          change({
            audience: { ...audience(9), reachable: { sms: 0 }, rollout: { percent: 1, people: 0, waiting: 9 } },
          }),
        ],
      },
      ['warn audience.empty'],
    ],
    [
      'a campaign that changes only through its segment',
      {
        affected: [
          { address: 'campaign.y', file: 'y.yaml', line: 1, because: ['segment.s'], audience: audience(61) },
          { address: 'campaign.z', file: 'z.yaml', line: 1, because: ['segment.s'], audience: audience(0) },
        ],
      },
      ['warn audience.empty', 'warn audience.max-share'],
    ],
    ['due already', { changes: [change({})], past }, ['warn schedule.past']],
    ['due already, but only changed', { changes: [change({ action: 'update' })], past }, []],
    ['due already, and paused', { changes: [change({ after: { status: 'paused' } })], past }, []],
    ['due already, and active again', { changes: [change({ action: 'activate' })], past }, ['warn schedule.past']],
    ['moved to a time that has passed', { changes: [moved('trigger.at')], past }, ['warn schedule.past']],
    ['a one-off now, at a time that has passed', { changes: [moved('trigger.zone')], past }, ['warn schedule.past']],
    ['due already, and sent again more often', { changes: [moved('trigger.again.after')], past }, []],
    [
      'a gap in a partition',
      { partitions: [{ name: 'activity', counts: { missing: 1, twice: 0 }, file: 'crm.yaml', line: 3 }] },
      ['warn segment.partition'],
    ],
    ['a guard that does not hold', { populations: [population(5)] }, ['deny segment.population']],
    [
      'a guard that does not hold, where that is a warning',
      { populations: [population(5)], policies: { 'segment.population': 'warn' } },
      ['warn segment.population'],
    ],
    ['a guard that holds', { populations: [population(10)] }, []],
    ['a query of its own', { rawSql: [{ address: 'segment.s', file: 's.yaml', line: 3 }] }, []],
    [
      'a query of its own, where that is denied',
      {
        rawSql: [{ address: 'segment.s', file: 's.yaml', line: 3 }],
        policies: { 'segment.raw-sql': 'deny' },
      },
      ['deny segment.raw-sql'],
    ],
    [
      'no fallback',
      { changes: [change({ address: 'template.t' })], bare: new Map([['template.t', ['name']]]) },
      ['warn template.missing-fallback'],
    ],
    [
      'fewer than it must reach',
      {
        policies: { 'audience.min': { level: 'warn', min: 10 } },
        changes: [
          change({ audience: { ...audience(50), reachable: { email: 5, push: 3 }, skipped: { already_reached: 1 } } }),
        ],
      },
      ['warn audience.min'],
    ],
    [
      'as many as it must reach',
      {
        policies: { 'audience.min': { level: 'warn', min: 9 } },
        changes: [
          change({ audience: { ...audience(50), reachable: { email: 5, push: 3 }, skipped: { already_reached: 1 } } }),
        ],
      },
      [],
    ],
    [
      'another audience in a running experiment',
      { changes: [moved('audience.segment')], running },
      ['warn experiment.running-change'],
    ],
    [
      'another copy in a running experiment',
      { changes: [moved('messages.0.template')], running },
      ['warn experiment.running-change'],
    ],
    ['another owner in a running experiment', { changes: [moved('owner')], running }, []],
    ['another audience when the experiment is over', { changes: [moved('audience.segment')] }, []],
    [
      'nobody held out',
      { changes: [change({})], heldOut: new Map([['campaign.x', false]]), policies: { 'holdout.required': 'deny' } },
      ['deny holdout.required'],
    ],
    [
      'somebody held out',
      { changes: [change({})], heldOut: new Map([['campaign.x', true]]), policies: { 'holdout.required': 'deny' } },
      [],
    ],
    [
      'nobody held out, and nothing advertised',
      { changes: [change({})], policies: { 'holdout.required': 'deny' } },
      [],
    ],
    [
      'a link that is not encrypted',
      { changes: [change({ address: 'template.t' })], plainLinks: [link] },
      ['warn link.https'],
    ],
    [
      'more messages than most should get',
      { policies: { 'message-load': 'deny' }, load: load(6) },
      ['deny message-load'],
    ],
    ['as many messages as allowed', { policies: { 'message-load': 'deny' }, load: load(5) }, []],
    ['such a link in a template that stays as it is', { plainLinks: [link] }, []],
    ['a stage without a campaign', { stages: [{ stage: 'revenue', live: false }] }, ['info stage.blind-spot']],
    ['a stage with one', { stages: [{ stage: 'revenue', live: true }] }, []],
  ])('%s', (_, more, expected) => {
    expect(rules(more)).toEqual(expected);
  });

  it('counts what passed, and points at the part it is about', () => {
    const { results, passed } = checkPolicies(input({ changes: [change({ audience: audience(0) })] }));
    expect(passed).toBe(8);
    expect(results[0]).toMatchObject({ file: 'campaigns/x.yaml', line: 12, message: 'nobody is in the audience' });
  });

  it('what needs people is not passed by not counting them', () => {
    const partitions = [{ name: 'activity', counts: undefined, file: 'crm.yaml', line: 3 }];
    const policies = { 'audience.max-share': 'deny', 'audience.empty': 'off' } as const;
    const { results, passed } = checkPolicies(
      input({ policies, everyone: undefined, partitions, changes: [change({}), change({ address: 'campaign.y' })] }),
    );
    expect(results.map(({ rule, level, status, message }) => [rule, level, status, message])).toEqual([
      ['audience.max-share', 'deny', 'not_evaluated', 'the people of 2 campaigns were not counted'],
      ['goal.provable', 'warn', 'not_evaluated', 'the people of 2 campaigns were not counted'],
      ['segment.partition', 'warn', 'not_evaluated', 'a partition was not counted'],
    ]);
    expect(passed).toBe(5);
  });

  it('guards of segments that were not counted are not passed, and no guards are nothing to pass', () => {
    const { results } = checkPolicies(input({ everyone: undefined, populations: [population(undefined)] }));
    expect(results).toMatchObject([
      {
        rule: 'segment.population',
        level: 'deny',
        status: 'not_evaluated',
        message: 'a segment with guards was not counted',
      },
    ]);
    expect(checkPolicies(input({})).passed + 1).toBe(checkPolicies(input({ populations: [population(10)] })).passed);
  });

  it('messages that nobody counted are not few', () => {
    const { results } = checkPolicies(input({ policies: { 'message-load': 'warn' } }));
    expect(results).toMatchObject([
      { rule: 'message-load', status: 'not_evaluated', message: 'the messages of the coming days were not counted' },
    ]);
  });

  it('what is about nobody in the plan passes without counting', () => {
    const { results, passed } = checkPolicies(
      input({
        everyone: undefined,
        changes: [change({ after: { status: 'paused' } }), change({ address: 'template.t' })],
      }),
    );
    expect([results, passed]).toEqual([[], 9]);
  });

  it.each([
    ['another rule', { rule: 'goal.provable', expires: '2026-12-31' }, 'fail', 'nobody is in the audience'],
    ['its last day', { rule: 'audience.empty', expires: '2026-11-01' }, 'excepted', 'nobody is in the audience'],
    [
      'the day after',
      { rule: 'audience.empty', expires: '2026-10-31' },
      'fail',
      'nobody is in the audience (its exception ended on 2026-10-31)',
    ],
  ])('an exception holds for its rule until the end of its last day: %s', (_, exception, status, message) => {
    const exceptions = new Map([['campaign.x', [{ reason: 'a test', ...exception }]]]);
    const { results } = checkPolicies(input({ changes: [change({ audience: audience(0) })], exceptions }));
    expect(results).toMatchObject([{ rule: 'audience.empty', status, message }]);
    expect(results[0]?.exception).toEqual(
      status === 'excepted' ? { reason: 'a test', expires: '2026-11-01' } : undefined,
    );
  });

  it('an exception of one campaign is none of another', () => {
    const exceptions = new Map([['campaign.y', [{ rule: 'audience.empty', reason: 'a test', expires: '2026-12-31' }]]]);
    const { results } = checkPolicies(input({ changes: [change({ audience: audience(0) })], exceptions }));
    expect(results).toMatchObject([{ address: 'campaign.x', status: 'fail' }]);
  });
});
