import type { Condition } from '../../../src/model/generated/segment.ts';
import { judgeIds } from './judge.ts';
import type { World } from './world.ts';

/** Somebody who says for whom a condition holds: the judge, or a store behind the compiler. */
export interface Answerer {
  readonly name: string;
  /** Conditions that it cannot judge, by their key: `sql`, `message`. It is not asked about them. */
  readonly cannot: readonly string[];
  /** The ids in the order of code points. */
  ids(condition: Condition): Promise<string[]>;
  close(): Promise<void>;
}

export type MakeAnswerer = (world: World) => Promise<Answerer>;

export const theJudge: MakeAnswerer = async (world) => ({
  name: 'the judge',
  cannot: ['sql'],
  ids: async (condition) => judgeIds(world, condition),
  close: async () => {},
});
