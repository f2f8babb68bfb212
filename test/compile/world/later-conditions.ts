import type { Condition } from '../../../src/model/condition.ts';

/** Conditions that the contract has and the compiler not yet. */

export type AnyCondition = Condition;
