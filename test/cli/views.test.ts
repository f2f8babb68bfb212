import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../src/app/secrets.ts';
import { clean } from '../../src/cli/views/clean.ts';
import { diagnosticsText } from '../../src/cli/views/diagnostics-text.ts';
import { shorten } from '../../src/cli/views/shorten.ts';
import { table } from '../../src/cli/views/table.ts';

describe('tables', () => {
  it('align by columns of the screen, where Korean letters and emoji take two', () => {
    const text = table(
      [{ title: '이름' }, { title: 'n', align: 'right' }, { title: 'end' }],
      [
        ['하늘이', '1,000', '|'],
        ['ann', '7', '|'],
        ['🐳🐳', '70', '|'],
      ],
    );
    const [, ...rows] = text.split('\n');
    expect(new Set(rows.map((row) => stringWidth(row.slice(0, row.indexOf('|')))))).toHaveLength(1);
  });
});

describe('one line', () => {
  it.each([
    ['short', 10, 'short'],
    ['하늘하늘', 5, '하늘…'],
    ['a\nb\u001b[31mc', 20, 'a b [31mc'],
  ])('%s in %i columns', (text, columns, expected) => {
    expect(shorten(text, columns)).toBe(expected);
  });
  it('has no control or direction characters', () => {
    expect(clean('a\u001b]0;x\u0007b\u202ec\rd')).toBe('a ]0;x b c d');
  });
});

describe('findings', () => {
  it('put the caret under the word, Korean before it or not', () => {
    const text = diagnosticsText(
      [
        {
          code: 'SEGMENT.X',
          severity: 'error',
          summary: 'no',
          place: { file: 's.yaml', line: 9, column: 8, endLine: 9, endColumn: 11, source: '  하늘: { abc }' },
          why: 'because',
          next: ['do'],
          suggestions: ['abd'],
        },
      ],
      { color: false },
    );
    const lines = text.split('\n');
    const [source = '', caret = ''] = [lines[2], lines[3]];
    expect(lines[0]).toBe('s.yaml:9:8 error SEGMENT.X');
    expect(stringWidth(caret.slice(0, caret.indexOf('^')))).toBe(
      stringWidth(source.slice(0, source.indexOf('abc') - 1)),
    );
    expect(text).toContain('did you mean `abd`?');
  });
});

describe('secrets', () => {
  it('are taken out of whatever is printed', () => {
    const secrets = createSecrets({ URL: 'smtp://mia:hunter2secret@mail.example:587', SHORT: 'abc' });
    expect(secrets.mask('hunter2secret')).toBe('hunter2secret');
    expect(secrets.resolve('${env:URL}')).toContain('hunter2secret');
    expect(secrets.mask('failed: smtp://mia:hunter2secret@mail.example:587 and hunter2secret')).toBe(
      'failed: [URL] and [URL:password]',
    );
  });
  it('are taken out in both spellings, and a % that encodes nothing is no crash', () => {
    const secrets = createSecrets({ URL: 'smtp://u:p%40ssw0rd@h.example', ODD: 'smtp://u:100%secretpw@h.example' });
    secrets.resolve('${env:URL} ${env:ODD}');
    expect(secrets.mask('p%40ssw0rd p@ssw0rd 100%secretpw')).toBe(
      '[URL:password] [URL:password decoded] [ODD:password]',
    );
  });
  it('that are not set are named with their place', () => {
    expect(() => createSecrets({}).resolve('${env:NOPE}', { file: 'crm.yaml', line: 3, column: 1 })).toThrow('NOPE');
  });
});
