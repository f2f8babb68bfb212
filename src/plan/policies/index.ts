import type { PlanChange, PolicyResult } from '../../model/plan.ts';
import { type PolicyId, policyRules } from '../../model/policy.ts';
import type { Pointer } from '../../model/source.ts';
import type { CampaignFile, PolicyLevel } from '../../model/workspace.ts';

export interface PolicyInput {
  readonly policies: Readonly<
    Record<string, PolicyLevel | { readonly level: PolicyLevel; readonly max?: number; readonly min?: number }>
  >;
  readonly changes: readonly PlanChange[];
  /** Where a part of a definition stands. */
  readonly place: (address: string, pointer: Pointer) => { readonly file: string; readonly line: number } | undefined;
  /** Everybody in the store; undefined when it was not asked. */
  readonly everyone: number | undefined;
  /** Counts of each partition. */
  readonly partitions: readonly {
    readonly name: string;
    readonly missing: number;
    readonly twice: number;
    readonly file: string;
    readonly line: number;
  }[];
  /** Variables without a fallback, by template address. */
  readonly bare: ReadonlyMap<string, readonly string[]>;
  /** One-off campaigns that would be due at once, by address. */
  readonly past: ReadonlyMap<string, string>;
}

interface Finding {
  readonly address: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

type Check = (input: PolicyInput, limit: number) => Finding[];

/** Checks a plan against the rules of the workspace. */
export function checkPolicies(input: PolicyInput): { results: PolicyResult[]; passed: number } {
  const results: PolicyResult[] = [];
  let passed = 0;
  for (const rule of Object.keys(policyRules) as PolicyId[]) {
    const setting = input.policies[rule];
    const level = typeof setting === 'object' ? setting.level : (setting ?? policyRules[rule].level);
    if (level === 'off') continue;
    const own = typeof setting === 'object' ? (setting.max ?? setting.min) : undefined;
    const found = checks[rule](input, own ?? (policyRules[rule] as { value?: number }).value ?? 0);
    if (found.length === 0) passed += 1;
    for (const finding of found) results.push({ rule, level, status: 'fail', ...finding });
  }
  return { results, passed };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const live = ({ address, action, after }: PlanChange): boolean =>
  address.startsWith('campaign.') &&
  action !== 'archive' &&
  ((after as CampaignFile | null)?.status ?? 'active') === 'active';

/** The place of a finding: the part of the definition that it is about. */
function at(
  place: PolicyInput['place'],
  { address, file, line }: PlanChange,
  pointer: Pointer,
): Pick<Finding, 'address' | 'file' | 'line'> {
  const found = place(address, pointer);
  return { address, file: found?.file ?? file, line: found?.line ?? line };
}

const checks: Readonly<Record<PolicyId, Check>> = {
  'audience.empty': ({ changes, place }) =>
    changes
      .filter((change) => live(change) && change.audience?.after === 0)
      .map((change) => ({
        ...at(place, change, ['audience', 'segment']),
        message: 'nobody is in the audience',
        fix: 'Widen the segment, or pause the campaign.',
      })),
  'audience.max-share': ({ changes, everyone, place }, max) =>
    changes
      .filter((change) => live(change) && everyone && (change.audience?.after ?? 0) / everyone > max)
      .map((change) => ({
        ...at(place, change, ['audience', 'segment']),
        message: `reaches ${percent((change.audience?.after ?? 0) / (everyone ?? 1))} of all people, more than ${percent(max)}`,
        fix: 'Narrow the segment, or raise policies.audience.max-share.max.',
      })),
  'goal.provable': ({ changes, place }) =>
    changes
      .filter((change) => live(change) && change.experiment && !change.experiment.provable)
      .map((change) => ({
        ...at(place, change, ['goal']),
        message: provability(change),
        fix:
          change.experiment?.holdout === 0
            ? 'Add experiment.holdout.'
            : 'Reach more people, hold out more, or aim higher.',
      })),
  'schedule.past': ({ changes, past, place }) =>
    changes
      .filter((change) => change.action === 'create' && past.has(change.address))
      .map((change) => ({
        ...at(place, change, ['trigger', 'at']),
        message: `its time ${past.get(change.address)} has passed: the next crm send sends it`,
        fix: 'Move trigger.at into the future, unless that is what you want.',
      })),
  'segment.partition': ({ partitions }) =>
    partitions
      .filter(({ missing, twice }) => missing + twice > 0)
      .map(({ name, missing, twice, file, line }) => ({
        address: 'workspace',
        file,
        line,
        message: `partition ${name}: ${missing} people are in none of its segments, ${twice} in several`,
        fix: 'Make the conditions complements of each other.',
      })),
  'template.missing-fallback': ({ changes, bare, place }) =>
    changes
      .filter((change) => (bare.get(change.address) ?? []).length > 0)
      .map((change) => ({
        ...at(place, change, ['variables']),
        message: `no fallback for ${(bare.get(change.address) ?? []).join(', ')}: people without it are skipped`,
        fix: 'Add fallback: .. to the variable.',
      })),
};

function provability({ experiment }: PlanChange): string {
  if (!experiment || experiment.holdout === 0) return 'without a holdout its effect cannot be proven';
  const points = (share: number): string => `${(share * 100).toFixed(2)} %p`;
  if (experiment.mde === null)
    return `no effect could be proven with this many people; the goal is ${points(experiment.goal_effect)}`;
  return `the smallest effect that can be proven is ${points(experiment.mde)}, the goal is ${points(experiment.goal_effect)}`;
}
