import type { Diagnostic } from '../../base/diagnostic.ts';
import type { SequenceCondition } from '../../model/condition.ts';
import { windowForm } from './event-form.ts';
import type { At } from './finding.ts';

/** Steps that mean something where they stand. */
export function sequenceForm(at: At, condition: SequenceCondition): Diagnostic[] {
  const { sequence: steps } = condition;
  const last = steps.findLastIndex(({ absent }) => !absent);
  return [
    ...windowForm(at, condition),
    ...steps.flatMap(({ absent, within }, i) => {
      const step: At = { ...at, pointer: [...at.pointer, 'sequence', i] };
      if (i === 0) return absent ? [firstAbsent(step)] : within === undefined ? [] : [firstWithin(step)];
      return absent && within !== undefined && i < last ? [middleWithin(step)] : [];
    }),
  ];
}

const firstAbsent = ({ file, pointer }: At): Diagnostic => ({
  code: 'SEGMENT.BAD_STEP',
  severity: 'error',
  summary: 'a sequence cannot begin with what did not happen',
  place: file.place([...pointer, 'absent'], 'key'),
  why: 'What is absent stands between two steps, or after the last one: there is nothing before the first.',
  next: ['Begin with something that happened; for what never happened at all, write `event: ..` with `never: true`.'],
});

const firstWithin = ({ file, pointer }: At): Diagnostic => ({
  code: 'SEGMENT.BAD_STEP',
  severity: 'error',
  summary: '`within` of the first step has nothing to count from',
  place: file.place([...pointer, 'within'], 'key'),
  why: 'A step counts from the step before it.',
  next: [
    'Write `within` beside `sequence` for the time that is looked at, or at the next step for how soon it follows.',
  ],
});

const middleWithin = ({ file, pointer }: At): Diagnostic => ({
  code: 'SEGMENT.BAD_STEP',
  severity: 'error',
  summary: '`within` of a step that is absent counts only after the last step that happens',
  place: file.place([...pointer, 'within'], 'key'),
  why: 'Between two steps, what is absent must not happen before the later one, however long that takes.',
  next: ['Write `within` at the next step that happens, or leave it out.'],
});
