import type { Diagnostic } from '../../base/diagnostic.ts';
import type { TopCondition } from '../../model/condition.ts';
import { windowForm } from './event-form.ts';
import { type At, keysOf, several } from './finding.ts';

/** How many, and by one measure. */
export function topForm({ file, pointer }: At, { top }: TopCondition): Diagnostic[] {
  const at: At = { file, pointer: [...pointer, 'top'] };
  const by: At = { file, pointer: [...at.pointer, 'by'] };
  return [
    ...(top.percent === undefined && top.people === undefined ? [noSize(at)] : []),
    ...several(at, { keys: keysOf(top, ['percent', 'people']), why: 'It is a share or a number of people.' }),
    ...(top.by && 'event' in top.by
      ? [
          ...several(by, {
            keys: keysOf(top.by, ['sum', 'avg', 'min', 'max', 'distinct', 'days']),
            why: 'People are put in order by one measure.',
          }),
          ...windowForm(by, top.by),
        ]
      : []),
  ];
}

const noSize = ({ file, pointer }: At): Diagnostic => ({
  code: 'SEGMENT.NO_SIZE',
  severity: 'error',
  summary: '`top` does not say how many people',
  place: file.place(pointer, 'key'),
  why: 'Without a limit everybody would be at the top.',
  next: ['Add `percent: 10` or `people: 1000`.'],
});
