import { expect, it } from 'vitest';
import type { PlanAction } from '../../src/model/plan.ts';
import { type AtStake, destructiveReasons } from '../../src/plan/destructive/index.ts';

const nothing: AtStake = { protected: false, waiting: 0, measured: undefined };
const measured = { people: 1200, until: '2026-11-20T09:00:00.000Z' };

it.each<[PlanAction, Partial<AtStake>, string[]]>([
  ['archive', {}, []],
  ['archive', { protected: true }, ['it is protected (protect: true)']],
  ['archive', { waiting: 1 }, ['1 person waits for a message of a run that was begun']],
  ['archive', { waiting: 12_000 }, ['12,000 people wait for a message of a run that was begun']],
  ['archive', { measured }, ['its experiment runs until 2026-11-20 with 1,200 people']],
  ['replace', { measured, waiting: 3 }, ['its experiment runs until 2026-11-20 with 1,200 people']],
  ['replace', { protected: true }, ['it is protected (protect: true)']],
  ['update', { protected: true, measured, waiting: 3 }, []],
  ['pause', { protected: true, measured, waiting: 3 }, []],
  ['create', { measured }, []],
])('to %s what has %j: %j', (action, stake, reasons) => {
  expect(destructiveReasons(action, { ...nothing, ...stake })).toEqual(reasons);
});
