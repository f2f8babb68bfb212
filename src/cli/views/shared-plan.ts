import type { Plan, PlanChange, PolicyResult } from '../../model/plan.ts';
import { planMarkdown } from './plan-markdown.ts';

/** A plan in the forms that leave the terminal. */
export const sharedPlan = (plan: Plan) => ({
  markdown: () => planMarkdown(plan),
  policies: [...plan.changes.flatMap(loss), ...plan.policy.results],
  parts: [...plan.changes, ...plan.affected].map(({ address }) => address),
});

/** What a change takes away stands among the rules: it stops apply like one. */
const loss = ({ address, action, destructive, file, line }: PlanChange): PolicyResult[] =>
  destructive
    ? [
        {
          rule: 'destructive',
          level: destructive.allowed ? 'warn' : 'deny',
          status: 'fail',
          ...{ address, file, line },
          message: `${action}: ${destructive.reasons.join('; ')}`,
          fix: `If it is meant: --allow-destructive ${address}.`,
        },
      ]
    : [];
