import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyDiff } from '../../../src/cli/views/copy-diff.ts';
import { copyDiffText } from '../../../src/cli/views/copy-diff-text.ts';

const shown = (before: string, after: string, width = 100): string[] =>
  copyDiffText(before, after, { chalk: new Chalk({ level: 0 }), width });

describe('copy compared word by word', () => {
  it.each([
    ['come back today', 'come home today', 'come [-back-] {+home+} today'],
    ['새 소식이 왔어요', '새 소식이 또 왔어요', '새 소식이 {+또+} 왔어요'],
    ['a b', 'a b', 'a b'],
    ['all of it', '', '[-all of it-]'],
    [
      '🙂 one two three four five six seven eight nine ten',
      '🙂 one two three four five six seven eight nine eleven',
      '… six seven eight nine [-ten-] {+eleven+}',
    ],
    ['1 x a b c d e f g h i j 2', '1 y a b c d e f g h i j 3', '1 [-x-] {+y+} a b c d … g h i j [-2-] {+3+}'],
  ])('%s | %s', (before, after, line) => {
    expect(shown(before, after)).toEqual([`        ~ ${line}`]);
  });

  it('is painted over line breaks', () => {
    const lines = copyDiffText('one two three four', 'one 2 3 4', { chalk: new Chalk({ level: 1 }), width: 24 });
    expect(lines).toEqual([
      '        ~ one \u001b[31m[-two\u001b[39m',
      '          \u001b[31mthree four-]\u001b[39m',
      '          \u001b[32m{+2 3 4+}\u001b[39m',
    ]);
  });

  it('has both texts in it, word for word, and says same only of what is the same', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '가', '🙂'), { maxLength: 30 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = copyDiff(before, after);
        const without = (kind: string): string =>
          parts.flatMap((one) => (one.kind === kind ? [] : [one.text])).join(' ');
        expect([without('new'), without('gone')]).toEqual([before, after]);
        expect(parts.some((one, i) => one.kind === parts[i + 1]?.kind)).toBe(false);
      }),
    );
  });

  it('takes long texts as a whole', () => {
    const long = (word: string): string => Array.from({ length: 2000 }, () => word).join(' ');
    expect(copyDiff(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['gone', 'new']);
    expect(copyDiff(long('a'), long('a')).map(({ kind }) => kind)).toEqual(['same']);
  });
});
