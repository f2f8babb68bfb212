import type { PlanExperiment } from '../model/plan.ts';
import type { CampaignFile, WorkspaceFile } from '../model/workspace.ts';
import { smallestDetectableEffect } from '../stats/index.ts';

/** Whether a campaign's goal can be proven with the people it reaches. Undefined when its metric is an amount, not a share. */
export function experimentFacts(
  campaign: CampaignFile,
  people: number,
  metrics: WorkspaceFile['metrics'],
): PlanExperiment | undefined {
  const { goal, experiment } = campaign;
  if (metrics?.[goal.metric]?.sum !== undefined || goal.baseline >= 1 || goal.target > 1) return undefined;
  const holdout = (experiment?.holdout ?? 0) / 100;
  const goalEffect = Number((goal.target - goal.baseline).toFixed(10));
  const mde = detectable(goal, people, holdout);
  return {
    arms: shares(campaign, 1 - holdout),
    holdout,
    mde,
    goal_effect: goalEffect,
    provable: mde !== null && mde <= Math.abs(goalEffect),
  };
}

function detectable({ baseline, target }: CampaignFile['goal'], people: number, holdout: number): number | null {
  const holdoutPeople = Math.round(people * holdout);
  const treatedPeople = people - holdoutPeople;
  if (holdoutPeople < 2 || treatedPeople < 2 || baseline <= 0) return null;
  const { up, down } = smallestDetectableEffect({ holdoutRate: baseline, treatedPeople, holdoutPeople });
  const effect = target >= baseline ? up : down;
  return effect === null ? null : Math.abs(effect);
}

function shares({ experiment }: CampaignFile, all: number): Record<string, number> {
  const variants = experiment?.variants ?? [];
  if (variants.length === 0) return { default: all };
  const total = variants.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  return Object.fromEntries(variants.map(({ name, weight }) => [name, (all * (weight ?? 1)) / total]));
}
