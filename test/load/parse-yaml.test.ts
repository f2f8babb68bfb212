import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/load/parse-yaml.ts';

const findings = (content: string | Buffer): string[] =>
  parseYaml('f.yaml', Buffer.from(content)).diagnostics.map(
    ({ code, place, summary }) => `${place?.line}:${place?.column} ${code} ${summary}`,
  );
const value = (content: string | Buffer): unknown => parseYaml('f.yaml', Buffer.from(content)).document?.value;

describe('what YAML 1.2 says', () => {
  it.each([
    ['a: yes', { a: 'yes' }],
    ['a: on', { a: 'on' }],
    ['a: 12:30', { a: '12:30' }],
    ['a: 2026-12-01', { a: '2026-12-01' }],
    ['a: 0o17', { a: 15 }],
    ['a: ~', { a: null }],
    ['a: "\\uac00"', { a: '가' }],
    ['__proto__: 1', Object.defineProperty({}, '__proto__', { value: 1, enumerable: true })],
    ['\ufeffa: 1', { a: 1 }],
    ['a: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
    ['- 1\n- 2', [1, 2]],
    ['--- \na: 1\n...\n', { a: 1 }],
  ])('%j', (text, expected) => {
    expect(findings(text)).toEqual([]);
    expect(value(text)).toEqual(expected);
  });
});

describe('what is wrong with a file', () => {
  it.each([
    ['', '1:1 FILE.EMPTY the file is empty'],
    ['\n\n# nothing\n', '1:1 FILE.EMPTY the file is empty'],
    ['~', '1:1 FILE.EMPTY the file is empty'],
    ['a: 1\n---\nb: 1\n', '2:1 FILE.SEVERAL_DOCUMENTS the file holds several YAML documents'],
    ['a:\n\tb: 1\n', '2:1 FILE.SYNTAX a tab is used for indentation'],
    ['가: !na 1\n', '1:4 FILE.SYNTAX a word that begins with ! is a YAML tag, and no tag is known here'],
    ['a: @x\n', '1:4 FILE.SYNTAX text that begins with this sign needs quotes'],
    ['a: {{name}}님\n', '1:12 FILE.SYNTAX text that begins with `{{` needs quotes'],
    ['a: **굵게** 글\n', '1:11 FILE.SYNTAX text that begins with `*` needs quotes'],
    ['a: "x" y\n', '1:8 FILE.SYNTAX something stands after the end of the value'],
    ['a: b: c\n', '1:4 FILE.SYNTAX text with a colon and a space in it needs quotes'],
    ['a: 1\n  b: 2\n', '1:4 FILE.SYNTAX the line below is indented, though this line already has its value'],
    ['a:\n    b: 1\n  c: 2\n', '3:1 FILE.SYNTAX this line begins in another column than its neighbours'],
    ['a: [1, 2\nb: 1\n', '2:1 FILE.SYNTAX a bracket is open: `]` is missing before this line'],
    ['a: "\\d"\n', '1:5 FILE.SYNTAX a backslash in double quotes begins a sign that YAML does not know'],
    ['x: 1\na: "가\nb: 1\n', '2:4 FILE.SYNTAX a quote is opened here and never closed'],
    ['a: 1\n가 나\n', '2:1 FILE.SYNTAX a colon is missing after the key'],
    ['a: *b\n', '1:4 FILE.UNKNOWN_ALIAS `*b` refers to `&b`, which stands nowhere before it'],
    ['a: &a [*a]\n', '1:8 FILE.ALIASES the aliases (*name) of the file multiply, or lead back to themselves'],
    ['a: 1\n가: 2\n가: 3\n', '3:1 FILE.DUPLICATE_KEY the key `가` stands here a second time'],
    ['a: { b: 1, "b": 2 }\n', '1:12 FILE.DUPLICATE_KEY the key `b` stands here a second time'],
    ['1: a\n"1": b\n', '2:1 FILE.DUPLICATE_KEY the key `1` stands here a second time'],
    ['가\0', '1:2 FILE.NOT_TEXT the file is binary (it contains a zero byte)'],
  ])('%j', (text, expected) => {
    expect(findings(text)[0]).toBe(expected);
    expect(value(text)).toBeUndefined();
  });

  it.each([
    ['UTF-16, little end first', [0xff, 0xfe, 0x61, 0], '1:1 FILE.NOT_TEXT'],
    ['UTF-16, big end first', [0xfe, 0xff, 0, 0x61], '1:1 FILE.NOT_TEXT'],
    ['Latin 1', [0x61, 0x0a, 0x61, 0xe9, 0x0a], '2:2 FILE.NOT_TEXT'],
    ['half a letter at the end', [0x61, 0x0a, 0xea, 0xb0], '2:1 FILE.NOT_TEXT'],
  ])('bytes: %s', (_, bytes, expected) => {
    expect(findings(Buffer.from(bytes))[0]).toContain(expected);
  });
});

describe('limits', () => {
  it('256 KB is read, one byte more is not', () => {
    const exact = `a: ${'x'.repeat(256 * 1024 - 4)}\n`;
    expect(findings(exact)).toEqual([]);
    expect(findings(`${exact}\n`)[0]).toContain('FILE.TOO_LARGE');
  });

  it.each([
    ['64 brackets', `a: ${'['.repeat(64)}${']'.repeat(64)}`, 0],
    ['65 brackets', `a: ${'['.repeat(65)}${']'.repeat(65)}`, 1],
    ['65 braces', `a: ${'{a: '.repeat(65)}1${'}'.repeat(65)}`, 1],
    ['200 dashes', `a:\n  ${'- '.repeat(200)}1`, 1],
    ['200 levels', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 1],
    ['60 levels', `${Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')} 1`, 0],
    ['5,000 question marks', `${'? '.repeat(5000)}1`, 1],
    ['5,000 smileys in a text', `a: |\n  ${':) '.repeat(5000)}`, 0],
    ['20,000 lines', Array.from({ length: 20_000 }, (_, i) => `a${i}: ${i}`).join('\n'), 0],
  ])('%s', (_, text, count) => {
    const started = performance.now();
    expect(findings(text).filter((one) => one.includes('FILE.TOO_DEEP'))).toHaveLength(count);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('aliases may repeat a little, not without end', () => {
    expect(findings('a: &a [1, 2]\nb: [*a, *a]\n')).toEqual([]);
    const bomb = [
      'a: &a [1, 1]',
      ...Array.from('bcdefghij', (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`),
    ];
    expect(findings(bomb.join('\n'))[0]).toContain('FILE.ALIASES');
  });

  it('at most 20 findings of one kind, one a line', () => {
    expect(findings(Array.from({ length: 100 }, () => 'a: 1').join('\n'))).toHaveLength(20);
    expect(findings('- a\nb: 1\n')).toHaveLength(1);
  });
});
