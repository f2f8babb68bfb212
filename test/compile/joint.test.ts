import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/model/condition.ts';
import { askedStore, kinds, worldFor } from './stores.ts';
import { conditions } from './world/arbitraries.ts';
import { later } from './world/examples.ts';
import { judgeIds } from './world/judge.ts';
import { sampleWorld } from './world/sample-world.ts';

const one = conditions({ without: later, depth: 2 });

describe.each(kinds)('the joint distribution, on $name', (kind) => {
  it.skipIf(kind.missing)('says of everybody which conditions hold', { timeout: 120_000 }, async () => {
    const world = worldFor(kind, sampleWorld(6));
    const store = await askedStore(kind, world);
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 6 }), async (asked) => {
        expect(await store.joint(asked)).toEqual(byHand(asked.map((condition) => new Set(judgeIds(world, condition)))));
      }),
      { numRuns: 10, seed: 5 },
    );
    // As many as there may be, so that every bit is used.
    const samples = Array.from({ length: 300 }, (_, i): Condition => ({ sample: { salt: `s${i}`, from: 0, to: 50 } }));
    const sets = samples.map((condition) => new Set(judgeIds(world, condition)));
    expect(await store.joint(samples)).toEqual(byHand(sets));
    await store.close();

    function byHand(groups: readonly ReadonlySet<string>[]): Map<string, number> {
      const counts = new Map<string, number>();
      for (const { id } of world.people) {
        const key = groups.flatMap((group, i) => (group.has(id) ? [i] : [])).join(' ');
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return counts;
    }
  });
});
