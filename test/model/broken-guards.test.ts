import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenGuards, type Population } from '../../src/model/broken-guards.ts';

const at = '2026-11-01T10:00:00.000Z';
const said = (more: Partial<Population>) =>
  brokenGuards({ guard: {}, people: 50, everyone: 100, before: undefined, ...more }).map(
    ({ key, message }) => `${key}: ${message}`,
  );

describe('guards on the number of people', () => {
  it('include their limits', () => {
    expect(said({ guard: { min: 50, max_share: 0.5, max_change: 0.25 }, before: { people: 40, at } })).toEqual([]);
    expect(said({ guard: { max_change: 0.5 }, before: { people: 100, at } })).toEqual([]);
  });

  it('say what they found and what they allow', () => {
    expect(said({ guard: { min: 51 } })).toEqual(['min: has 50 people, fewer than 51']);
    expect(said({ guard: { max_share: 0.499 } })).toEqual(['max_share: has 50 of 100 people, 50%; allowed are 49.9%']);
    expect(
      said({ guard: { max_change: 0.3 }, people: 31_002, everyone: 40_000, before: { people: 12_480, at } }),
    ).toEqual([
      'max_change: had 12,480 people when something was last applied (2026-11-01), now 31,002: +148.4%; allowed are 30%',
    ]);
    expect(said({ guard: { max_change: 0.3 }, people: 0, before: { people: 10, at } })[0]).toContain('now 0: -100%');
  });

  it('take every change from nobody for too much, and compare with nothing that was never counted', () => {
    expect(said({ guard: { max_change: 9 }, people: 1, before: { people: 0, at } })[0]).toContain('from nobody');
    expect(said({ guard: { max_change: 9 }, people: 0, before: { people: 0, at } })).toEqual([]);
    expect(said({ guard: { max_change: 0.1 } })).toEqual([]);
  });

  it('are all looked at', () => {
    const guard = { min: 60, max_share: 0.1, max_change: 0.1 };
    expect(said({ guard, before: { people: 10, at } }).map((one) => one.split(':')[0])).toEqual([
      'min',
      'max_share',
      'max_change',
    ]);
  });

  it('of an empty store break only `min`', () => {
    const guard = { min: 1, max_share: 0.1, max_change: 0.1 };
    expect(brokenGuards({ guard, people: 0, everyone: 0, before: undefined }).map(({ key }) => key)).toEqual(['min']);
  });

  it('never break when nothing changes and everybody is allowed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.double({ min: 0.001, max: 5, noNaN: true }), (people, more, change) => {
        const before = { people, at };
        expect(
          brokenGuards({ guard: { max_share: 1, max_change: change }, people, everyone: people + more, before }),
        ).toEqual([]);
      }),
    );
  });
});
