import type { Here } from './judge-time.ts';
import { zoneOf } from './local.ts';
import type { PersonRow, World } from './world.ts';

export function hereOf(person: PersonRow, { now, timezone, mapping }: World): Here {
  const column = mapping.people.timezone as keyof PersonRow | undefined;
  const zone = column === undefined ? undefined : (person[column] as string | null | undefined);
  return { now: Date.parse(now), timezone, zone: zoneOf(zone, timezone) };
}
