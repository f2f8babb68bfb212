import type { Store } from '../model/ports.ts';
import type { Reading } from '../model/program.ts';

/** The only row of a reading; of an empty one the reading says what nothing means. */
export async function readOne<T>(store: Store, reading: Reading<T>): Promise<T> {
  const [row] = await store.all(reading);
  return reading.read(row ?? {});
}
