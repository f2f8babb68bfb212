import type { PlanLoad } from '../../model/plan.ts';
import { number } from './number.ts';

/** Messages a person gets in the coming days, before and after, and what the limits keep back. */
export function loadText({ days, before, after, dropped }: PlanLoad, count: (n: number) => string = number): string {
  const moved = (a: number, b: number): string => (a === b ? number(b) : `${number(a)} -> ${number(b)}`);
  const capped = [
    ...(before.over + after.over > 0
      ? [
          `${before.over === after.over ? count(after.over) : `${count(before.over)} -> ${count(after.over)}`} people over the limits`,
        ]
      : []),
    ...(dropped > 0 ? [`${count(dropped)} ${dropped === 1 ? 'message' : 'messages'} dropped`] : []),
  ];
  const each = `${moved(before.p50, after.p50)} ${before.p50 === 1 && after.p50 === 1 ? 'message' : 'messages'} a person, 95% at most ${moved(before.p95, after.p95)}, all at most ${moved(before.max, after.max)}`;
  return [`${days} days: ${each}`, ...capped].join('; ');
}
