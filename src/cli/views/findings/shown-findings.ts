import type { Diagnostic } from '../../../base/diagnostic.ts';
import type { PolicyResult } from '../../../model/plan.ts';
import { fewShown } from '../few.ts';
import type { ShownFinding } from './shown-finding.ts';

interface Found {
  readonly diagnostics: readonly Diagnostic[];
  readonly policies?: readonly PolicyResult[];
  /** Where the workspace is in its repository: '' or `crm/`. */
  readonly prefix: string;
}

const levels = { error: 'error', warning: 'warning', info: 'note', deny: 'error', warn: 'warning' } as const;
const order = ['error', 'warning', 'note'];

/** Findings and broken rules, errors first. Numbers of very few people are not said: this leaves the terminal. */
export function shownFindings({ diagnostics, policies = [], prefix }: Found): ShownFinding[] {
  const findings = diagnostics.map(({ severity, code, summary, why, next = [], suggestions = [], place }) => ({
    level: levels[severity],
    code,
    message: fewShown(why ? `${summary}. ${why}` : summary),
    help: [...suggestions.map((word) => `Did you mean \`${word}\`?`), ...next],
    place: place && {
      file: `${prefix}${place.file}`,
      line: place.line,
      column: place.column,
      endLine: place.endLine,
      endColumn: place.endColumn,
    },
  }));
  const broken = policies.filter(({ status }) => status !== 'pass').map((result) => ruleFinding(result, prefix));
  return [...findings, ...broken].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

const ruleFinding = (
  { rule, level, address, message, fix, file, line, column, status, exception }: PolicyResult,
  prefix: string,
): ShownFinding => ({
  level: exception ? 'note' : levels[level],
  code: rule,
  message: fewShown(status === 'not_evaluated' ? message : `${address} ${message}`),
  help: exception ? [`Excepted until ${exception.expires}: ${exception.reason}`] : fix === '' ? [] : [fix],
  place: { file: `${prefix}${file}`, line, column },
});
