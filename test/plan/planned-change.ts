import type { PlanChange } from '../../src/model/plan.ts';

/** A new campaign in a plan, and what is different about it. */
export const plannedChange = (more: Partial<PlanChange> = {}): PlanChange => ({
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
