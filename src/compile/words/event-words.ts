import type { EventCondition, MessageCondition, SequenceCondition, TopCondition } from '../../model/condition.ts';
import { testsWords, testWords } from './test-words.ts';
import { durationWords, momentWords, numberWords, timesWords } from './value-words.ts';

type Window = Pick<EventCondition, 'within' | 'since' | 'until' | 'calendar'>;

/** " in the last 30 days", or nothing. */
export function windowWords({ within, since, until, calendar }: Window): string {
  if (within !== undefined) return ` in the last ${durationWords(within)}`;
  if (calendar) {
    const { last, unit } = calendar;
    return ` in the ${last} whole ${unit}${last === 1 ? '' : 's'} before this one`;
  }
  const from = since === undefined ? '' : ` since ${momentWords(since)}`;
  return from + (until === undefined ? '' : ` until ${momentWords(until)}`);
}

type TimeTest = NonNullable<EventCondition['first']>;

const timeWords = (test: TimeTest): string => testWords('', test).trim().replace(/^is /, '');

const whereWords = (where: EventCondition['where']): string => (where ? ` where ${testsWords(where)}` : '');

/** "did listen at least 3 times in the last 90 days, where seconds is 60 or more". */
export function eventWords(condition: EventCondition): string {
  const { event, where } = condition;
  const what = `${event}${whereWords(where)}`;
  const when = windowWords(condition);
  if (condition.never) return `never did ${what}${when}`;
  for (const key of ['sum', 'avg', 'min', 'max'] as const) {
    const test = condition[key];
    if (!test) continue;
    const { of, ...limits } = test;
    return `the ${measures[key]} ${of} of ${what}${when} is ${numberWords(limits)}`;
  }
  if (condition.distinct) {
    const { of, ...limits } = condition.distinct;
    return `did ${what}${when} with ${numberWords(limits)} different ${of}`;
  }
  if (condition.days) return `did ${what}${when} on ${numberWords(condition.days)} different days`;
  if (condition.first) return `did ${what}${when}, for the first time ${timeWords(condition.first)}`;
  if (condition.last) return `did ${what}${when}, for the last time ${timeWords(condition.last)}`;
  const { last_value: last, count } = condition;
  if (last) return `in the last ${what}${when}, ${testWords(last.property, last)}`;
  return count ? `did ${what} ${timesWords(count)}${when}` : `did ${what}${when}`;
}

const measures = { sum: 'total', avg: 'average', min: 'smallest', max: 'largest' } as const;

/** Steps in their order; what must be absent is said so. */
export function sequenceWords(condition: SequenceCondition): string {
  const steps = condition.sequence.map(({ event, where, within, absent }, i) => {
    const what = `${absent ? 'no ' : ''}${event}${whereWords(where)}`;
    const soon = within === undefined ? '' : ` within ${durationWords(within)}`;
    return i === 0 ? `did ${what}${soon}` : `then ${what}${soon}`;
  });
  return `${steps.join(', ')}${windowWords(condition)}`;
}

/** "is among the top 10% by the total amount of gift in the last 90 days". */
export function topWords({ top: { percent, people, by } }: TopCondition): string {
  const most = percent === undefined ? `first ${people} people` : `top ${percent}%`;
  if (!by) return `is among the ${most} in the order of ids`;
  if ('attribute' in by) return `is among the ${most} by ${by.attribute}`;
  const measured = (['sum', 'avg', 'min', 'max'] as const).find((key) => by[key] !== undefined);
  const what = `${by.event}${whereWords(by.where)}${windowWords(by)}`;
  if (measured) return `is among the ${most} by the ${measures[measured]} ${by[measured]} of ${what}`;
  if (by.distinct !== undefined) return `is among the ${most} by how many different ${by.distinct} of ${what}`;
  return `is among the ${most} by ${by.days ? 'on how many days they did' : 'how often they did'} ${what}`;
}

const fates = {
  sent: 'was sent',
  delivered: 'was delivered',
  shown: 'saw',
  clicked: 'clicked in',
  converted: 'reached the goal of',
  bounced: 'could not be delivered',
  complained: 'complained of',
  held_out: 'was held out of',
} as const;

/** "was sent a message of welcome at least 2 times in the last 30 days". */
export function messageWords(condition: MessageCondition): string {
  const { message, was = 'sent', never, first, last, count } = condition;
  const what = `${fates[was]} ${messagesWords(message)}`;
  const when = windowWords(condition);
  if (never) return `never ${what}${when}`;
  if (first) return `${what}${when}, for the first time ${timeWords(first)}`;
  if (last) return `${what}${when}, for the last time ${timeWords(last)}`;
  return count ? `${what} ${timesWords(count)}${when}` : `${what}${when}`;
}

function messagesWords(message: MessageCondition['message']): string {
  if (message === 'any') return 'any message';
  if (typeof message === 'string') return `a message of ${message}`;
  if ('tag' in message) return `a message of a campaign tagged ${message.tag}`;
  if ('channel' in message) return `a message by ${message.channel}`;
  const [campaign = '', variant = ''] = message.variant;
  return `the variant ${variant} of ${campaign}`;
}
