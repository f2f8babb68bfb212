import type { World } from './world.ts';

type Cells = Readonly<Record<string, unknown>>;

/** Addresses that are not blank. The app itself shows what is in_app: everybody is there under their own id. */
export function addressesOf(world: World, person: string, medium: string): string[] {
  if (medium === 'in_app') return [person];
  const declared = world.mapping.people.addresses?.[medium as 'email' | 'sms' | 'push'];
  if (declared === undefined) return [];
  const cells =
    typeof declared === 'string'
      ? rows(world, 'people')
          .filter(({ id }) => id === person)
          .map((row) => row[declared])
      : rows(world, declared.table)
          .filter((row) => row[declared.person] === person && matches(row, declared.where ?? {}))
          .map((row) => row[declared.address]);
  return cells.filter((cell) => typeof cell === 'string').filter((address) => address.trim() !== '');
}

/** Addresses are the same when they differ only in blanks around them and in the case of letters. */
export const foldAddress = (address: string): string => address.trim().normalize('NFC').toLowerCase();

const rows = (world: World, table: string): readonly Cells[] =>
  world[table as 'people'] as readonly object[] as readonly Cells[];

const matches = (row: Cells, where: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(where).every(([column, wanted]) => [wanted].flat().includes(row[column]));
