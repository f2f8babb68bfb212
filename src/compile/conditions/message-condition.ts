import { isZone } from '../../base/zone.ts';
import type { MessageCondition } from '../../model/condition.ts';
import type { AskedPerson, MessagesAsked, RecordedQuestion } from '../../model/recorded.ts';
import type { Context } from '../context.ts';
import { accepts } from '../count-test.ts';
import type { Bound, Sign } from '../dialect.ts';
import { calendarDays, eventWindow } from '../events/event-window.ts';
import { timeBounds } from '../events/first-or-last.ts';
import type { Fragment } from '../fragment.ts';
import { recordedPeople } from '../recorded-people.ts';

/** What became of messages to the person, which the ledger knows. A message counts once, at the first time that it happened. */
export function messageCondition(context: Context, condition: MessageCondition): Fragment {
  return recordedPeople(context, condition, (): RecordedQuestion => {
    const inWindow = windowTest(context, condition);
    const holds = measure(context, condition);
    return {
      kind: 'messages',
      asked: messagesAsked(context, condition),
      holds: (times, person) => holds(times.filter((time) => inWindow(time, person))),
    };
  });
}

function messagesAsked({ tagged }: Context, { message, was = 'sent' }: MessageCondition): MessagesAsked {
  if (message === 'any') return { was };
  if (typeof message === 'string') return { was, campaigns: [message] };
  if ('tag' in message) return { was, campaigns: tagged(message.tag), tag: message.tag };
  if ('channel' in message) return { was, channel: message.channel };
  const [campaign = '', variant = ''] = message.variant;
  return { was, campaigns: [campaign], variant };
}

type TimeOf = (time: number, person: AskedPerson) => boolean;

function windowTest(context: Context, condition: MessageCondition): TimeOf {
  const { bounds } = eventWindow(context, condition);
  const { calendar } = condition;
  if (!calendar) return (time) => inside(time, bounds);
  const known = new Map<string, readonly Bound[]>();
  const local = ({ timezone = '' }: AskedPerson): readonly Bound[] => {
    const zone = isZone(timezone) ? timezone : context.zone;
    const days = known.get(zone) ?? calendarDays(context, calendar, zone);
    known.set(zone, days);
    return days;
  };
  return (time, person) => inside(time, bounds) && inside(time, local(person));
}

function measure(context: Context, { never, first, last, count }: MessageCondition): (times: number[]) => boolean {
  if (never) return (times) => times.length === 0;
  const test = first ?? last;
  if (!test) return (times) => accepts(count ?? { at_least: 1 }, times.length);
  const bounds = timeBounds(context, test);
  return (times) => times.length > 0 && inside(first ? Math.min(...times) : Math.max(...times), bounds);
}

const signs: Readonly<Record<Sign, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const inside = (time: number, bounds: readonly Bound[]): boolean =>
  bounds.every(({ sign, instant }) => signs[sign](time, instant.getTime()));
