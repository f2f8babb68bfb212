import type { LocalTimeCondition, NearCondition } from '../../../src/model/generated/segment.ts';
import type { Here } from './judge-time.ts';
import { local } from './local.ts';
import type { Value } from './value.ts';

const earth = 6371.0088;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function judgeNear({ near }: NearCondition, lat: Value, lng: Value): boolean {
  if (lat.kind !== 'number' || lng.kind !== 'number') return false;
  const up = Math.sin(radians(lat.number - near.lat) / 2) ** 2;
  const across = Math.sin(radians(lng.number - near.lng) / 2) ** 2;
  const half = up + Math.cos(radians(lat.number)) * Math.cos(radians(near.lat)) * across;
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(half))) <= near.km;
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The day is the one that the person's calendar shows now, after midnight too. */
export function judgeLocalTime({ local_time: wanted }: LocalTimeCondition, { now, zone }: Here): boolean {
  const { clock, day } = local(now, zone);
  if (wanted.days && !wanted.days.some((one) => one === day)) return false;
  if (!wanted.between) return true;
  const [from = 0, to = 0] = wanted.between.map(minutes);
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}
