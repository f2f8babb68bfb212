import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import type { Pointer, SourceFile } from '../model/source.ts';

interface Reference {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  /** What is referred to: segment, template, stage, metric .. */
  readonly noun: string;
  readonly name: string;
  readonly known: Iterable<string>;
}

/** A name that nothing defines, with the nearest that something does. */
export function unknownReference({ file, pointer, noun, name, known }: Reference): Diagnostic {
  const names = [...known];
  return {
    code: `${file.noun.toUpperCase()}.UNKNOWN_${noun.toUpperCase().replaceAll(' ', '_')}`,
    severity: 'error',
    summary: `there is no ${noun} \`${name}\``,
    place: file.place(pointer),
    why:
      names.length === 0
        ? `No ${noun} is defined.`
        : names.length <= 12
          ? `Known: ${names.join(', ')}.`
          : `${names.length} are known, none has this name.`,
    next: [`Name one that exists, or define the ${noun} \`${name}\`.`],
    ...(suggest(name, names).length > 0 ? { suggestions: suggest(name, names) } : {}),
  };
}
