import type { CampaignFile } from './workspace.ts';

/** Arms as the campaign's file has them; those that are gone from it follow by name, and the holdout is last. */
export function inFileOrder<T>(
  items: readonly T[],
  armOf: (item: T) => string,
  { experiment }: Pick<CampaignFile, 'experiment'>,
): T[] {
  const names = (experiment?.variants ?? []).map(({ name }) => name);
  const place = (arm: string): number => {
    if (arm === 'holdout') return names.length + 1;
    const index = names.indexOf(arm);
    return index < 0 ? names.length : index;
  };
  return items.toSorted((one, other) => {
    const [a, b] = [armOf(one), armOf(other)];
    return place(a) - place(b) || (a < b ? -1 : 1);
  });
}
