import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type AskedStore, askedStore, kinds, worldFor } from './stores.ts';
import { conditions } from './world/arbitraries.ts';
import { later } from './world/examples.ts';
import { judgeIds } from './world/judge.ts';
import { sampleWorld } from './world/sample-world.ts';

/** `npm run test:deep` asks ten times as many, of other worlds. */
const deep = process.env.CRM_TEST_DEEP !== undefined;
const seeds = deep ? [7, 8, 9, 10] : [7];
const runs = deep ? 300 : 100;
const condition = conditions({ without: later });

describe.each(kinds)('segments on $name are what an independent reader of the contract says', (kind) => {
  const opened: AskedStore[] = [];
  afterAll(async () => {
    for (const store of opened) await store.close();
  });

  it.skipIf(kind.missing).each(seeds)('in world %d', { timeout: 600_000 }, async (seed) => {
    const world = worldFor(kind, sampleWorld(seed));
    const store = await askedStore(kind, world);
    opened.push(store);
    const everyone = world.people.length;
    await fc.assert(
      fc.asyncProperty(condition, async (one) => {
        const found = await store.ids(one);
        expect(found).toEqual(judgeIds(world, one));
        expect(await store.both(one)).toEqual([found.length, everyone - found.length]);
      }),
      { numRuns: runs, seed: deep ? seed : 11 },
    );
  });
});
