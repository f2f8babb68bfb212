import type { Condition } from '../../model/condition.ts';
import type { ConditionWords } from '../../model/condition-words.ts';
import { eventWords, messageWords, sequenceWords, topWords, windowWords } from './event-words.ts';
import { testsWords, testWords } from './test-words.ts';
import { durationWords, numberWords, series, valueWords } from './value-words.ts';

/** A condition in plain words: groups with their members, and what each single condition says of a person. */
export function conditionWords(condition: Condition): ConditionWords {
  if ('all' in condition) return group('all of these hold', 'and', condition.all);
  if ('any' in condition) return group('at least one of these holds', 'or', condition.any);
  if ('none' in condition) return group('none of these holds', 'nor', condition.none);
  if ('not' in condition) return group('this does not hold', 'not', [condition.not]);
  return { kind: 'single', words: single(condition), condition };
}

const group = (
  words: string,
  join: Extract<ConditionWords, { kind: 'group' }>['join'],
  members: readonly Condition[],
): ConditionWords => ({ kind: 'group', words, join, members: members.map(conditionWords) });

/** One sentence; brackets show what belongs together. */
export const sentenceOf = (words: ConditionWords): string => `Everybody of whom it is true: ${inline(words)}.`;

function inline(words: ConditionWords, inside = false): string {
  if (words.kind === 'single') return words.words;
  const members = words.members.map((member) => inline(member, true));
  if (words.join === 'not') return `not (${members.join()})`;
  if (words.join === 'nor') return `none of (${members.join('; ')})`;
  const joined = members.join(` ${words.join} `);
  return inside && members.length > 1 ? `(${joined})` : joined;
}

type Single = Exclude<Condition, { all: unknown } | { any: unknown } | { none: unknown } | { not: unknown }>;

function single(condition: Single): string {
  if ('attribute' in condition) return testWords(condition.attribute, condition);
  if ('event' in condition) return eventWords(condition);
  if ('sequence' in condition) return sequenceWords(condition);
  if ('message' in condition) return messageWords(condition);
  if ('segment' in condition) return `is in the segment ${condition.segment}`;
  if ('top' in condition) return topWords(condition);
  return other(condition);
}

function other(
  condition: Exclude<
    Single,
    | { attribute: unknown }
    | { event: unknown }
    | { sequence: unknown }
    | { message: unknown }
    | { segment: unknown }
    | { top: unknown }
  >,
): string {
  if ('reachable' in condition) {
    const { reachable } = condition;
    return `can be reached by ${askedWords(typeof reachable === 'string' ? { medium: reachable } : reachable)}`;
  }
  if ('consent' in condition) {
    const { granted, ...asked } = condition.consent;
    return `has agreed to ${askedWords(asked)}${granted ? `, ${testWords('which', granted)}` : ''}`;
  }
  if ('list' in condition) {
    const column = condition.column === undefined ? '' : `, column ${condition.column}`;
    return `is in the list ${condition.list}${column}`;
  }
  if ('sample' in condition) {
    const { salt, from, to } = condition.sample;
    return `is in the random share from ${from}% to ${to}% drawn as ${valueWords(salt)}`;
  }
  if ('related' in condition) return relatedWords(condition);
  if ('near' in condition) return `is within ${condition.near.km} km of ${condition.near.lat}, ${condition.near.lng}`;
  if ('local_time' in condition) return localWords(condition.local_time);
  if ('entered' in condition)
    return `came into the segment ${condition.entered.segment}${windowWords({ within: condition.entered.within })}`;
  if ('member_for' in condition)
    return `has been in the segment ${condition.member_for.segment} for ${durationWords(condition.member_for.at_least)} or longer`;
  return `is found by the query ${valueWords(condition.sql.trim().replace(/\s+/g, ' '))}`;
}

interface Asked {
  readonly medium: string;
  readonly topic?: string;
  readonly night?: boolean;
}

const askedWords = ({ medium, topic, night }: Asked): string =>
  `${medium}${topic === undefined ? '' : ` about ${topic}`}${night ? ' at night' : ''}`;

function relatedWords({ related, where = [], count, never }: Extract<Condition, { related: string }>): string {
  const which = where.length > 0 ? ` whose ${testsWords(where)}` : '';
  if (never) return `has no ${related}${which}`;
  return `has ${count ? numberWords(count) : 'at least 1'} ${related}${which}`;
}

function localWords({ between, days }: Extract<Condition, { local_time: unknown }>['local_time']): string {
  const [from = '', to = ''] = between ?? [];
  const clock = between ? ` between ${from} and ${to}` : '';
  return `it is${clock}${days ? ` on ${series(days, 'or')}` : ''} where they are`;
}
