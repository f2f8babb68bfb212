import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapOf } from '../../src/report/overlap/index.ts';
import { coverageOf } from '../../src/report/reach/index.ts';

const named = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `s${i}`, title: `S ${i}`, stage: null }));
const rowOf = (groups: number) =>
  fc.record({ in: fc.subarray(Array.from({ length: groups }, (_, i) => i)), count: fc.integer({ min: 1, max: 99 }) });
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

describe('who is in which segments together', () => {
  it('adds up to everybody, whatever slices the rows came from', () => {
    fc.assert(
      fc.property(fc.array(rowOf(5), { maxLength: 40 }), (rows) => {
        const { sets, pairs, segments, everyone } = overlapOf({ segments: named(5), rows, timezone: 'UTC' });
        expect(everyone).toBe(sum(rows.map(({ count }) => count)));
        expect(sum(sets.map(({ count }) => count))).toBe(everyone);
        expect(new Set(sets.map((set) => set.in.join())).size).toBe(sets.length);
        expect(sets.every(({ count }, i) => i === 0 || count <= (sets[i - 1]?.count ?? 0))).toBe(true);
        const of = (...ids: string[]) =>
          sum(rows.filter((row) => ids.every((id) => row.in.includes(Number(id.slice(1))))).map(({ count }) => count));
        for (const { id, count } of segments) expect(count).toBe(of(id));
        expect(pairs).toHaveLength(10);
        for (const { a, b, count, jaccard } of pairs) {
          expect(count).toBe(of(a, b));
          const either = of(a) + of(b) - count;
          expect(jaccard).toBeCloseTo(either === 0 ? 0 : count / either, 12);
        }
      }),
    );
  });

  it('of no people shares nobody with nobody', () => {
    const { pairs, sets, everyone } = overlapOf({ segments: named(2), rows: [], timezone: 'UTC' });
    expect([pairs, sets, everyone]).toEqual([[{ a: 's0', b: 's1', count: 0, jaccard: 0 }], [], 0]);
  });
});

describe('coverage', () => {
  const segments = named(3);
  // Groups of the joint query: three segments, one that only a campaign names, has an address, agreed.
  const [s0, s1, s2, only, address, agreed, full] = [0, 1, 2, 3, 4, 5, 6];
  const groups = 7;
  const of = (stage: string, segment: number, campaigns = 1, exclude: readonly number[] = []) => ({
    ...{ stage, campaigns, segment, exclude },
    ...{ addressed: address, reached: agreed },
  });
  const input = {
    ...{ timezone: 'UTC', segments, stages: ['x', 'y', 'z'], partitions: { all: ['s0', 's1'] } },
    campaigns: [{ ...of('x', s0, 2), capped: full }, of('x', only, 1, [s1]), of('y', s1)],
  };

  it('counts everybody once: reached, or with one reason', () => {
    const rows = [
      { in: [s0, address, agreed], count: 10 },
      { in: [s0, address, agreed, full], count: 5 },
      // The other campaign has no limits.
      { in: [s0, s1, address, agreed, full], count: 2 },
      { in: [s0, address, full], count: 1 },
      { in: [s0, s2, address], count: 4 },
      { in: [s1], count: 3 },
      // Excluded from the only campaign that is for them.
      { in: [s1, only, address, agreed], count: 6 },
      { in: [s2, only], count: 2 },
      { in: [s2, address, agreed], count: 7 },
      { in: [], count: 1 },
    ];
    const coverage = coverageOf({ ...input, rows });
    expect(coverage).toMatchObject({
      everyone: 41,
      live_campaigns: 4,
      reached: 18,
      blind_spots: [
        { reason: 'no_segment', people: 8 },
        { reason: 'no_consent', people: 5 },
        { reason: 'no_address', people: 5 },
        { reason: 'capped', people: 5 },
      ],
      partitions: [
        { name: 'all', disjoint: false, complete: false, missing: 10, overlaps: [{ in: ['s0', 's1'], count: 2 }] },
      ],
    });
    const cell = (stage: string, segment: string) =>
      coverage.matrix.find((one) => one.stage === stage && one.segment === segment);
    expect(cell('x', 's0')).toMatchObject({ campaigns: 2, people: 22 });
    expect(cell('x', 's1')).toMatchObject({ campaigns: 2, people: 2 });
    expect(cell('y', 's1')).toMatchObject({ campaigns: 1, people: 11 });
    expect(cell('x', 's2')).toMatchObject({ campaigns: 3, people: 6 });
    expect(cell('z', 's0')).toMatchObject({ campaigns: 0, people: 0 });
  });

  it('names who falls twice', () => {
    const rows = [{ in: [s0, s1, s2], count: 5 }];
    expect(coverageOf({ ...input, rows }).partitions).toMatchObject([
      { disjoint: false, complete: true, missing: 0, overlaps: [{ in: ['s0', 's1'], count: 5 }] },
    ]);
  });

  it('adds up, whatever the rows', () => {
    fc.assert(
      fc.property(fc.array(rowOf(groups), { maxLength: 30 }), (rows) => {
        const { everyone, reached: seen, blind_spots: blind } = coverageOf({ ...input, rows });
        expect(seen + sum(blind.map(({ people }) => people))).toBe(everyone);
      }),
    );
  });
});
