// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written like that
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import type { Pointer } from '../../src/model/source.ts';

const text = `title: 단골 손님
"quoted key": 'one ''two'''
where:
  all:
    - attribute: country
      is: KR
    - { event: listen, count: { at_least: 3 } }
    - [a, 나, "다"]
empty:
body: |
  첫 줄
    둘째 줄
folded: >-
  a
  b
shared: &shared
  x: 1
again: *shared
flow: { 가: 1, "b/c~d": [10, 20] } # 끝
? complex
: value
emoji: 🐳 # whale
after: "🐳", 
`.replace(', \n', '\n');

type Row = readonly [Pointer, 'key' | 'value', string];

/** line:column of the start, and of the end, counted from 1; the end is exclusive. */
const rows: readonly Row[] = [
  [[], 'value', '1:1-1:6'],
  [['title'], 'value', '1:8-1:13'],
  [['title'], 'key', '1:1-1:6'],
  [['quoted key'], 'key', '2:1-2:13'],
  [['quoted key'], 'value', '2:15-2:28'],
  [['where'], 'value', '3:1-3:6'],
  [['where', 'all'], 'value', '4:3-4:6'],
  [['where', 'all', 0], 'value', '5:7-5:16'],
  [['where', 'all', 0, 'is'], 'value', '6:11-6:13'],
  [['where', 'all', 0, 'is'], 'key', '6:7-6:9'],
  [['where', 'all', '0', 'is'], 'value', '6:11-6:13'],
  [['where', 'all', 1], 'value', '7:9-7:14'],
  [['where', 'all', 1, 'count'], 'value', '7:24-7:29'],
  [['where', 'all', 1, 'count', 'at_least'], 'value', '7:43-7:44'],
  [['where', 'all', 2], 'value', '8:7-8:18'],
  [['where', 'all', 2, 1], 'value', '8:11-8:12'],
  [['where', 'all', 2, 2], 'value', '8:14-8:17'],
  [['empty'], 'value', '9:1-9:6'],
  [['body'], 'value', '10:7-13:1'],
  [['body'], 'key', '10:1-10:5'],
  [['folded'], 'value', '13:9-16:1'],
  [['shared', 'x'], 'value', '17:6-17:7'],
  [['again'], 'value', '18:1-18:6'],
  [['again', 'x'], 'value', '17:6-17:7'],
  [['flow', '가'], 'value', '19:12-19:13'],
  [['flow', 'b/c~d'], 'key', '19:15-19:22'],
  [['flow', 'b/c~d', 1], 'value', '19:29-19:31'],
  [['complex'], 'value', '21:3-21:8'],
  [['emoji'], 'value', '22:8-22:10'],
  [['after'], 'value', '23:8-23:12'],
  // What does not exist is shown at the nearest parent that does.
  [['where', 'any', 3], 'value', '3:1-3:6'],
  [['where', 'all', 9, 'is'], 'value', '4:3-4:6'],
  [['title', 'deeper'], 'value', '1:8-1:13'],
  [['nothing'], 'value', '1:1-1:6'],
];

const variants: readonly (readonly [string, string])[] = [
  ['as it is', text],
  ['with CRLF', text.replaceAll('\n', '\r\n')],
  ['with a BOM', `\ufeff${text}`],
  ['with BOM and CRLF', `\ufeff${text.replaceAll('\n', '\r\n')}`],
];

describe.each(variants)('places of a file %s', (name, content) => {
  const { document, diagnostics } = parseYaml('f.yaml', Buffer.from(content));
  const crlf = name.includes('CRLF');

  it('is read', () => {
    expect(diagnostics).toEqual([]);
    expect(document?.value).toMatchObject({ title: '단골 손님', again: { x: 1 }, body: '첫 줄\n  둘째 줄\n' });
  });

  it.each(rows)('%j %s', (pointer, target, expected) => {
    const place = document?.place(pointer, target);
    const [start = '', end = ''] = expected.split('-');
    expect(`${place?.line}:${place?.column}`).toBe(start);
    // A block scalar ends with its line; the carriage return before belongs to it.
    if (!(crlf && end.endsWith(':1'))) expect(`${place?.endLine}:${place?.endColumn}`).toBe(end);
    expect(place?.source).toBe(text.split('\n')[Number(start.split(':')[0]) - 1]);
    expect(place?.file).toBe('f.yaml');
  });
});

describe.each(variants)('places inside the texts of a file %s', (_, content) => {
  const { document } = parseYaml('f.yaml', Buffer.from(content));

  it.each([
    ['a line of a block', ['body'], { line: 1, column: 2, length: 1 }, '11:5-11:6'],
    ['a line that is further in', ['body'], { line: 2, column: 0, length: 4 }, '12:3-12:7'],
    ['no further than the line', ['body'], { line: 2, column: 2, length: 99 }, '12:5-12:9'],
    ['a text whose lines are joined: the whole', ['folded'], { line: 1, column: 2, length: 1 }, '13:9'],
    ['a text in quotes: the whole', ['quoted key'], { line: 1, column: 2, length: 1 }, '2:15-2:28'],
    ['a line that is not there: the whole', ['body'], { line: 99, column: 0, length: 1 }, '10:7'],
    ['no text: as without', ['where', 'any'], { line: 1, column: 0, length: 1 }, '3:1-3:6'],
  ])('%s', (_name, pointer, stretch, expected) => {
    const { line, column, endLine, endColumn } = document?.placeInside(pointer, stretch) ?? {};
    expect(`${line}:${column}${expected.includes('-') ? `-${endLine}:${endColumn}` : ''}`).toBe(expected);
  });
});

describe('pointers', () => {
  const { document } = parseYaml('f.yaml', Buffer.from(text));
  it.each([
    [[], ''],
    [['where', 'all', 0], '/where/all/0'],
    [['flow', 'b/c~d'], '/flow/b~1c~0d'],
  ] as const)('%j', (pointer, expected) => {
    expect(document?.place(pointer).pointer).toBe(expected);
  });
});

describe('a source line never shows the password of a URL', () => {
  it.each([
    ['url: smtp://me:hunter2@host:25', 'url: smtp://me:*******@host:25'],
    ['{ a: "smtp://:pw@h", b: "x://u:pw2@h" }', '{ a: "smtp://:**@h", b: "x://u:***@h" }'],
    ['url: smtp://me:${env:PW}@host', 'url: smtp://me:${env:PW}@host'],
    ['url: https://host:443/path', 'url: https://host:443/path'],
  ])('%s', (line, shown) => {
    const { document } = parseYaml('f.yaml', Buffer.from(line));
    expect(document?.place([]).source).toBe(shown);
  });
});
