import type { StoreTable } from '../model/store-table.ts';
import { createSetting } from './setting.ts';
import { tables } from './tables.ts';

export { plantedEffects } from './planted-effects.ts';
export { type Contact, type Reaction, type ReactionBatch, reactions } from './reactions.ts';

/** A made-up store of people and of what they did in the 90 days before `now`: equal arguments give equal rows. */
export function demoStore(options: { people: number; seed: number; now: Date }): StoreTable[] {
  return tables(createSetting(options));
}
