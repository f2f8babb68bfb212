import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { diagnosticsText } from '../../../src/cli/views/diagnostics-text.ts';

const source =
  'goal: { metric: bought, within: 3d, baseline: 10%, target: 0.30, why: 장바구니 회원의 셋 중 하나가 사야 쿠폰 값을 한다. }';
const at = (column: number, length = 3): Diagnostic => ({
  code: 'CAMPAIGN.WRONG_TYPE',
  severity: 'error',
  summary: '이것은 한 줄에 들어가지 않는 긴 문장이고, 단말기의 폭은 여든 칸인데 한글 한 글자는 두 칸을 차지한다',
  place: { file: 'campaigns/a.yaml', line: 12, column, endLine: 12, endColumn: column + length, source },
  why: 'Blanks, dots and other signs have a meaning of their own in segments, so each run of them becomes _.',
  next: [
    'If they are local times, export them with their zone, or import the file again and say which one it is.',
    'Say it: crm store import --people ../a-long-folder/people.csv --events ../a-long-folder/events.csv --zone Asia/Seoul',
  ],
});
const text = (column: number, width?: number): string =>
  diagnosticsText([at(column)], { color: false, ...(width === undefined ? {} : { width }) });

describe('findings on a terminal', () => {
  test.each([60, 80])('fit %i columns; a command stays in one piece', (width) => {
    for (const column of [1, 47, 71, 100]) {
      const lines = text(column, width).split('\n');
      for (const line of lines.filter((one) => !one.includes('crm store')))
        expect(stringWidth(line), line).toBeLessThanOrEqual(width);
      expect(lines.at(-1)).toContain('--zone Asia/Seoul');
    }
  });

  test('go on below the beginning of the sentence', () => {
    expect(text(47, 80)).toContain(
      '  why  Blanks, dots and other signs have a meaning of their own in segments, so\n       each run of them becomes _.\n',
    );
    expect(text(47, 80)).toContain('\n       and say which one it is.\n'.replace('and say', 'again and say'));
  });

  test.each([47, 71, 100])('the caret stands below column %i', (column) => {
    const lines = text(column, 80).split('\n');
    const caret = lines.findIndex((line) => line.includes('^'));
    const [shown = '', marks = ''] = lines.slice(caret - 1, caret + 1);
    const before = stringWidth(marks.slice(0, marks.indexOf('^')));
    const marked = source.slice(column - 1, column + 1);
    expect(stringWidth(shown.slice(0, shown.indexOf(marked)))).toBe(before);
  });

  test('never break a secret in two', () => {
    const secret = `smtp://mia:${'hunter2secret '.repeat(9)}@mail.example`;
    const finding = { ...at(1), why: `The server at ${secret} says no.` };
    const shown = diagnosticsText([finding], {
      color: false,
      width: 60,
      mask: (words) => words.replaceAll(secret, '[SMTP_URL]'),
    });
    expect(shown).toContain('  why  The server at [SMTP_URL] says no.');
    expect(shown).not.toContain('hunter2');
  });

  test('are whole where there is no terminal', () => {
    expect(text(47)).toContain(
      '  why  Blanks, dots and other signs have a meaning of their own in segments, so each run',
    );
    expect(text(47)).toContain(source);
  });
});
