import type { ListCondition } from '../../../src/model/condition.ts';
import { attributeOf, valueAt } from './attribute.ts';
import { hereOf } from './here.ts';
import { judgeConsent, judgeReachable } from './judge-consent.ts';
import { judgeEvent } from './judge-event.ts';
import { judgeEntered, judgeMemberFor } from './judge-history.ts';
import { judgeMessage } from './judge-message.ts';
import { judgeLocalTime, judgeNear } from './judge-place.ts';
import { judgeRelated } from './judge-related.ts';
import { judgeSample } from './judge-sample.ts';
import { judgeSequence } from './judge-sequence.ts';
import { compareText } from './judge-text.ts';
import { topIds } from './judge-top.ts';
import { judgeValue } from './judge-value.ts';
import type { AnyCondition } from './later-conditions.ts';
import { occurrences } from './occurrences.ts';
import type { PersonRow, World } from './world.ts';

/**
 * What a condition means, written from the contract without a look at the compiler: true or false for every person, never
 * anything else.
 */
export function judge(condition: AnyCondition, person: PersonRow, world: World): boolean {
  if ('all' in condition) return condition.all.every((one) => judge(one, person, world));
  if ('any' in condition) return condition.any.some((one) => judge(one, person, world));
  if ('none' in condition) return !condition.none.some((one) => judge(one, person, world));
  if ('not' in condition) return !judge(condition.not, person, world);
  const here = hereOf(person, world);
  const at = { world, here };
  if ('attribute' in condition) {
    return judgeValue(condition, attributeOf(condition.attribute, person, world), here);
  }
  if ('event' in condition) return judgeEvent(condition, occurrences(world, person.id), here);
  if ('sequence' in condition) return judgeSequence(condition, occurrences(world, person.id), here);
  if ('message' in condition) return judgeMessage(condition, person.id, at);
  if ('segment' in condition) return judge(segmentOf(condition.segment, world), person, world);
  if ('reachable' in condition) return judgeReachable(condition, person.id, at);
  if ('consent' in condition) return judgeConsent(condition, person.id, at);
  if ('list' in condition) return isListed(condition, person.id, world);
  if ('sample' in condition) return judgeSample(condition, person.id);
  if ('top' in condition) return topIds(condition, world).has(person.id);
  if ('related' in condition) return judgeRelated(condition, person.id, at);
  if ('near' in condition) {
    const { position } = world.mapping.people;
    return position !== undefined && judgeNear(condition, valueAt(position.lat, person), valueAt(position.lng, person));
  }
  if ('local_time' in condition) return judgeLocalTime(condition, here);
  if ('entered' in condition) return judgeEntered(condition, person.id, at);
  if ('member_for' in condition) return judgeMemberFor(condition, person.id, at);
  throw new RangeError('only a database can judge SQL');
}

/** The ids of everybody for whom a condition holds, lowest first. */
export function judgeIds(world: World, condition: AnyCondition): string[] {
  return world.people
    .filter((person) => judge(condition, person, world))
    .map(({ id }) => id)
    .sort(compareText);
}

function segmentOf(id: string, world: World): AnyCondition {
  const found = world.segments[id];
  if (!found) throw new RangeError(`no segment ${id}`);
  return found;
}

function isListed({ list, column }: ListCondition, person: string, world: World): boolean {
  const file = world.lists[list];
  if (!file) throw new RangeError(`no list ${list}`);
  const at = column === undefined ? 0 : file.columns.indexOf(column);
  return file.rows.some((row) => row[at] === person);
}
