import type { Plan } from '../../model/plan.ts';
import { planMarkdown } from './plan-markdown.ts';

/** A plan in the forms that leave the terminal. */
export const sharedPlan = (plan: Plan) => ({
  markdown: () => planMarkdown(plan),
  policies: plan.policy.results,
  parts: [...plan.changes, ...plan.affected].map(({ address }) => address),
});
