import type { Condition } from '../../../src/model/generated/segment.ts';
import { judgeIds } from './judge.ts';
import type { World } from './world.ts';

/** Somebody who says for whom a condition holds: the judge, or a store behind the compiler. */
export interface Answerer {
  readonly name: string;
  /** Only a database can be asked in SQL. */
  readonly sql: boolean;
  /** The ids in the order of code points. */
  ids(condition: Condition): Promise<string[]>;
  close(): Promise<void>;
}

export type MakeAnswerer = (world: World) => Promise<Answerer>;

export const theJudge: MakeAnswerer = async (world) => ({
  name: 'the judge',
  sql: false,
  ids: async (condition) => judgeIds(world, condition),
  close: async () => {},
});
