import { clean } from '../clean.ts';
import type { ShownFinding } from './shown-finding.ts';

/** GitHub shows ten annotations of a step. */
const most = 9;

const words = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Annotations on the lines of a pull request: workflow commands, which GitHub reads from the log. */
export function githubText(findings: readonly ShownFinding[]): string {
  const lines = findings.slice(0, most).map(annotation);
  const more = findings.length - most;
  if (more > 0) lines.push(`::notice title=crm::and ${more} more; they are in the log`);
  return lines.join('\n');
}

function annotation({ level, code, message, help, place }: ShownFinding): string {
  const properties = {
    title: code,
    file: place?.file,
    line: place?.line,
    col: place?.column,
    // Only where it ends on the same line; its end is inclusive.
    endColumn:
      place?.endColumn !== undefined && place.endLine === place.line
        ? Math.max(place.column ?? 1, place.endColumn - 1)
        : undefined,
  };
  const shown = Object.entries(properties)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${property(String(value))}`]))
    .join(',');
  const text = [message, ...help].map((line) => data(clean(line))).join('%0A');
  return `::${words[level]} ${shown}::${text}`;
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(clean(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
