import type { Diagnostic } from '../../base/diagnostic.ts';
import type { LocalTimeCondition, SampleCondition } from '../../model/condition.ts';
import type { At } from './finding.ts';

/** A share from high to low: nobody is in it. */
export function sampleForm({ file, pointer }: At, { sample: { from, to } }: SampleCondition): Diagnostic[] {
  if (from < to) return [];
  return [
    {
      code: 'SEGMENT.EMPTY_RANGE',
      severity: 'warning',
      summary: `nobody is in the sample from ${from}% to ${to}%`,
      place: file.place([...pointer, 'sample']),
      why: '`from` is included, `to` is not.',
      next: [from === to ? 'Raise `to`, or lower `from`.' : 'Swap them.'],
    },
  ];
}

/** A time of day that begins when it ends. */
export function localTimeForm({ file, pointer }: At, { local_time: { between } }: LocalTimeCondition): Diagnostic[] {
  const [from, to] = between ?? [];
  if (from === undefined || from !== to) return [];
  return [
    {
      code: 'SEGMENT.EMPTY_RANGE',
      severity: 'warning',
      summary: `it is never between ${from} and ${to}`,
      place: file.place([...pointer, 'local_time', 'between']),
      why: 'The first is included, the second is not.',
      next: ['Write another end, or leave `between` out for the whole day.'],
    },
  ];
}
