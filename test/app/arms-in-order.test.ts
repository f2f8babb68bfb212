import { expect, it } from 'vitest';
import { armsInOrder } from '../../src/app/arms-in-order.ts';
import type { RunCounts } from '../../src/model/delivery.ts';
import type { CampaignFile } from '../../src/model/workspace.ts';

it('a run counts its variants in the order of the file; what is gone from it comes after', () => {
  const variants = ['warm', 'b', 'a'].map((name) => ({ name, template: 't' }));
  const campaign = { experiment: { salt: 's', variants } } as unknown as CampaignFile;
  const counts = { audience: 10, arms: { a: 1, b: 2, gone: 3, warm: 4 } } as unknown as RunCounts;
  expect(Object.entries(armsInOrder(counts, campaign).arms)).toEqual([
    ['warm', 4],
    ['b', 2],
    ['a', 1],
    ['gone', 3],
  ]);
});
