import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { reportMarkdown } from '../../../../src/cli/views/report/report-markdown.ts';
import type { Comparison, Report } from '../../../../src/model/report.ts';
import { arm, empty, everyReport, full, hostile, withheld, withoutHoldout } from './report-fixtures.ts';

const en = { language: 'en' } as const;
const english = (report: Report): string => reportMarkdown(report, en);

describe('report as markdown', () => {
  test('title, verdict, and a table of comparisons', () => {
    const text = reportMarkdown(full, en);
    expect(text).toMatch(/^# Campaign report: Welcome, new friends\n\n\*\*Goal reached: /);
    expect(text).toContain(
      '| +4.1%p (1.3 to 6.8) | +20.1% (5.7 to 36.8) | +184 (56 to 304) | p = 0.0056 (p = 0.011 after Holm) | **positive** |',
    );
    expect(reportMarkdown(withoutHoldout, en)).toMatch(/^# Campaign report \(simulated\)/);
    expect(reportMarkdown(withheld, en)).toContain('₩55,552,500 from 4,500 people');
  });

  test.each(Object.entries(everyReport))('%s: every row of a table has as many cells as its head', (_, report) => {
    const cells = (line: string): number => line.replaceAll('\\|', '').split('|').length;
    const blocks = reportMarkdown(report, en)
      .trim()
      .split('\n\n')
      .filter((block) => block.startsWith('|'));
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(new Set(block.split('\n').map(cells)).size).toBe(1);
  });

  test("a user's marks are text: no script, no code, no cell that ends early", () => {
    const page = String(marked.parse(reportMarkdown(hostile, en)));
    expect(page).not.toMatch(/<script|<i>|<code>/);
    expect(page).toContain('첫 구매 환영 🎉 &lt;script&gt;');
    expect(page).toContain('| `a` red');
  });

  test('one to four people are not told', () => {
    const text = english({
      ...full,
      funnel: arm('default', [
        ['assigned', 800],
        ['sent', 800],
        ['clicked', 3],
        ['converted', 0],
      ]),
      comparisons: [],
    });
    expect(text).toContain('| clicked | <5 |');
    expect(text).toContain('| converted | 0 · 0.0% (0.0 to 0.0) |');
    expect(text).toContain('no\\_favourite | <5 |');
  });

  test('a sentence tells nothing that its table hides', () => {
    const steps = (assigned: number, converted: number) =>
      [
        ['assigned', assigned],
        ['sent', assigned],
        ['converted', converted],
      ] as const;
    const [together, better] = full.comparisons as [Comparison, Comparison];
    const text = english({
      ...full,
      funnel: [...arm('friendly', steps(61, 3)), ...arm('direct', steps(59, 13)), ...arm('holdout', steps(17, 9))],
      goal: { ...full.goal, sentence: 'Goal not reached: first_order is 13.3%, the goal was 23.0%.' },
      comparisons: [
        { ...together, x: 16, n: 120, x0: 9, n0: 17 },
        { ...better, arm: 'friendly', x: 3, n: 61, x0: 9, n0: 17, sentence: 'Variant friendly worked: by -48.0%p.' },
      ],
      cautions: ['1 person of the holdout was messaged while measured', 'For 1 message it is not known', 'Only 4% of'],
    });
    expect(text).not.toMatch(/13\.3|48\.0|\b16 of|\b3 of|\b3 people|\b1 message/);
    expect(text).toContain('&lt;5 people of the holdout were messaged');
    expect(text).toContain('For &lt;5 messages it is not known');
    expect(text).toContain('- Only 4% of');
    expect(text).toContain('| friendly against holdout | <5 of 61 | 9 of 17 | – | – | – | – | **positive** |');
    expect(text).toContain('| all variants against holdout | – | 9 of 17 | – |');
    expect(text).toContain('| direct');
    expect(text).toContain('13 · 22.0% (');
  });

  test('a group of one to four people is not told by what is left of the total', () => {
    const text = english({
      ...full,
      assigned: { ...full.assigned, people: 39 },
      funnel: [
        ...arm('default', [
          ['assigned', 36],
          ['sent', 36],
        ]),
        ...arm('holdout', [['assigned', 3]]),
      ],
      comparisons: [],
      srm: {
        observed: { default: 36, holdout: 3 },
        expected: { default: 31.2, holdout: 7.8 },
        p_value: 0.055,
        alarm: false,
      },
    });
    expect(text).not.toMatch(/\b39\b|\b31\b|0\.055/);
    expect(text).toContain('| people assigned | at least 37 (');
    expect(text).toContain('Yes: the sizes fit the draw.');
  });

  test('nobody yet', () => {
    expect(reportMarkdown(empty, en)).toContain('Nobody has been assigned yet.');
  });
});
