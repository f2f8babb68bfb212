import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { githubText } from '../../../src/cli/views/findings/github-text.ts';
import { junitText } from '../../../src/cli/views/findings/junit-text.ts';
import { sarifText } from '../../../src/cli/views/findings/sarif-text.ts';
import { shownFindings } from '../../../src/cli/views/findings/shown-findings.ts';
import type { PolicyResult } from '../../../src/model/plan.ts';

const place = { file: 'segments/vip, gold:1%.yaml', line: 9, column: 14, endLine: 9, endColumn: 20 };
const finding = (severity: Diagnostic['severity'], code: string, over: Partial<Diagnostic> = {}): Diagnostic => ({
  ...{ code, severity, summary: `100% of <it> & "that"\nis wrong`, place, next: ['Do this', "or 'that'"] },
  ...over,
});
const rule: PolicyResult = {
  ...{ rule: 'segment.partition', level: 'deny', status: 'fail', address: 'workspace', file: 'crm.yaml', line: 3 },
  message: '3 people are in none, 12 people in several, 1.4 people too',
  fix: 'Mend it.',
};
const all = shownFindings({
  diagnostics: [finding('warning', 'A.B'), finding('error', 'C.D', { suggestions: ['x'] })],
  policies: [rule, { ...rule, level: 'warn', status: 'pass' }],
  prefix: 'crm/',
});

describe('findings for other programs', () => {
  it('come with errors first, the place in the repository, and no numbers of very few people', () => {
    expect(all.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'error C.D',
      'error segment.partition',
      'warning A.B',
    ]);
    expect(all[1]).toMatchObject({
      message: 'workspace <5 people are in none, 12 people in several, 1.4 people too',
      place: { file: 'crm/crm.yaml', line: 3 },
    });
  });

  it('annotate a pull request: nothing in them is read as a command or a property', () => {
    expect(githubText(all).split('\n')).toEqual([
      '::error title=C.D,file=crm/segments/vip%2C gold%3A1%25.yaml,line=9,col=14,endColumn=19::100%25 of <it> & "that" is wrong%0ADid you mean `x`?%0ADo this%0Aor \'that\'',
      '::error title=segment.partition,file=crm/crm.yaml,line=3::workspace <5 people are in none, 12 people in several, 1.4 people too%0AMend it.',
      '::warning title=A.B,file=crm/segments/vip%2C gold%3A1%25.yaml,line=9,col=14,endColumn=19::100%25 of <it> & "that" is wrong%0ADo this%0Aor \'that\'',
    ]);
  });

  it('annotate with nine at most, errors first, and the number of the others', () => {
    const diagnostics = Array.from({ length: 20 }, (_, i) => finding(i < 15 ? 'warning' : 'error', `A.N${i}`));
    const lines = githubText(shownFindings({ diagnostics, prefix: '' })).split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.slice(0, 5).every((line) => line.startsWith('::error '))).toBe(true);
    expect(lines.at(-1)).toBe('::notice title=crm::and 11 more; they are in the log');
    expect(githubText([])).toBe('');
  });

  it('are SARIF', () => {
    const log = JSON.parse(sarifText(all, '1.2.3'));
    const [run] = log.runs;
    expect(log.version).toBe('2.1.0');
    expect(run.tool.driver).toMatchObject({ name: 'crm', semanticVersion: '1.2.3' });
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'crm/segments/vip%2C%20gold%3A1%25.yaml' },
      region: { startLine: 9, startColumn: 14, endLine: 9, endColumn: 20 },
    });
    const bare = JSON.parse(
      sarifText(
        shownFindings({ diagnostics: [{ ...finding('info', 'E.F'), place: undefined as never }], prefix: '' }),
        '1',
      ),
    );
    expect(bare.runs[0].results[0]).toMatchObject({ level: 'note', locations: [] });
  });

  it('are JUnit XML that is well-formed, in which only errors fail', () => {
    const odd = shownFindings({
      diagnostics: [finding('error', 'G.H', { summary: 'a\u0000b\u001b[31m \ud800 ]]> 한국어 🙂' })],
      prefix: '',
    });
    const text = junitText([...all, ...odd], { name: 'crm <plan>', parts: ['campaign.a', 'b & c'] });
    expect(text).toContain('tests="6" failures="3"');
    expect([...text].every((sign) => sign === '\n' || (sign.codePointAt(0) ?? 0) >= 32)).toBe(true);
    expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|apos|#10);)/);
    const body = text.split('\n').slice(1).join('\n');
    const tags = /<(\/?)([a-z-]+)(?: [a-z]+="[^"<>]*")*(\/?)>/g;
    const open: string[] = [];
    for (const [, close, name = '', whole] of body.matchAll(tags)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!whole) open.push(name);
    }
    expect(open).toEqual([]);
    expect(body.replace(tags, '')).not.toMatch(/[<>]/);
  });
});
