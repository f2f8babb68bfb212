import type { EventCondition, PropertyTest } from '../../../src/model/generated/segment.ts';
import { judgeCount } from './judge-count.ts';
import { type Here, judgeTime } from './judge-time.ts';
import { judgeValue } from './judge-value.ts';
import { inWindow, type Window } from './judge-window.ts';
import { measure } from './measure.ts';
import type { Occurrence } from './occurrences.ts';

interface Wanted extends Window {
  readonly event: string;
  readonly where?: readonly PropertyTest[];
}

/** The events that a condition speaks of, in order. */
export function wantedOf(wanted: Wanted, all: readonly Occurrence[], here: Here): Occurrence[] {
  return all.filter(
    (one) =>
      one.name === wanted.event &&
      inWindow(wanted, one.ms, here) &&
      (wanted.where ?? []).every((test) => judgeValue(test, one.property(test.property), here)),
  );
}

export function judgeEvent(condition: EventCondition, all: readonly Occurrence[], here: Here): boolean {
  const { zone } = here;
  const found = wantedOf(condition, all, here);
  const [first] = found;
  const last = found.at(-1);
  if (condition.never) return found.length === 0;
  if (condition.first) return first !== undefined && judgeTime(condition.first, first.ms, here);
  if (condition.last) return last !== undefined && judgeTime(condition.last, last.ms, here);
  if (condition.last_value) {
    const test = condition.last_value;
    return last !== undefined && judgeValue(test, last.property(test.property), here);
  }
  if (condition.days) return judgeCount(condition.days, measure({ kind: 'days', of: '', zone }, found));
  for (const kind of ['sum', 'avg', 'min', 'max', 'distinct'] as const) {
    const test = condition[kind];
    if (test) return judgeCount(test, measure({ kind, of: test.of, zone }, found));
  }
  return judgeCount(condition.count ?? { at_least: 1 }, found.length);
}
