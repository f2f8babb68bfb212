import { expect, it } from 'vitest';
import type { PlanAction, PlanChange } from '../../src/model/plan.ts';
import { lookalikes } from '../../src/plan/lookalikes/index.ts';

const change = (address: string, action: PlanAction, base: string | null, after: string | null): PlanChange => ({
  ...{ address, action, previous_address: null, categories: [], effect: 'safe', fields: [], after: null },
  ...{
    file: `campaigns/${address.split('.')[1]}.yaml`,
    line: 1,
    base: { revision: 1, digest: base },
    after_digest: after,
  },
});

it('a campaign that is new under another name and says the same is told from one that is new', () => {
  const found = lookalikes([
    change('campaign.autumn', 'archive', 'sha256:a', null),
    change('campaign.winter', 'archive', 'sha256:w', null),
    change('campaign.herbst', 'create', null, 'sha256:a'),
    change('campaign.spring', 'create', null, 'sha256:s'),
    change('campaign.summer', 'update', 'sha256:x', 'sha256:w'),
  ]);
  expect(found).toMatchObject([
    {
      code: 'CAMPAIGN.LOOKS_RENAMED',
      severity: 'warning',
      summary: 'campaign.herbst says what campaign.autumn says, which is archived: it looks like a rename',
      place: { file: 'campaigns/herbst.yaml' },
    },
  ]);
});

it('segments and templates may go by another name', () => {
  expect(
    lookalikes([change('segment.a', 'archive', 'sha256:a', null), change('segment.b', 'create', null, 'sha256:a')]),
  ).toEqual([]);
});
