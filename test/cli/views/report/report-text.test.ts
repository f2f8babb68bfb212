import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { reportText } from '../../../../src/cli/views/report/report-text.ts';
import { wrapText } from '../../../../src/cli/views/report/wrap-text.ts';
import { arm, empty, everyReport, full, hostile, withheld, withoutHoldout } from './report-fixtures.ts';

const plain = (report = full, width = 120): string => reportText(report, { color: false, width, language: 'en' });
const lines = (text: string): string[] => text.split('\n');

describe('report as text', () => {
  test('the title comes first, then the verdicts', () => {
    expect(lines(plain()).slice(0, 4)).toEqual([
      'Campaign report: Welcome, new friends (welcome)',
      'Goal reached: first_order is 23.2%, the goal was 23.0%.',
      'The campaign worked: first_order is higher than without it, by +2.8%p (0.1 to 5.3).',
      '',
    ]);
  });

  test('simulated stands in the first line, however narrow', () => {
    expect(lines(plain(withoutHoldout))[0]).toContain('simulated');
    expect(lines(plain(withoutHoldout, 40))[0]).toContain('simulated');
    expect(plain()).not.toContain('simulated');
  });

  test('the funnel has counts, shares and limits of every arm; the holdout only its beginning and end', () => {
    const text = plain();
    expect(text).toMatch(/friendly\n +assigned +4,500 +100\.0%.*\n +sent +4,468 +99\.3% +\(99\.\d to 99\.\d\) +█+/);
    expect(text).toMatch(/holdout \(received nothing\)\n +assigned +1,000.*\n +converted +204 +20\.4%/);
  });

  test('somebody of the holdout who was messaged is not hidden', () => {
    const spoiled = {
      ...full,
      funnel: [
        ...full.funnel.filter(({ arm: name }) => name !== 'holdout'),
        ...arm('holdout', [
          ['assigned', 1000],
          ['sent', 12],
          ['converted', 204],
        ]),
      ],
    };
    expect(plain(spoiled)).toMatch(/holdout \(received nothing\)\n.*\n +sent +12 /);
  });

  test('comparisons have difference, relative, incremental, p after Holm and verdict', () => {
    expect(plain()).toMatch(
      /friendly +\+4\.1%p \(1\.3 to 6\.8\) +\+20\.1% \(5\.7 to 36\.8\) +\+184 \(56 to 304\) +0\.0056 +0\.011 +positive/,
    );
    expect(plain(withheld)).toContain('+₩1,245 (no limit to ₩2,600)');
    expect(plain(withoutHoldout)).toContain('without a holdout nobody knows');
  });

  test('cautions, skips and the sample ratio are said', () => {
    expect(plain()).toMatch(/812 {2}has not agreed to advertising/);
    expect(plain()).toContain('Yes: the sizes fit the draw (p = 1.000).');
    expect(plain(withheld)).toContain('No: this is more than chance (p < 0.0001).');
    expect(plain(withheld)).toContain('! 12 people of the holdout were messaged');
  });

  test('messages and people are told apart', () => {
    const weekly = { ...full, volume: { expected: null, actual: 3108, failed: 2, unknown: 1, runs: 4 } };
    expect(plain(weekly)).toContain('messages sent 3,108 (in 4 runs, 2 failed, 1 of unknown fate)');
    expect(plain(weekly)).toContain('people assigned 10,000');
    expect(plain(weekly)).toContain('Funnel: people, by how far they came');
    expect(plain(weekly)).toContain(
      'People who never got a message of this campaign, each once, by the latest reason.',
    );
  });

  test('nobody yet: no table, no holdout blamed', () => {
    expect(plain(empty)).toContain('Nobody has been assigned yet.');
    expect(plain(empty)).not.toContain('without a holdout');
    expect(plain(empty)).toMatch(/actual +no data/);
  });
});

describe('layout', () => {
  test('the columns of a table begin at the same display column, with Korean and emoji too', () => {
    const table = lines(plain(hostile)).filter((line) => /%p \(.*\) .*(positive|inconclusive)$/.test(line));
    const starts = table.map((line) => stringWidth(line.slice(0, line.search(/positive$|inconclusive$/))));
    expect(table).toHaveLength(3);
    expect(new Set(starts).size).toBe(1);
    const ends = table.map((line) => stringWidth(line.slice(0, line.indexOf(')') + 1)));
    expect(new Set(ends).size).toBe(1);
  });

  test.each(Object.entries(everyReport))('%s: no line is wider than the terminal', (_, report) => {
    for (const width of [40, 60, 80, 120, 200]) {
      expect(Math.max(...lines(plain(report, width)).map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    }
  });

  test('where a table does not fit, every number has its name', () => {
    expect(plain(full, 60)).toMatch(/friendly\n +difference: \+4\.1%p \(1\.3 to 6\.8\)\n +relative: /);
  });

  test('a word that is wider than the line is broken', () => {
    expect(wrapText('  가나다라마바사 아', 8, '  ')).toEqual(['  가나다', '  라마바', '  사 아']);
  });
});

describe('colour', () => {
  test('none when not asked for, the same words when asked for', () => {
    const coloured = reportText(full, { color: true, width: 120, language: 'en' });
    expect(plain()).not.toContain('\u001b');
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain());
  });

  test('green is reached and positive, red is not reached, yellow is a caution', () => {
    const coloured = reportText(full, { color: true, width: 120, language: 'en' });
    expect(coloured).toContain('\u001b[32mpositive\u001b[39m');
    expect(coloured).toContain('\u001b[32mGoal reached');
    expect(reportText(withoutHoldout, { color: true, width: 120, language: 'en' })).toContain(
      '\u001b[31mGoal not reached',
    );
    expect(reportText(withheld, { color: true, width: 120, language: 'en' })).toContain('\u001b[33mwithheld\u001b[39m');
  });

  test("a title's own escape sequences do not reach the terminal", () => {
    expect(plain(hostile)).not.toContain('\u001b');
  });
});
