import type { PolicyLevel, WorkspaceFile } from './workspace.ts';

interface PolicyRule {
  readonly level: PolicyLevel;
  readonly parameter?: 'max' | 'min';
  readonly value?: number;
  /** It needs the people of every live campaign that changes. */
  readonly people?: true;
  readonly about: string;
}

/** The rules that a plan is checked against, with their levels when the workspace says nothing. */
export const policyRules = {
  'audience.empty': { level: 'warn', people: true, about: 'A live campaign must have somebody to reach.' },
  'audience.max-share': {
    level: 'warn',
    parameter: 'max',
    value: 0.6,
    people: true,
    about: 'A campaign reaches at most this share of all people.',
  },
  'goal.provable': {
    level: 'warn',
    people: true,
    about: 'The smallest effect that the experiment can detect is not larger than the goal asks for.',
  },
  'schedule.past': {
    level: 'warn',
    about: 'A one-off campaign that is new, active again or moved is not due already.',
  },
  'segment.partition': { level: 'warn', about: 'The segments of a partition are disjoint and cover everybody.' },
  'segment.population': { level: 'deny', about: 'The guards of a segment (`population`) hold for its people of now.' },
  'segment.raw-sql': { level: 'off', about: 'No live segment has a query of its own (`sql`).' },
  'template.missing-fallback': { level: 'warn', about: 'Every variable of a template has a fallback.' },
} as const satisfies Record<string, PolicyRule>;

export type PolicyId = keyof typeof policyRules;

/** The level of a rule in a workspace. */
export function levelOf(rule: PolicyId, policies: WorkspaceFile['policies']): PolicyLevel {
  const setting = policies?.[rule];
  return typeof setting === 'object' ? setting.level : (setting ?? policyRules[rule].level);
}
