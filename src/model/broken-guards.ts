import type { SegmentFile } from './workspace.ts';

export type PopulationGuard = NonNullable<SegmentFile['population']>;

/** A head count of a segment, and when it was. */
export interface HeadCount {
  readonly people: number;
  readonly at: string;
}

export interface Population {
  readonly guard: PopulationGuard;
  readonly people: number;
  readonly everyone: number;
  /** At the last apply, or as it was applied; undefined when there is nothing to compare with. */
  readonly before: HeadCount | undefined;
}

export interface BrokenGuard {
  readonly key: keyof PopulationGuard;
  readonly message: string;
  readonly fix: string;
}

const say = (count: number): string => count.toLocaleString('en');
const percent = (share: number): string => `${(share * 100).toLocaleString('en', { maximumFractionDigits: 1 })}%`;

/** Which guards of a segment do not hold for its people of now. */
export function brokenGuards({ guard, people, everyone, before }: Population): BrokenGuard[] {
  const { min = 0, max_share: share = 1, max_change: change } = guard;
  const broken: BrokenGuard[] = [];
  if (people < min)
    broken.push({
      key: 'min',
      message: `has ${say(people)} people, fewer than ${say(min)}`,
      fix: 'Look why there are so few. If it is right, lower population.min.',
    });
  if (people > share * everyone)
    broken.push({
      key: 'max_share',
      message: `has ${say(people)} of ${say(everyone)} people, ${percent(people / everyone)}; allowed are ${percent(share)}`,
      fix: 'Look why there are so many. If it is right, raise population.max_share.',
    });
  if (change !== undefined && before && Math.abs(people - before.people) > change * before.people)
    broken.push({
      key: 'max_change',
      message: `had ${say(before.people)} people when something was last applied (${before.at.slice(0, 10)}), now ${say(people)}: ${moved(before.people, people)}; allowed are ${percent(change)}`,
      fix: 'Look what happened. If it is right, raise population.max_change: once that is applied, it counts from here.',
    });
  return broken;
}

function moved(before: number, after: number): string {
  if (before === 0) return 'from nobody';
  const share = (after - before) / before;
  return `${share > 0 ? '+' : ''}${percent(share)}`;
}
