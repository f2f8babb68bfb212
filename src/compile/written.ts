import type { Reading } from '../model/program.ts';
import type { Fragment } from './fragment.ts';

/** A query that is not finished yet, and how its rows are read. */
export type Written<T> = Fragment & Pick<Reading<T>, 'read'>;
