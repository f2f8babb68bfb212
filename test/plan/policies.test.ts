import { describe, expect, it } from 'vitest';
import type { PlanAudience, PlanChange } from '../../src/model/plan.ts';
import { checkPolicies, type PolicyInput } from '../../src/plan/policies/index.ts';

const change = (more: Partial<PlanChange>): PlanChange => ({
  address: 'campaign.x',
  previous_address: null,
  action: 'create',
  categories: [],
  effect: 'audience',
  file: 'campaigns/x.yaml',
  line: 1,
  base: { revision: 0, digest: null },
  after_digest: null,
  fields: [],
  after: {},
  ...more,
});
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
  place: (_, pointer) => ({ file: 'campaigns/x.yaml', line: 10 + pointer.length }),
  everyone: 100,
  partitions: [],
  bare: new Map(),
  past: new Map(),
  ...more,
});
const rules = (more: Partial<PolicyInput>): string[] =>
  checkPolicies(input(more)).results.map(({ rule, level }) => `${level} ${rule}`);
const experiment = (holdout: number, mde: number | null, goal_effect: number) => ({
  arms: {},
  holdout,
  mde,
  goal_effect,
  provable: mde !== null && mde <= goal_effect,
});

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
      'due already',
      { changes: [change({})], past: new Map([['campaign.x', '2026-11-01 10:00']]) },
      ['warn schedule.past'],
    ],
    [
      'due already, but only changed',
      { changes: [change({ action: 'update' })], past: new Map([['campaign.x', '2026-11-01 10:00']]) },
      [],
    ],
    [
      'a gap in a partition',
      { partitions: [{ name: 'activity', missing: 1, twice: 0, file: 'crm.yaml', line: 3 }] },
      ['warn segment.partition'],
    ],
    [
      'no fallback',
      { changes: [change({ address: 'template.t' })], bare: new Map([['template.t', ['name']]]) },
      ['warn template.missing-fallback'],
    ],
  ])('%s', (_, more, expected) => {
    expect(rules(more)).toEqual(expected);
  });

  it('counts what passed, and points at the part it is about', () => {
    const { results, passed } = checkPolicies(input({ changes: [change({ audience: audience(0) })] }));
    expect(passed).toBe(5);
    expect(results[0]).toMatchObject({ file: 'campaigns/x.yaml', line: 12, message: 'nobody is in the audience' });
  });
});
