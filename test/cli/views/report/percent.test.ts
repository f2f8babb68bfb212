import { describe, expect, test } from 'vitest';
import { percent } from '../../../../src/cli/views/number.ts';
import { reportHtml } from '../../../../src/cli/views/report/report-html.ts';
import { reportMarkdown } from '../../../../src/cli/views/report/report-markdown.ts';
import { reportText } from '../../../../src/cli/views/report/report-text.ts';
import { cautionsOf } from '../../../../src/report/cautions.ts';
import { everyReport, full } from './report-fixtures.ts';

const apart = /\d[ \u00a0]%/;

describe('a percentage is written in one form: 27.6%, and +6.8%p for points', () => {
  test.each(Object.entries(everyReport))('%s: text, markdown and HTML', async (_, report) => {
    for (const language of ['en', 'ko'] as const) {
      expect(reportText(report, { color: false, width: 80, language })).not.toMatch(apart);
      expect(reportMarkdown(report, { language })).not.toMatch(apart);
      const seen = (await reportHtml(report, { language })).replace(/<style>[\s\S]*?<\/style>/, '');
      expect(seen).not.toMatch(apart);
    }
  });

  test('what the report step writes itself, and the plan', () => {
    const said = cautionsOf({
      comparisons: full.comparisons,
      elapsed: 0.64,
      srm: null,
      contaminated: 0,
      messagedBefore: 0,
      unknown: 0,
      holdout: 'drawn',
      treated: 500,
      clicks: 0,
    });
    expect(said.join('\n')).toContain('Only 64% of the measuring window');
    expect(percent(0.276)).toBe('27.6%');
  });
});
