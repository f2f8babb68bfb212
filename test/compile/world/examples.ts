import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Condition } from '../../../src/model/generated/segment.ts';
import type { Answerer, MakeAnswerer } from './answerer.ts';
import { validator } from './validator.ts';
import type { World } from './world.ts';

/** What somebody would write in a file, and the ids of whom they mean, with blanks between; without any: nobody. */
export type Example = readonly [says: string, yaml: string, ids: string];

const valid = validator();

/** What our own records know: the judge can tell, the compiler not yet. */
export const later = [] as const;

/**
 * Inside a `describe`: a test for each example. The schema accepts it, and everybody who is asked finds these people and,
 * for `not`, all others. Everybody is made once for the world.
 */
export function checkExamples(world: World, examples: readonly Example[], makers: readonly MakeAnswerer[]): void {
  const answerers: Answerer[] = [];
  beforeAll(async () => {
    for (const make of makers) answerers.push(await make(world));
  });
  afterAll(async () => {
    for (const answerer of answerers) await answerer.close();
  });
  test.each(examples)('%s', async (_, yaml, ids) => {
    const condition = parse(yaml) as Condition;
    if (!mentions(condition, later)) expect(valid(condition), yaml).toBe(true);
    const expected = ids.split(' ').filter((id) => id !== '');
    const others = world.people.map(({ id }) => id).filter((id) => !expected.includes(id));
    for (const answerer of answerers.filter(({ cannot }) => !mentions(condition, cannot))) {
      expect(await answerer.ids(condition), answerer.name).toEqual(expected.sort());
      expect(await answerer.ids({ not: condition }), answerer.name).toEqual(others.sort());
    }
  });
}

function mentions(condition: unknown, keys: readonly string[]): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  return Object.entries(condition).some(([key, inside]) => keys.includes(key) || mentions(inside, keys));
}
