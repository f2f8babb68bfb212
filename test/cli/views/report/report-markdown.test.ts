import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { reportMarkdown } from '../../../../src/cli/views/report/report-markdown.ts';
import { arm, empty, everyReport, full, hostile, withheld, withoutHoldout } from './report-fixtures.ts';

describe('report as markdown', () => {
  test('title, verdict, and a table of comparisons', () => {
    const text = reportMarkdown(full);
    expect(text).toMatch(/^# Campaign report: Welcome, new friends\n\n\*\*Goal reached: /);
    expect(text).toContain(
      '| +4.1 %p (1.3 to 6.8) | +20.1% (5.7 to 36.8) | +184 (56 to 304) | p = 0.0056 (p = 0.011 after Holm) | **positive** |',
    );
    expect(reportMarkdown(withoutHoldout)).toMatch(/^# Campaign report \(simulated\)/);
    expect(reportMarkdown(withheld)).toContain('₩55,552,500 from 4,500 people');
  });

  test.each(Object.entries(everyReport))('%s: every row of a table has as many cells as its head', (_, report) => {
    const cells = (line: string): number => line.replaceAll('\\|', '').split('|').length;
    const blocks = reportMarkdown(report)
      .trim()
      .split('\n\n')
      .filter((block) => block.startsWith('|'));
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(new Set(block.split('\n').map(cells)).size).toBe(1);
  });

  test("a user's marks are text: no script, no code, no cell that ends early", () => {
    const page = String(marked.parse(reportMarkdown(hostile)));
    expect(page).not.toMatch(/<script|<i>|<code>/);
    expect(page).toContain('첫 구매 환영 🎉 &lt;script&gt;');
    expect(page).toContain('| `a` red');
  });

  test('one to four people are not told', () => {
    const text = reportMarkdown({
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

  test('nobody yet', () => {
    expect(reportMarkdown(empty)).toContain('Nobody has been assigned yet.');
  });
});
