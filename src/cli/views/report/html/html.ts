import { cleanText } from '../clean-text.ts';

/** Text that is HTML already. Only `html` and `trusted` make it. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | readonly Html[] | undefined;

/** A template whose every string is escaped, unless it is `Html` itself; undefined is nothing. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.reduce((text, string, i) => text + render(parts[i - 1]) + string),
});

/** Text of our own that is HTML: a drawing, a style sheet. Never a user's. */
export const trusted = (text: string): Html => ({ html: text });

export const escapeHtml = (text: string): string =>
  cleanText(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return isList(part) ? part.map((one) => one.html).join('\n') : part.html;
}

const isList = (part: Html | readonly Html[]): part is readonly Html[] => Array.isArray(part);
