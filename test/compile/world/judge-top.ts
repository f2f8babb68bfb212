import type { TopCondition } from '../../../src/model/generated/segment.ts';
import { attributeOf } from './attribute.ts';
import { hereOf } from './here.ts';
import { wantedOf } from './judge-event.ts';
import { compareText } from './judge-text.ts';
import { measure, numbersOf } from './measure.ts';
import { occurrences } from './occurrences.ts';
import type { PersonRow, World } from './world.ts';

type Top = TopCondition['top'];
const known = new WeakMap<World, WeakMap<TopCondition, ReadonlySet<string>>>();

/** The ids of those with the most of something. Who has nothing to measure is never among them. */
export function topIds(condition: TopCondition, world: World): ReadonlySet<string> {
  const before = known.get(world)?.get(condition);
  if (before) return before;
  const { top } = condition;
  const measured = world.people
    .map((person) => ({ id: person.id, n: top.by ? measureOf(top.by, person, world) : 0 }))
    .filter((one): one is { id: string; n: number } => one.n !== undefined)
    .sort((a, b) => (a.n === b.n ? compareText(a.id, b.id) : a.n < b.n ? 1 : -1));
  const found = new Set(measured.slice(0, howMany(top, measured.length)).map(({ id }) => id));
  const ofWorld = known.get(world) ?? new WeakMap<TopCondition, ReadonlySet<string>>();
  known.set(world, ofWorld.set(condition, found));
  return found;
}

/** Rounded up, without the dust of binary fractions. */
function howMany({ percent, people }: Top, n: number): number {
  if (percent === undefined) return people ?? 0;
  const [whole = '', fraction = ''] = percent.toFixed(12).split('.');
  const hundred = 100n * 10n ** BigInt(fraction.length);
  const share = (BigInt(n) * BigInt(whole + fraction) + hundred - 1n) / hundred;
  return Math.min(Number(share), people ?? Number.POSITIVE_INFINITY);
}

function measureOf(by: NonNullable<Top['by']>, person: PersonRow, world: World): number | undefined {
  if ('attribute' in by) {
    const value = attributeOf(by.attribute, person, world);
    return value.kind === 'number' ? value.number : undefined;
  }
  const here = hereOf(person, world);
  const { zone } = here;
  const { sum, avg, min, max, distinct, days, ...wanted } = by;
  const events = wantedOf(wanted, occurrences(world, person.id), here);
  if (events.length === 0) return undefined;
  if (days) return measure({ kind: 'days', of: '', zone }, events);
  if (distinct !== undefined) return measure({ kind: 'distinct', of: distinct, zone }, events) || undefined;
  for (const [kind, of] of Object.entries({ sum, avg, min, max })) {
    if (of === undefined) continue;
    return numbersOf(events, of).length === 0 ? undefined : measure({ kind: kind as 'sum', of, zone }, events);
  }
  return events.length;
}
