import { describe, expect, it } from 'vitest';
import { brokenReferences } from '../../src/model/broken-references.ts';

const workspace = {
  metrics: { bought: {} },
  channels: { email: {} },
  lifecycle: { stages: ['growth'], partitions: { activity: ['new'] } },
  strategy: { objectives: [{ id: 'gifts' }] },
};
const campaign = {
  stage: 'growth',
  objective: 'gifts',
  goal: { metric: 'bought' },
  audience: { segment: 'new', exclude: ['staff'] },
  messages: [{ channel: 'email' }],
  experiment: { variants: [{ template: 'hello' }] },
};
const all = [
  { address: 'workspace', content: workspace },
  { address: 'segment.new', content: { where: { any: [{ not: { segment: 'staff' } }] } } },
  { address: 'segment.staff', content: { where: { attribute: 'staff' } } },
  { address: 'template.hello', content: {} },
  { address: 'campaign.c', content: campaign },
];
const without = (address: string, content: unknown = undefined) =>
  brokenReferences(all.map((one) => (one.address === address ? { address, content } : one))).map(
    (one) => `${one.address} -> ${one.missing}`,
  );

describe('what definitions need of each other', () => {
  it('is all there', () => expect(brokenReferences(all)).toEqual([]));

  it.each<[string, unknown, string[]]>([
    ['segment.staff', undefined, ['campaign.c -> segment.staff', 'segment.new -> segment.staff']],
    ['segment.new', undefined, ['campaign.c -> segment.new', 'workspace -> segment.new']],
    ['template.hello', undefined, ['campaign.c -> template.hello']],
    ['campaign.c', undefined, []],
    ['workspace', { ...workspace, metrics: {} }, ['campaign.c -> metric.bought']],
    ['workspace', { ...workspace, channels: {} }, ['campaign.c -> channel.email']],
    ['workspace', { ...workspace, lifecycle: { stages: [] } }, ['campaign.c -> stage.growth']],
    ['workspace', { ...workspace, strategy: {} }, ['campaign.c -> objective.gifts']],
  ])('without %s %j', (address, content, expected) => {
    expect(without(address, content)).toEqual(expected);
  });
});
