import Handlebars from 'handlebars';
import type { Stretch } from '../../model/source.ts';

/** Why a piece of copy cannot be read, in the words of people who write copy, and where. */
export interface Unreadable {
  readonly summary: string;
  readonly at?: Stretch;
}

/** Reads a piece of copy. The parser's own words are lists of tokens, which help nobody. */
export function parseCopy(text: string): hbs.AST.Program | Unreadable {
  try {
    return Handlebars.parse(text);
  } catch (error) {
    return unreadable(text, error as Error & { readonly lineNumber?: number });
  }
}

function unreadable(text: string, { message, lineNumber }: Error & { readonly lineNumber?: number }): Unreadable {
  const [, opened, closed] = /^(\S+) doesn't match (\S+) - /.exec(message) ?? [];
  if (opened !== undefined && closed !== undefined)
    return { summary: `\`{{#${opened}}}\` is closed by \`{{/${closed}}}\``, ...lineAt(text, lineNumber) };
  const line = Number(/^Parse error on line (\d+)/.exec(message)?.[1]);
  const got = /got '(\w+)'$/.exec(message)?.[1] ?? '';
  const open = got === 'EOF' ? lastOpen(text) : undefined;
  if (open) return { summary: `\`${open.tag}\` is never closed`, ...lineAt(text, open.line) };
  return { summary: summaries[got] ?? 'something here is out of place', ...lineAt(text, line) };
}

const summaries: Readonly<Record<string, string>> = {
  INVALID: 'a brace or a quote is missing, or a sign that no name has stands between braces',
  EOF: 'something in the copy is never closed',
  CLOSE: 'something is missing between the braces',
  CLOSE_UNESCAPED: 'there are more braces at the end than at the beginning',
  OPEN_ENDBLOCK: 'a block is closed that was never opened',
  INVERSE: '`{{else}}` stands outside of `{{#if}}`, `{{#unless}}` and `{{#each}}`',
};

/** A line of the copy, without the blanks around it. */
function lineAt(text: string, line = Number.NaN): Pick<Unreadable, 'at'> {
  const found = text.split('\n')[line - 1]?.trimEnd() ?? '';
  const column = found.length - found.trimStart().length;
  return found.trim() === '' ? {} : { at: { line, column, length: found.length - column } };
}

/** The last block that was opened and not closed again. */
function lastOpen(text: string): { readonly tag: string; readonly line: number } | undefined {
  const open: { tag: string; line: number }[] = [];
  for (const match of text.matchAll(/\{\{[~ ]*([#/])[^}]*\}\}/g)) {
    if (match[1] === '/') open.pop();
    else open.push({ tag: match[0], line: text.slice(0, match.index).split('\n').length });
  }
  return open.at(-1);
}
