import type { PolicyResult } from '../../model/plan.ts';
import { levelOf, type PolicyId, policyRules } from '../../model/policy.ts';
import { checks } from './checks.ts';
import { liveCampaigns } from './live-campaigns.ts';
import type { Finding, PolicyInput } from './policy-input.ts';

export type { PolicyInput } from './policy-input.ts';

/** Checks a plan against the rules of the workspace. A rule that needs people who were not counted did not pass. */
export function checkPolicies(input: PolicyInput): { results: PolicyResult[]; passed: number } {
  const results: PolicyResult[] = [];
  let passed = 0;
  for (const rule of Object.keys(policyRules) as PolicyId[]) {
    const setting = input.policies[rule];
    const level = levelOf(rule, input.policies);
    if (level === 'off' || (rule === 'segment.population' && input.populations.length === 0)) continue;
    const own = typeof setting === 'object' ? (setting.max ?? setting.min) : undefined;
    const found = checks[rule](input, own ?? (policyRules[rule] as { value?: number }).value ?? 0);
    const open = notCounted(rule, input);
    for (const finding of found) results.push({ rule, level, status: 'fail', ...finding });
    if (open) results.push({ rule, level, status: 'not_evaluated', ...open });
    else if (found.length === 0) passed += 1;
  }
  return { results, passed };
}

/** What a rule could not look at, because nobody was counted. */
function notCounted(rule: PolicyId, input: PolicyInput): Finding | undefined {
  const what = uncounted(rule, input);
  if (what === '') return undefined;
  return {
    ...whereUncounted(rule, input),
    message: `${what} not counted`,
    fix: 'Plan without --refresh none.',
  };
}

/** The first guard that nobody looked at, or the rule itself. */
function whereUncounted(
  rule: PolicyId,
  { populations, place }: PolicyInput,
): Pick<Finding, 'address' | 'file' | 'line'> {
  const [first] = rule === 'segment.population' ? populations : [];
  const { address, pointer, file } = first
    ? { ...first, pointer: ['population'] }
    : { address: 'workspace', pointer: ['policies', rule], file: 'crm.yaml' };
  const found = place(address, pointer);
  return { address, file: found?.file ?? file, line: found?.line ?? 1 };
}

function uncounted(rule: PolicyId, input: PolicyInput): string {
  if (rule === 'segment.partition') {
    const n = input.partitions.filter(({ counts }) => counts === undefined).length;
    return n === 0 ? '' : n === 1 ? 'a partition was' : `${n} partitions were`;
  }
  if (rule === 'segment.population') {
    const n = input.populations.filter(({ people }) => people === undefined).length;
    return n === 0 ? '' : n === 1 ? 'a segment with guards was' : `${n} segments with guards were`;
  }
  if (!('people' in policyRules[rule])) return '';
  const n = liveCampaigns(input).filter(({ audience }) => audience === undefined).length;
  return n === 0 ? '' : n === 1 ? 'the people of a campaign were' : `the people of ${n} campaigns were`;
}
