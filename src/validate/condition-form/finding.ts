import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';

/** A condition, or a part of one, and where it stands. */
export interface At {
  readonly file: SourceFile;
  readonly pointer: Pointer;
}

/** Those of these keys that are there, in the order of the file. */
export const keysOf = (value: object, keys: readonly string[]): string[] =>
  Object.keys(value).filter((key) => keys.includes(key));

interface Several {
  readonly keys: readonly string[];
  readonly why: string;
}

/** Keys of which only one may be there. */
export const several = ({ file, pointer }: At, { keys: [first = '', second = ''], why }: Several): Diagnostic[] =>
  second === ''
    ? []
    : [
        {
          code: `${file.noun.toUpperCase()}.SEVERAL_MEASURES`,
          severity: 'error',
          summary: `\`${second}\` stands beside \`${first}\``,
          place: file.place([...pointer, second], 'key'),
          why,
          next: ['Keep one of them, or write two conditions under `all`.'],
        },
      ];
