import type { Place } from '../base/diagnostic.ts';
import type { Pointer } from './source.ts';

/** A definition as the files have it, ready to be compared with what was applied. */
export interface DesiredDefinition {
  /** campaign.<id>, segment.<id>, template.<id>, workspace. */
  readonly address: string;
  readonly digest: string;
  readonly content: unknown;
  readonly file: string;
  place(pointer: Pointer): Place;
}
