import type { Diagnostic } from '../../../base/diagnostic.ts';
import { fewShown } from '../few.ts';
import { plural } from '../number.ts';
import { markdownText } from '../report/markdown-text.ts';
import { withinSize } from '../within-size.ts';

const words = { error: '❌ error', warning: '⚠️ warning', info: 'ℹ️ info' };

/** One finding in a line of a list. */
export const findingLine = ({ severity, code, summary, place, next = [] }: Diagnostic): string => {
  const where = place ? ` (\`${place.file}:${place.line}\`)` : '';
  const way = severity === 'error' && next[0] ? `. ${markdownText(next[0])}` : '';
  return `- ${words[severity]} **${code}**: ${markdownText(fewShown(summary))}${where}${way}`;
};

/** Findings for a pull request, as far as there is room in a comment. */
export function findingsMarkdown(diagnostics: readonly Diagnostic[], title: string): string {
  const lines = diagnostics.map(findingLine);
  const { fit } = withinSize(lines, { characters: 59_000, bytes: 195_000 });
  const more = lines.length - fit.length;
  return [`### ${title}`, '', ...fit, ...(more > 0 ? ['', `_.. and ${plural(more, 'more finding')}._`] : [])].join(
    '\n',
  );
}
