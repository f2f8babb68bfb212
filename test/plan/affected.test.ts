import { describe, expect, it } from 'vitest';
import type { FieldChange, PlanChange } from '../../src/model/plan.ts';
import { affectedCampaigns } from '../../src/plan/affected/index.ts';

const campaign = (segment: string, more: object = {}) => ({
  goal: { metric: 'bought' },
  audience: { segment },
  messages: [{ channel: 'email', template: 'hello' }],
  ...more,
});
const definitions = [
  { address: 'workspace', content: {} },
  { address: 'segment.inner', content: { where: { attribute: 'points' } } },
  { address: 'segment.outer', content: { where: { not: { segment: 'inner' } } } },
  { address: 'segment.other', content: { where: { attribute: 'points' } } },
  { address: 'template.hello', content: {} },
  { address: 'campaign.a', content: campaign('outer') },
  { address: 'campaign.b', content: campaign('other', { messages: [{ channel: 'sms', template: 'short' }] }) },
  { address: 'campaign.c', content: campaign('other', { audience: { segment: 'other', exclude: ['inner'] } }) },
  { address: 'campaign.paused', content: campaign('outer', { status: 'paused' }) },
];
const field = (path: string): FieldChange => ({ path, file: '', line: 1, before: 1, after: 2 });
const change = (address: string, more: Partial<PlanChange> = {}): PlanChange => ({
  address,
  previous_address: null,
  action: 'update',
  categories: ['targeting'],
  effect: 'audience',
  file: '',
  line: 1,
  base: { revision: 1, digest: null },
  after_digest: null,
  fields: [],
  after: {},
  ...more,
});
const affected = (...changes: PlanChange[]): string[] =>
  affectedCampaigns(changes, definitions).map(
    ({ address, because, copy }) => `${address} ${because.join('+')}${copy ? ' copy' : ''}`,
  );
const workspace = (...paths: string[]) => change('workspace', { fields: paths.map(field) });

describe('campaigns that change through what they use', () => {
  it.each<[string, PlanChange[], string[]]>([
    ['its segment', [change('segment.other')], ['campaign.b segment.other', 'campaign.c segment.other']],
    ['a segment of its segment', [change('segment.inner')], ['campaign.a segment.inner', 'campaign.c segment.inner']],
    ['only the title of a segment', [change('segment.inner', { categories: ['metadata'] })], []],
    [
      'its template',
      [change('template.hello', { categories: ['copy'] })],
      ['campaign.a template.hello copy', 'campaign.c template.hello copy'],
    ],
    [
      'several things',
      [change('segment.inner'), change('segment.other')],
      ['campaign.a segment.inner', 'campaign.b segment.other', 'campaign.c segment.inner+segment.other'],
    ],
    [
      'the mapping of the store',
      [workspace('store.people.attributes.points')],
      ['campaign.a workspace', 'campaign.b workspace', 'campaign.c workspace'],
    ],
    [
      'its metric',
      [workspace('metrics.bought.event')],
      ['campaign.a workspace', 'campaign.b workspace', 'campaign.c workspace'],
    ],
    ['another metric', [workspace('metrics.other.event')], []],
    ['the way out of its channel', [workspace('channels.sms.unsubscribe')], ['campaign.b workspace copy']],
    ['the speed of its channel', [workspace('channels.sms.rate')], []],
    ['an objective', [workspace('strategy.objectives.0.target')], []],
    ['nothing', [], []],
  ])('%s', (_, changes, expected) => {
    expect(affected(...changes)).toEqual(expected);
  });
});
