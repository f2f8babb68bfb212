import { isPair, isScalar, Lexer } from 'yaml';

/** A token that begins with # is a comment: the text of a scalar begins with its quote or its indentation. */
export const commentsOf = (text: string): string[] =>
  [...new Lexer().lex(text)].filter((token) => token.startsWith('#')).map((token) => token.trimEnd());

interface Ranged {
  readonly range?: readonly [number, number, number] | null;
  readonly commentBefore?: string | null;
}

/** The comments that belong to a pair or an item of a document with this text: above it, inside of it and behind it. */
export function commentsAt(node: unknown, text: string): string[] {
  const key = isPair(node) ? node.key : node;
  const value = (isPair(node) ? node.value : node) as Ranged | null;
  const first = key as Ranged | null;
  const from = first?.range?.[0];
  if (from === undefined) return [];
  const to = value?.range?.[2] ?? first?.range?.[2] ?? from;
  const above = isScalar(key) || !isPair(node) ? (first?.commentBefore ?? '') : '';
  return [
    ...above.split('\n').flatMap((line) => (line === '' ? [] : [`#${line}`.trimEnd()])),
    ...commentsOf(text.slice(from, to)),
  ];
}
