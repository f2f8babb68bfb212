import type { FileRule, Rule } from './rule.ts';
import { campaignReferences } from './rules/campaign-references.ts';
import { conditionForm } from './rules/condition-form.ts';
import { conditionReferences } from './rules/condition-references.ts';
import { experimentArms } from './rules/experiment-arms.ts';
import { goalShares } from './rules/goal-shares.ts';
import { idForm } from './rules/id-form.ts';
import { knownPolicies } from './rules/known-policies.ts';
import { literalSecret } from './rules/literal-secret.ts';
import { literalValues } from './rules/literal-values.ts';
import { messageReferences } from './rules/message-references.ts';
import { messageTemplate } from './rules/message-template.ts';
import { personalData } from './rules/personal-data.ts';
import { segmentCycle } from './rules/segment-cycle.ts';
import { times } from './rules/times.ts';
import { workspaceReferences } from './rules/workspace-references.ts';

/** Every rule, one file each, in the order in which findings of the same place are shown. */
export const rules: readonly Rule[] = [
  idForm,
  workspaceReferences,
  knownPolicies,
  times,
  campaignReferences,
  messageTemplate,
  goalShares,
  experimentArms,
  conditionForm,
  literalValues,
  conditionReferences,
  messageReferences,
  segmentCycle,
];

/** Rules that look at every file by itself. */
export const fileRules: readonly FileRule[] = [literalSecret, personalData];
