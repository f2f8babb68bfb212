import type { PolicyResult } from '../../model/plan.ts';
import { levelOf, type PolicyId, policyRules } from '../../model/policy.ts';
import { checks } from './checks.ts';
import { liveCampaigns } from './live-campaigns.ts';
import type { Finding, OwnRule, PolicyInput } from './policy-input.ts';

export type { OwnRule, PolicyInput } from './policy-input.ts';

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
    for (const finding of found) results.push(judged(input, { rule, level, status: 'fail', ...finding }));
    if (open) results.push({ rule, level, status: 'not_evaluated', ...open });
    else if (found.length === 0) passed += 1;
  }
  for (const own of input.own) {
    if (own.level === 'off') continue;
    const found = brokenBy(own, input);
    results.push(...found.map((finding) => judged(input, finding)));
    if (found.length === 0) passed += 1;
  }
  return { results, passed };
}

/** The changes that do not keep a rule of the workspace's own. */
function brokenBy({ rule, level, why, broken }: OwnRule, { changes, place }: PolicyInput): PolicyResult[] {
  if (level === 'off') return [];
  return changes.flatMap((change): PolicyResult[] => {
    const { address, file, line } = change;
    const found = broken(change);
    if (!found) return [];
    const at = place(address, found.pointer);
    const where = { address, file: at?.file ?? file, line: at?.line ?? line };
    return [{ rule, level, status: 'fail', ...where, message: found.message, fix: why }];
  });
}

/** A broken rule, lifted where the campaign has an exception that still holds. */
function judged({ exceptions, today }: PolicyInput, result: PolicyResult): PolicyResult {
  const own = (exceptions.get(result.address) ?? []).filter(({ rule }) => rule === result.rule);
  const holds = own.find(({ expires }) => expires >= today);
  if (holds) return { ...result, status: 'excepted', exception: { reason: holds.reason, expires: holds.expires } };
  const [over] = own;
  return over ? { ...result, message: `${result.message} (its exception ended on ${over.expires})` } : result;
}

/** What a rule could not look at, because nobody was counted. */
function notCounted(rule: PolicyId, input: PolicyInput): Finding | undefined {
  const what = uncounted(rule, input);
  if (what === '') return undefined;
  return {
    ...whereUncounted(rule, input),
    message: `${what} not counted`,
    fix: rule === 'message-load' ? 'Plan with --refresh full.' : 'Plan without --refresh none.',
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
  if (rule === 'message-load') return input.load ? '' : 'the messages of the coming days were';
  if (!('people' in policyRules[rule])) return '';
  const n = liveCampaigns(input).filter(({ audience }) => audience === undefined).length;
  return n === 0 ? '' : n === 1 ? 'the people of a campaign were' : `the people of ${n} campaigns were`;
}
