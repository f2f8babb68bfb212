import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Diagnostic, Place } from '../../base/diagnostic.ts';
import { clean } from './clean.ts';

const maxShown = 50;

/** Findings for a terminal: place, word, code, what, the source line with a caret, why, and the way out. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], { color }: { color: boolean }): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const shown = diagnostics.slice(0, maxShown).map((one) => block(one, chalk));
  if (diagnostics.length > maxShown) shown.push(`.. and ${diagnostics.length - maxShown} more`);
  const count = (severity: string): number => diagnostics.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors + warnings > 1)
    shown.push(
      `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    );
  return shown.join('\n\n');
}

function block(
  { code, severity, summary, place, why, next = [], suggestions = [] }: Diagnostic,
  chalk: ChalkInstance,
): string {
  const paint = { error: chalk.red, warning: chalk.yellow, info: chalk.cyan }[severity];
  const where = place ? `${chalk.bold(`${clean(place.file)}:${place.line}:${place.column}`)} ` : '';
  const lines = [`${where}${paint.bold(severity)} ${chalk.dim(code)}`, `  ${clean(summary)}`];
  if (place?.source !== undefined && place.source.trim() !== '') lines.push(...caret(place, paint, chalk));
  if (why !== undefined && why !== '') lines.push(`  ${chalk.dim('why ')} ${clean(why)}`);
  if (suggestions.length > 0)
    lines.push(
      `  ${chalk.dim('hint')} did you mean ${suggestions.map((word) => chalk.green(`\`${clean(word)}\``)).join(' or ')}?`,
    );
  for (const step of next) lines.push(`  ${chalk.dim('next')} ${clean(step)}`);
  return lines.join('\n');
}

const maxLine = 120;

function caret(
  { line, column, endLine, endColumn, source = '' }: Place,
  paint: ChalkInstance,
  chalk: ChalkInstance,
): string[] {
  const start = Math.max(0, column - 1 > maxLine - 20 ? column - 1 - 40 : 0);
  const text = clean(source.replaceAll('\t', ' ')).slice(start, start + maxLine);
  const before = stringWidth(text.slice(0, column - 1 - start));
  const last = endLine === line && endColumn !== undefined ? endColumn - 1 : source.length;
  const marked = stringWidth(text.slice(column - 1 - start, Math.max(column, last) - start));
  const number = String(line);
  return [
    `  ${chalk.dim(`${number} |`)} ${text}`,
    `  ${chalk.dim(`${' '.repeat(number.length)} |`)} ${' '.repeat(before)}${paint('^'.repeat(Math.max(1, marked)))}`,
  ];
}
