import type { Noun } from '../model/source.ts';
import { validator } from './schemas/index.ts';

/**
 * Whether the schema of a noun accepts a value. The build (scripts/build.js) puts functions in place of this file that were compiled from
 * the same schemas beforehand: compiling them costs more than checking a hundred files, and most files are right.
 */
export const accepts = (noun: Noun, value: unknown): boolean => validator(noun)(value) === true;
