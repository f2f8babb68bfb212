import type { Place } from '../base/diagnostic.ts';

export type Noun = 'workspace' | 'campaign' | 'segment' | 'template' | 'persona';

export type Pointer = readonly (string | number)[];

/** A part of a text: a line from 1, a column from 0, and how long it is on that line. */
export interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** One YAML file as it was read: its value, and where every part of it stands. */
export interface SourceFile {
  readonly noun: Noun;
  /** The file name without its ending. */
  readonly id: string;
  /** Relative to the workspace's folder, with forward slashes. */
  readonly path: string;
  readonly value: unknown;
  /** The place of a value, or of its key; the nearest parent when there is no such value. */
  place(pointer: Pointer, target?: 'key' | 'value'): Place;
  /** The place of a part of a text; of the whole text where its lines are no lines of the file. */
  placeInside(pointer: Pointer, stretch: Stretch): Place;
}

/** A workspace's files. A file that could not be understood is in `broken`, so that references to it are not called unknown. */
export interface SourceTree {
  readonly root: string;
  readonly files: readonly SourceFile[];
  readonly broken: readonly { readonly noun: Noun; readonly id: string }[];
}
