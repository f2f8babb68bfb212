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
  const campaigns = [
    { id: 'a', stage: 'x' },
    { id: 'b', stage: 'x' },
    { id: 'c', stage: 'y' },
  ];
  const input = { timezone: 'UTC', segments, campaigns, stages: ['x', 'y', 'z'], partitions: { all: ['s0', 's1'] } };
  // Groups: s0 s1 s2 a b c, has an address, is reached.
  const [s0, s1, s2, a, b, c, address, reached] = [0, 1, 2, 3, 4, 5, 6, 7];

  it('counts everybody once: reached, or with one reason', () => {
    const rows = [
      { in: [s0, a, b, address, reached], count: 10 },
      { in: [s0, s2, a, address], count: 4 },
      { in: [s1, c], count: 3 },
      { in: [s1, s2], count: 2 },
      { in: [], count: 1 },
      { in: [s0, s1, b, address, reached], count: 5 },
    ];
    const coverage = coverageOf({ ...input, rows });
    expect(coverage).toMatchObject({
      everyone: 25,
      reached: 15,
      blind_spots: [
        { reason: 'no_segment', people: 3 },
        { reason: 'no_consent', people: 4 },
        { reason: 'no_address', people: 3 },
      ],
      partitions: [
        { name: 'all', disjoint: false, complete: false, missing: 1, overlaps: [{ in: ['s0', 's1'], count: 5 }] },
      ],
    });
    const cell = (stage: string, segment: string) =>
      coverage.matrix.find((one) => one.stage === stage && one.segment === segment);
    expect(cell('x', 's0')).toMatchObject({ campaigns: 2, people: 19 });
    expect(cell('x', 's1')).toMatchObject({ campaigns: 1, people: 5 });
    expect(cell('y', 's1')).toMatchObject({ campaigns: 1, people: 3 });
    expect(cell('x', 's2')).toMatchObject({ campaigns: 1, people: 4 });
    expect(cell('z', 's0')).toMatchObject({ campaigns: 0, people: 0 });
  });

  it('adds up, whatever the rows', () => {
    fc.assert(
      fc.property(fc.array(rowOf(8), { maxLength: 30 }), (rows) => {
        const { everyone, reached: seen, blind_spots: blind } = coverageOf({ ...input, rows: rows.map(possible) });
        expect(seen + sum(blind.map(({ people }) => people))).toBe(everyone);
      }),
    );
  });

  /** Whoever is reached is in a campaign's audience and has an address. */
  function possible(row: { in: number[]; count: number }) {
    const targeted = row.in.some((i) => [a, b, c].includes(i));
    const drop = [...(targeted ? [] : [address, reached]), ...(row.in.includes(address) ? [] : [reached])];
    return { ...row, in: row.in.filter((i) => !drop.includes(i)) };
  }
});
