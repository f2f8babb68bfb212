import type { Pointer, SourceFile } from '../../model/source.ts';
import { walkCondition } from '../../model/walk-condition.ts';
import type { Workspace } from '../../model/workspace.ts';

export interface UsedAttribute {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  readonly attribute: string;
}

/** Every attribute that a segment asks for, with its place. */
export function conditionAttributes({ segments }: Workspace): UsedAttribute[] {
  return [...segments.values()].flatMap(({ value, source }) =>
    [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) =>
      'attribute' in condition
        ? [{ file: source, pointer: [...pointer, 'attribute'], attribute: condition.attribute }]
        : [],
    ),
  );
}
