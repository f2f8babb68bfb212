import type { Document } from 'yaml';

/** Trees are large: those of a few files are kept, of all others only their text. */
const most = 50;
const kept = new Map<string, Document.Parsed>();

/** The tree of a text, as `parse` gave it lately or gives it again. */
export function documentOf(text: string, parse: (text: string) => Document.Parsed): Document.Parsed {
  const document = kept.get(text) ?? parse(text);
  kept.delete(text);
  kept.set(text, document);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return document;
}
