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
  'audience.min': {
    level: 'off',
    parameter: 'min',
    value: 100,
    people: true,
    about: 'A live campaign reaches at least this many people.',
  },
  'experiment.running-change': {
    level: 'warn',
    about: 'Nothing that people notice changes in a campaign while its experiment is running.',
  },
  'goal.provable': {
    level: 'warn',
    people: true,
    about: 'The smallest effect that the experiment can detect is not larger than the goal asks for.',
  },
  'holdout.required': {
    level: 'off',
    about: 'A live campaign that advertises holds somebody out, so that its effect can be proven.',
  },
  'link.https': { level: 'warn', about: 'Links in copy are encrypted (https).' },
  'message-load': {
    level: 'off',
    parameter: 'max',
    value: 5,
    about: 'Of those who get messages in the coming week, 95% get at most so many. It needs --refresh full.',
  },
  'schedule.past': {
    level: 'warn',
    about: 'A one-off campaign that is new, active again or moved is not due already.',
  },
  'segment.partition': { level: 'warn', about: 'The segments of a partition are disjoint and cover everybody.' },
  'segment.population': { level: 'deny', about: 'The guards of a segment (`population`) hold for its people of now.' },
  'segment.raw-sql': { level: 'off', about: 'No live segment has a query of its own (`sql`).' },
  'stage.blind-spot': { level: 'info', about: 'Every stage of the lifecycle has a live campaign.' },
  'template.missing-fallback': { level: 'warn', about: 'Every variable of a template has a fallback.' },
} as const satisfies Record<string, PolicyRule>;

export type PolicyId = keyof typeof policyRules;

/** The level of a rule in a workspace. */
export function levelOf(rule: PolicyId, policies: WorkspaceFile['policies']): PolicyLevel {
  const setting = policies?.[rule];
  return typeof setting === 'object' ? setting.level : (setting ?? policyRules[rule].level);
}
