import type { Pointer, SourceFile } from '../../model/source.ts';
import { walkMentions } from '../../model/walk-mentions.ts';
import type { Workspace } from '../../model/workspace.ts';

export interface UsedAttribute {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  readonly attribute: string;
}

/** Every attribute that a segment asks for, with its place. */
export const conditionAttributes = ({ segments }: Workspace): UsedAttribute[] =>
  [...segments.values()].flatMap(({ value, source: file }) =>
    [...walkMentions(value.where, ['where'])].flatMap(({ kind, name, pointer }) =>
      kind === 'attribute' ? [{ file, pointer, attribute: name }] : [],
    ),
  );
