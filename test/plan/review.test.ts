import { describe, expect, it } from 'vitest';
import type { ApprovalRule } from '../../src/model/approval.ts';
import type { PlanChange, PolicyResult } from '../../src/model/plan.ts';
import { requiredApprovals } from '../../src/plan/review/index.ts';

type Change = Pick<PlanChange, 'address' | 'action' | 'fields'>;
type Result = Pick<PolicyResult, 'rule' | 'level' | 'status'>;

const copy: Change = { address: 'template.x', action: 'update', fields: [] };
const rules: Change = {
  address: 'workspace',
  action: 'update',
  fields: [{ path: 'policies.audience.max-share', file: 'crm.yaml', line: 3, before: 'deny', after: 'off' }],
};
const result = (level: Result['level'], status: Result['status'] = 'fail'): Result => ({ rule: level, level, status });
const review = (how: ApprovalRule['review'], approvals?: number): ApprovalRule => ({
  review: how,
  ...(approvals ? { approvals } : {}),
});

describe('how many approvals a plan needs', () => {
  it.each<[string, (ApprovalRule | undefined)[], Change[], Result[], number, string[]]>([
    ['nobody asks for any', [undefined, undefined], [copy], [result('deny')], 0, []],
    ['always', [review('always')], [copy], [], 1, ['always']],
    ['always, but nothing changes', [review('always')], [], [], 0, []],
    ['never', [review('never', 3)], [copy], [result('deny')], 0, []],
    ['on a warning', [review('on-warning', 2)], [copy], [result('warn')], 2, ['warn']],
    [
      'on a warning that nobody looked at',
      [review('on-warning')],
      [copy],
      [result('warn', 'not_evaluated')],
      1,
      ['warn'],
    ],
    ['on a warning, but it only informs', [review('on-warning')], [copy], [result('info')], 0, []],
    ['on a warning that is excepted', [review('on-warning')], [copy], [result('warn', 'excepted')], 1, ['warn']],
    ['on a denial, but it only warns', [review('on-deny')], [copy], [result('warn')], 0, []],
    ['on a denial that is excepted', [review('on-deny')], [copy], [result('deny', 'excepted')], 1, ['deny']],
    ['a change of the rules themselves', [review('on-deny')], [rules], [], 1, ['a change of the rules']],
    ['nothing asks, though the rules change', [review('never')], [rules], [], 0, []],
    ['the new review is stricter', [review('never'), review('always', 2)], [copy], [], 2, ['always']],
    ['the new review asks for less', [review('always', 2), review('never')], [rules], [], 2, ['always']],
    ['both ask', [review('always', 3), review('on-warning')], [copy], [result('warn')], 3, ['always', 'warn']],
  ])('%s', (_, reviews, changes, results, approvals, because) => {
    expect(requiredApprovals(reviews, { changes, results })).toEqual({ approvals, because });
  });
});
