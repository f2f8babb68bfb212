import { type Document, isScalar, Scalar } from 'yaml';
import type { Pointer, Stretch } from '../model/source.ts';
import type { Range } from './locate.ts';

interface Inside {
  readonly pointer: Pointer;
  readonly stretch: Stretch;
}

/** Where a stretch of a text stands in the file, when the text is a block below a `|`, whose lines are lines of the file. */
export function insideBlock(document: Document.Parsed, text: string, { pointer, stretch }: Inside): Range | undefined {
  const node: unknown = document.getIn(pointer, true);
  if (!isScalar<string>(node) || node.type !== Scalar.BLOCK_LITERAL || !node.range) return undefined;
  let from = node.range[0];
  for (let line = 0; line < stretch.line; line += 1) {
    from = text.indexOf('\n', from) + 1;
    if (from === 0) return undefined;
  }
  const end = text.indexOf('\n', from);
  const written = text.slice(from, end < 0 ? undefined : end).replace(/\r$/, '');
  const content = node.value.split('\n')[stretch.line - 1] ?? '';
  if (!written.endsWith(content)) return undefined;
  const start = from + written.length - content.length + stretch.column;
  return { from: start, to: Math.min(start + stretch.length, from + written.length) };
}
