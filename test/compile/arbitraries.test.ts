import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionOf, conditions, type Kind } from './world/arbitraries.ts';
import { later } from './world/examples.ts';
import { judgeIds } from './world/judge.ts';
import { sampleWorld } from './world/sample-world.ts';
import { validator } from './world/validator.ts';

const world = sampleWorld(7);
const all = world.people.length;
const kinds: readonly Kind[] = [
  ...([
    'attribute',
    'event',
    'sequence',
    'message',
    'segment',
    'reachable',
    'consent',
    'list',
    'sample',
    'top',
  ] as const),
  ...(['related', 'near', 'local_time', 'entered', 'member_for'] as const),
];

/** The share of conditions for which neither nobody nor everybody is found. */
function telling(conditions: fc.Arbitrary<Parameters<typeof judgeIds>[1]>, numRuns: number): number {
  const sizes = fc.sample(conditions, { numRuns, seed: 5 }).map((one) => judgeIds(world, one).length);
  return sizes.filter((n) => n > 0 && n < all).length / numRuns;
}

test('random conditions are what a file may say', () => {
  const valid = validator();
  const built = conditions({ without: later });
  for (const one of fc.sample(built, { numRuns: 1000, seed: 3 })) expect(valid(one), JSON.stringify(one)).toBe(true);
});

test('random conditions tell people apart', () => {
  const share = (n: number): string => `${Math.round(n * 100)} %`;
  const each = kinds.map((kind) => `${kind} ${share(telling(conditionOf(kind), 200))}`);
  const mixed = telling(conditions(), 1000);
  console.log(`neither nobody nor everybody: ${share(mixed)} of conditions; ${each.join(', ')}`);
  expect(mixed).toBeGreaterThan(0.4);
});

test('every condition and its complement are everybody, and groups are what logic says', () => {
  fc.assert(
    fc.property(conditions(), conditions(), (one, two) => {
      const found = judgeIds(world, one);
      expect(judgeIds(world, { not: one }).length).toBe(all - found.length);
      expect(judgeIds(world, { none: [one, two] })).toEqual(judgeIds(world, { not: { any: [one, two] } }));
    }),
    { numRuns: 100, seed: 9 },
  );
});
