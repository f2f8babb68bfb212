import { describe, expect, it } from 'vitest';
import type { PlanChange } from '../../src/model/plan.ts';
import type { SourceFile } from '../../src/model/source.ts';
import { ownRules } from '../../src/plan/own-rules/index.ts';
import { plannedChange } from './planned-change.ts';

const source: SourceFile = {
  noun: 'workspace',
  id: 'crm',
  path: 'crm.yaml',
  value: {},
  place: (pointer) => ({ file: 'crm.yaml', line: 1, column: 1, pointer: pointer.join('/') }),
  placeInside: () => ({ file: 'crm.yaml', line: 1, column: 1 }),
};

const change = (after: unknown, more: Partial<PlanChange> = {}): PlanChange =>
  plannedChange({ action: after === null ? 'archive' : 'create', after, ...more });

const rule = (change: object, id = 'x') => ({ id, why: 'because', change });
const objective = rule({ properties: { after: { required: ['objective'] } } });
const longest = rule({
  properties: { after: { properties: { messages: { items: { properties: { id: { maxLength: 3 } } } } } } },
});
const bySms = rule({
  properties: {
    after: {
      properties: { messages: { contains: { properties: { channel: { const: 'sms' } } } } },
      required: ['messages'],
    },
  },
  required: ['after'],
});
const large = rule({
  properties: { audience: { properties: { after: { exclusiveMinimum: 100 } } } },
  required: ['audience'],
});
const audience = (after: number) =>
  ({ audience: { before: 0, after, enter: 0, leave: 0, stay: 0, reachable: {}, held_out: 0, skipped: {} } }) as const;

describe('rules of a workspace of its own', () => {
  it.each([
    ['must, and is', { must: [objective] }, change({ objective: 'o' }), undefined],
    [
      'must, and is not',
      { must: [objective] },
      change({}),
      { message: "after must have required property 'objective'", pointer: [] },
    ],
    ['must, and is archived', { must: [objective] }, change(null), undefined],
    [
      'must, deep in a list',
      { must: [longest] },
      change({ messages: [{ id: 'abc' }, { id: 'abcd' }] }),
      { message: 'after.messages.1.id must NOT have more than 3 characters', pointer: ['messages', 1, 'id'] },
    ],
    [
      'must not, and is',
      { must_not: [bySms] },
      change({ messages: [{ channel: 'sms' }] }),
      { message: 'is what must not be', pointer: [] },
    ],
    ['must not, and is not', { must_not: [bySms] }, change({ messages: [{ channel: 'email' }] }), undefined],
    ['must not, and has nothing of the kind', { must_not: [bySms] }, change({}), undefined],
    [
      'must not, of numbers that a plan found',
      { must_not: [large] },
      change({}, audience(101)),
      { message: 'is what must not be', pointer: [] },
    ],
    ['must not, and is just within', { must_not: [large] }, change({}, audience(100)), undefined],
  ])('%s', (_, rules, planned, expected) => {
    const read = ownRules({ objectives: [], ...rules }, source);
    expect(read.diagnostics).toEqual([]);
    expect(read.rules.map((one) => one.broken(planned))).toEqual([expected]);
  });

  it('denies unless it says otherwise, and is called by its kind', () => {
    const { rules } = ownRules({ objectives: [], must: [objective], must_not: [{ ...bySms, level: 'warn' }] }, source);
    expect(rules.map((one) => [one.rule, one.level, one.why])).toEqual([
      ['must.x', 'deny', 'because'],
      ['must_not.x', 'warn', 'because'],
    ]);
  });

  it.each([
    [
      'a misspelled word',
      { must: [rule({ propertes: {} })] },
      'strategy/must/0/change',
      'unknown keyword: "propertes"',
    ],
    [
      'a word with a wrong value',
      { must_not: [rule({ required: 'after' })] },
      'strategy/must_not/0/change',
      'required must be array',
    ],
    [
      'a pattern that is none',
      { must: [rule({ pattern: '(' })] },
      'strategy/must/0/change',
      'Invalid regular expression',
    ],
    [
      'a reference to nowhere',
      { must: [rule({ $ref: 'https://example.org/x.json' })] },
      'strategy/must/0/change',
      "can't resolve reference",
    ],
    ['an id of two', { must: [objective, rule({}, 'x')] }, 'strategy/must/1/id', 'another rule has this id'],
  ])('what is no schema is no rule: %s', (_, rules, pointer, problem) => {
    const { diagnostics } = ownRules({ objectives: [], ...rules }, source);
    expect(diagnostics).toMatchObject([
      { code: 'WORKSPACE.NO_RULE', severity: 'error', place: { pointer }, summary: expect.stringContaining(problem) },
    ]);
  });
});
