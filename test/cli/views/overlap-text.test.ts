import { describe, expect, it } from 'vitest';
import { overlapText } from '../../../src/cli/views/segments/overlap-text.ts';
import { overlapOf } from '../../../src/report/overlap/index.ts';

const text = (ids: readonly string[], sets: readonly number[][], width: number): string =>
  overlapText(
    overlapOf({
      segments: ids.map((id) => ({ id, title: id })),
      rows: sets.map((places, i) => ({ in: places, count: 100 - i })),
      timezone: 'UTC',
    }),
    { color: false, width },
  );

const long = Array.from({ length: 6 }, (_, i) => `people-who-came-back-in-week-${i + 1}`);

describe('who is in which segments together, as text', () => {
  it('names the segments of a set where there is room', () => {
    expect(text(['a', 'b'], [[0, 1], [0], []], 80)).toMatch(/a \+ b\n.* a\n.* none of them\n/);
  });

  it('gives their numbers where there is not, and says what they are', () => {
    const shown = text(long, [[0, 1, 2, 4], [1, 3], []], 60);
    expect(shown).toContain('The segments\n  1 people-who-came-back-in-week-1,');
    expect(shown).toMatch(/1–3 \+ 5$/m);
    expect(shown).toMatch(/2 \+ 4$/m);
    expect(shown).toMatch(/none of them$/m);
    for (const line of shown.split('\n').slice(0, 8)) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('lets the matrix say it where that is shown anyway', () => {
    const shown = text(long, [[0, 1, 2, 4]], 120);
    expect(shown).not.toContain('The segments');
    expect(shown).toMatch(/^ {2}5 people-who-came-back-in-week-5 /m);
  });
});
