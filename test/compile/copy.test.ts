import { describe, expect, it } from 'vitest';
import { compileCopy } from '../../src/compile/copy/index.ts';
import { josa } from '../../src/compile/copy/josa.ts';
import type { Copy } from '../../src/model/copy.ts';
import type { TemplateFile } from '../../src/model/workspace.ts';

const options = { locale: 'ko', timezone: 'Asia/Seoul', currency: 'KRW' };
const compileFile = (value: object) =>
  compileCopy(
    {
      id: 't',
      value: value as TemplateFile,
      source: {
        noun: 'template',
        id: 't',
        path: 'templates/t.yaml',
        value,
        place: () => ({ file: 'templates/t.yaml', line: 1, column: 1 }),
        placeInside: () => ({ file: 'templates/t.yaml', line: 1, column: 1 }),
      },
    },
    options,
  );
const name = { from: 'person.nickname', fallback: '회원' };
const push = (body: string, variables: object = { name }) => ({
  title: 't',
  channel: 'push',
  variables,
  locales: { ko: { title: 'x', body } },
});
const ready = async (value: object): Promise<Copy> => {
  const { copy, diagnostics } = await compileFile(value);
  expect(diagnostics).toEqual([]);
  if (!copy) throw new RangeError('no copy');
  return copy;
};
const person = (attributes: object, locale: string | undefined = 'ko') => ({
  locale,
  timezone: 'Asia/Seoul',
  attributes: attributes as Record<string, unknown>,
});
const body = async (text: string, attributes: object, variables?: object): Promise<string> => {
  const rendered = (await ready(push(text, variables))).render(person(attributes), {});
  return 'parts' in rendered ? (rendered.parts.body ?? '') : `skipped: ${rendered.reason}`;
};

describe('Korean particles', () => {
  it.each([
    ['지민', '이/가', '지민이'],
    ['하나', '이/가', '하나가'],
    ['서울', '으로/로', '서울로'],
    ['부산', '으로/로', '부산으로'],
    ['커피', '을/를', '커피를'],
    ['빵', '을/를', '빵을'],
    ['Sam', '은/는', 'Sam은'],
    ['Kate', '은/는', 'Kate는'],
    ['DJ 3', '이/가', 'DJ 3이'],
    ['DJ 2', '이/가', 'DJ 2가'],
    ['지민!', '이/가', '지민!이'],
    ['🐳', '이/가', '🐳가'],
    ['', '이/가', '가'],
  ])('%s + %s', (word, pair, expected) => {
    expect(josa(word, pair)).toBe(expected);
  });
});

