import { sameName } from './same-name.ts';

/** What a table or column of that name has, in any case of its letters; exactly that name before any other. */
export const byName = <T>(known: ReadonlyMap<string, T>, name: string): T | undefined =>
  known.get(name) ?? [...known].find(([title]) => sameName(title, name))?.[1];
