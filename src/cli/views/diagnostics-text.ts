import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Diagnostic, Place } from '../../base/diagnostic.ts';
import { clean } from './clean.ts';
import { clipText, wrapText } from './report/wrap-text.ts';

const maxShown = 50;

interface Look {
  readonly color: boolean;
  /** Of the terminal. Without one sentences stay whole, for other programs to read. */
  readonly width?: number | undefined;
  /** Applied to a sentence before it is broken into lines. */
  readonly mask?: (text: string) => string;
}

/** Findings for a terminal: place, word, code, what, the source line with a caret, why, and the way out. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], look: Look): string {
  const chalk = new Chalk({ level: look.color ? 1 : 0 });
  const shown = diagnostics.slice(0, maxShown).map((one) => block(one, chalk, look));
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
  look: Look,
): string {
  const paint = { error: chalk.red, warning: chalk.yellow, info: chalk.cyan }[severity];
  const where = place ? `${chalk.bold(`${clean(place.file)}:${place.line}:${place.column}`)} ` : '';
  const lines = [`${where}${paint.bold(severity)} ${chalk.dim(code)}`, ...sentence('', summary, look)];
  if (place?.source !== undefined && place.source.trim() !== '')
    lines.push(...caret(place, { paint, chalk, width: look.width }));
  if (why !== undefined && why !== '') lines.push(...sentence(chalk.dim('why '), why, look));
  if (suggestions.length > 0)
    lines.push(
      `  ${chalk.dim('hint')} did you mean ${suggestions.map((word) => chalk.green(`\`${clean(word)}\``)).join(' or ')}?`,
    );
  // A command that is copied stays in one piece.
  for (const step of next) lines.push(...sentence(chalk.dim('next'), step, /\bcrm /.test(step) ? {} : look));
  return lines.join('\n');
}

/** A sentence below its word, as wide as the terminal. */
function sentence(word: string, text: string, { width, mask }: Pick<Look, 'width' | 'mask'>): string[] {
  const begin = word === '' ? '  ' : `  ${word} `;
  if (width === undefined) return [`${begin}${clean(text)}`];
  const margin = stringWidth(begin);
  const [first = '', ...rest] = wrapText(clean(mask?.(text) ?? text), width - margin);
  return [`${begin}${first}`, ...rest.map((line) => `${' '.repeat(margin)}${line}`)];
}

const maxLine = 120;

interface Paint {
  readonly paint: ChalkInstance;
  readonly chalk: ChalkInstance;
  readonly width: number | undefined;
}

/** The source line, or the part of it that fits, and what is meant in it. */
function caret({ line, column, endLine, endColumn, source = '' }: Place, { paint, chalk, width }: Paint): string[] {
  const number = String(line);
  const room = Math.min(maxLine, (width ?? Number.POSITIVE_INFINITY) - number.length - 5);
  const shown = clean(source.replaceAll('\t', ' '));
  let start = Math.max(0, column - 1 > maxLine - 20 ? column - 1 - 40 : 0);
  if (width !== undefined) while (stringWidth(shown.slice(start, column - 1)) > room - 20) start += 1;
  const part = shown.slice(start, start + maxLine);
  const text = width === undefined ? part : clipText(part, room);
  const before = stringWidth(text.slice(0, column - 1 - start));
  const last = endLine === line && endColumn !== undefined ? endColumn - 1 : source.length;
  const marked = stringWidth(text.slice(column - 1 - start, Math.max(column, last) - start));
  return [
    `  ${chalk.dim(`${number} |`)} ${text}`,
    `  ${chalk.dim(`${' '.repeat(number.length)} |`)} ${' '.repeat(before)}${paint('^'.repeat(Math.max(1, marked)))}`,
  ];
}
