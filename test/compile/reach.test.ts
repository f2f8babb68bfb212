import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedStore, kinds, worldFor } from './stores.ts';
import { conditions } from './world/arbitraries.ts';
import { later } from './world/examples.ts';
import { judgeIds } from './world/judge.ts';
import { sampleWorld } from './world/sample-world.ts';

describe.each(kinds)('how many of a segment can be reached, on $name', (kind) => {
  it.skipIf(kind.missing)('is how many are in it and reachable', { timeout: 120_000 }, async () => {
    const world = worldFor(kind, sampleWorld(5));
    const store = await askedStore(kind, world);
    const media = ['email', 'sms', 'in_app'] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(conditions({ without: later }), { minLength: 1, maxLength: 3 }), async (asked) => {
        const expected = asked.map((one) => ({
          count: judgeIds(world, one).length,
          reachable: Object.fromEntries(
            media.map((medium) => [medium, judgeIds(world, { all: [one, { reachable: medium }] }).length]),
          ),
        }));
        expect(await store.reach(asked, media)).toEqual(expected);
      }),
      { numRuns: 15, seed: 3 },
    );
    await store.close();
  });
});
