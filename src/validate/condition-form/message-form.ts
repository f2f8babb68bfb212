import type { Diagnostic } from '../../base/diagnostic.ts';
import type { MessageCondition } from '../../model/condition.ts';
import { windowForm } from './event-form.ts';
import { type At, keysOf, several } from './finding.ts';
import { timeForm } from './moment-form.ts';
import { numberForm } from './number-form.ts';

/** A condition on messages has one measure and one window, as one on events. */
export function messageForm(at: At, condition: MessageCondition): Diagnostic[] {
  const of = (key: string): At => ({ ...at, pointer: [...at.pointer, key] });
  return [
    ...several(at, {
      keys: keysOf(condition, ['count', 'never', 'first', 'last']),
      why: 'Messages have one measure, so nobody has to guess whether both must hold.',
    }),
    ...windowForm(at, condition),
    ...numberForm(of('count'), condition.count, { whole: true }),
    ...timeForm(of('first'), condition.first),
    ...timeForm(of('last'), condition.last),
  ];
}
