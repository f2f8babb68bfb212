import type { Diagnostic } from '../../base/diagnostic.ts';
import type { EventCondition } from '../../model/condition.ts';
import { type At, keysOf, several } from './finding.ts';
import { momentForm, timeForm } from './moment-form.ts';
import { numberForm } from './number-form.ts';

const measures = ['count', 'never', 'sum', 'avg', 'min', 'max', 'distinct', 'days', 'first', 'last', 'last_value'];

/** An event has one measure and one window. */
export function eventForm(at: At, condition: EventCondition): Diagnostic[] {
  const of = (key: string): At => ({ ...at, pointer: [...at.pointer, key] });
  return [
    ...several(at, {
      keys: keysOf(condition, measures),
      why: 'An event has one measure, so nobody has to guess whether both must hold.',
    }),
    ...windowForm(at, condition),
    ...(['count', 'days', 'distinct'] as const).flatMap((key) => numberForm(of(key), condition[key], { whole: true })),
    ...(['sum', 'avg', 'min', 'max'] as const).flatMap((key) => numberForm(of(key), condition[key], { whole: false })),
    ...timeForm(of('first'), condition.first),
    ...timeForm(of('last'), condition.last),
  ];
}

type Windowed = Pick<EventCondition, 'within' | 'since' | 'until' | 'calendar'>;

/** The window of an event, a sequence or a ranking: rolling, absolute or by the calendar. */
export function windowForm(at: At, windowed: Windowed): Diagnostic[] {
  const keys = keysOf(windowed, ['within', 'since', 'until', 'calendar']);
  const [first] = keys;
  const other = keys.find((key) => kindOf(key) !== kindOf(first));
  return [
    ...(first !== undefined && other !== undefined
      ? several(at, { keys: [first, other], why: 'An event has one window.' })
      : []),
    ...momentForm({ ...at, pointer: [...at.pointer, 'since'] }, windowed.since),
    ...momentForm({ ...at, pointer: [...at.pointer, 'until'] }, windowed.until),
  ];
}

const kindOf = (key: string | undefined): string | undefined => (key === 'until' ? 'since' : key);
