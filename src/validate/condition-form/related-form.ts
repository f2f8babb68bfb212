import type { Diagnostic } from '../../base/diagnostic.ts';
import type { RelatedCondition } from '../../model/condition.ts';
import { type At, keysOf, several } from './finding.ts';
import { numberForm } from './number-form.ts';

/** How many rows: one measure. */
export const relatedForm = (at: At, condition: RelatedCondition): Diagnostic[] => [
  ...several(at, { keys: keysOf(condition, ['count', 'never']), why: 'Rows are counted, or there are none.' }),
  ...numberForm({ ...at, pointer: [...at.pointer, 'count'] }, condition.count, { whole: true }),
];