describe('copy', () => {
  it.each([
    ['{{name}}님', { nickname: '지민' }, '지민님'],
    ['{{name}}님', { nickname: null }, '회원님'],
    ['{{name}}님', { nickname: '  ' }, '회원님'],
    ['{{name}}', { nickname: 'Tom & <b>Jerry</b>\'s "x"' }, 'Tom & <b>Jerry</b>\'s "x"'],
    ['{{josa name "이/가"}} 왔어요', { nickname: '지민' }, '지민이 왔어요'],
    ['{{truncate name 3}}', { nickname: '👨‍👩‍👧가나다라' }, '👨‍👩‍👧가…'],
    ['{{#if name}}a{{else}}b{{/if}}', { nickname: 'x' }, 'a'],
    ['{{#unless name}}a{{else}}b{{/unless}}', { nickname: 'x' }, 'b'],
    ['{{default name "y"}}', { nickname: 'x' }, 'x'],
    ['{{skip "no_name"}}{{name}}', { nickname: 'x' }, 'skipped: copy:no_name'],
  ])('%s', async (text, attributes, expected) => {
    expect(await body(text, attributes)).toBe(expected);
  });

  it('numbers, money and dates are of the language', async () => {
    const variables = { n: { from: 'person.n', fallback: 0 }, d: { from: 'person.d', fallback: '-' } };
    expect(
      await body(
        '{{number n}} {{currency n}} {{date d}} {{plural n "one" "many"}}',
        { n: 12345.5, d: '2026-11-06T20:00:00Z' },
        variables,
      ),
    ).toBe('12,345.5 ₩12,346 2026년 11월 7일 many');
  });

  it('without a fallback the person is left out', async () => {
    expect(await body('{{name}}', {}, { name: { from: 'person.nickname' } })).toBe('skipped: missing_data');
  });

  it('picks the language: exact, base, the one of the workspace, the first', async () => {
    const copy = await ready({
      title: 't',
      channel: 'push',
      locales: { en: { title: 'en', body: 'b' }, ko: { title: 'ko', body: 'b' }, 'pt-BR': { title: 'br', body: 'b' } },
    });
    const title = (locale: string | undefined): string | undefined => {
      const rendered = copy.render({ locale, timezone: undefined, attributes: {} }, {});
      return 'parts' in rendered ? rendered.parts.title : undefined;
    };
    expect(['en', 'en-GB', 'EN_us', 'pt', 'ja', undefined].map(title)).toEqual(['en', 'en', 'en', 'br', 'ko', 'ko']);
  });

  it('escapes in HTML and only there; links and braces survive Markdown', async () => {
    const copy = await ready({
      title: 't',
      channel: 'email',
      variables: { name },
      locales: {
        ko: { subject: '{{name}}', markdown: '# Hi {{name}}\n\n[stop]({{unsubscribe_url}}) **{{josa name "이/가"}}**' },
      },
    });
    const rendered = copy.render(person({ nickname: '<i>A & B</i>' }), {
      unsubscribe_url: 'https://x.example/?a=1&b=2',
    });
    if (!('parts' in rendered)) throw new RangeError('not rendered');
    expect(rendered.parts.subject).toBe('<i>A & B</i>');
    expect(rendered.parts.html).toContain('<h1>Hi &lt;i&gt;A &amp; B&lt;/i&gt;</h1>');
    expect(rendered.parts.html).toContain('href="https://x.example/?a&#x3D;1&amp;b&#x3D;2"');
    expect(rendered.parts.html).not.toContain('{{');
    expect(rendered.parts.text).toBe('Hi <i>A & B</i>\n\nstop: https://x.example/?a=1&b=2 <i>A & B</i>가');
  });

  it('MJML becomes HTML, and its mistakes are findings', async () => {
    const email = (mjml: string) => ({
      title: 't',
      channel: 'email',
      variables: { name },
      locales: { ko: { subject: '{{name}}', mjml, text: '{{name}}' } },
    });
    const rendered = (
      await ready(
        email(
          '<mjml><mj-body><mj-section><mj-column><mj-text>{{name}}</mj-text></mj-column></mj-section></mj-body></mjml>',
        ),
      )
    ).render(person({ nickname: 'A<b>' }), {});
    expect('parts' in rendered && rendered.parts.html).toContain('A&lt;b&gt;');
    const { diagnostics } = await compileFile(email('<mjml><mj-body><mj-bogus>{{name}}</mj-bogus></mj-body></mjml>'));
    expect(diagnostics[0]?.code).toBe('TEMPLATE.BAD_MJML');
  });

  it.each([
    ['{{nmae}}', 'TEMPLATE.UNKNOWN_VARIABLE', ['name']],
    ['{{#if nmae}}{{/if}}{{name}}', 'TEMPLATE.UNKNOWN_VARIABLE', ['name']],
    ['{{#each nmae}}{{/each}}{{name}}', 'TEMPLATE.UNKNOWN_VARIABLE', ['name']],
    ['{{trunctae name 3}}', 'TEMPLATE.UNKNOWN_HELPER', ['truncate']],
    ['{{{name}}}', 'TEMPLATE.UNESCAPED', undefined],
    ['{{&name}}', 'TEMPLATE.UNESCAPED', undefined],
    ['{{name', 'TEMPLATE.SYNTAX', undefined],
    ['{{1}}{{name}}', 'TEMPLATE.SYNTAX', undefined],
    ['{{"x"}}{{name}}', 'TEMPLATE.SYNTAX', undefined],
    ['{{#if name}}', 'TEMPLATE.SYNTAX', undefined],
    ['{{> footer}}{{name}}', 'TEMPLATE.SYNTAX', undefined],
    ['{{constructor.constructor}}{{name}}', 'TEMPLATE.UNKNOWN_VARIABLE', undefined],
    ['{{__proto__}}{{name}}', 'TEMPLATE.UNKNOWN_VARIABLE', undefined],
    ['{{@root.name}}{{name}}', 'TEMPLATE.UNKNOWN_VARIABLE', undefined],
    ['{{../name}}{{name}}', undefined, undefined],
    ['{{lookup name "constructor"}}', 'TEMPLATE.UNKNOWN_HELPER', undefined],
    ['{{log name}}', 'TEMPLATE.UNKNOWN_HELPER', undefined],
    ['{{#with name}}{{/with}}', 'TEMPLATE.UNKNOWN_HELPER', undefined],
    [`${'{{#if name}}'.repeat(30)}${'{{/if}}'.repeat(30)}`, 'TEMPLATE.TOO_DEEP', undefined],
  ])('%s is %s', async (text, code, suggestions) => {
    const { diagnostics } = await compileFile(push(text));
    expect(diagnostics[0]?.code).toBe(code);
    if (suggestions) expect(diagnostics[0]?.suggestions).toEqual(suggestions);
  });

  it('runs no code and shows no prototype, whatever a value holds', async () => {
    const hostile = { nickname: '{{constructor.constructor "return process" }}' };
    expect(await body('{{name}}', hostile)).toBe(hostile.nickname);
    expect(await body('{{name.constructor}}{{name.length}}', { nickname: 'abc' })).not.toContain('native code');
  });

  it('a variable that is never used is a warning', async () => {
    const { diagnostics } = await compileFile(push('hello'));
    expect(diagnostics).toMatchObject([{ code: 'TEMPLATE.UNUSED_VARIABLE', severity: 'warning' }]);
  });
});
