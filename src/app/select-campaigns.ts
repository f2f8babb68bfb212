import { CrmError } from '../base/crm-error.ts';
import { suggest } from '../base/suggest.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';
import { type AppliedCampaign, type AppliedWorkspace, appliedWorkspace } from './applied-workspace.ts';

/** The applied workspace, or the failure that says nothing was applied. */
export function requireApplied(definitions: readonly AppliedDefinition[]): AppliedWorkspace {
  const applied = appliedWorkspace(definitions);
  if (applied) return applied;
  throw new CrmError('invalid', {
    code: 'WORKSPACE.NOT_APPLIED',
    severity: 'error',
    summary: 'nothing was applied in this environment yet',
    why: 'Only what was reviewed and applied is sent and measured.',
    next: ['Look at the plan: crm plan --out plan.crmplan.json', 'Carry it out: crm apply plan.crmplan.json'],
  });
}

/** The named campaigns, or all of them. A name that was not applied is a usage error. */
export function selectCampaigns({ campaigns }: AppliedWorkspace, names: readonly string[]): AppliedCampaign[] {
  if (names.length === 0) return [...campaigns.values()];
  return names.map((name) => {
    const id = name.replace(/^campaign\./, '');
    const campaign = campaigns.get(id);
    if (campaign) return campaign;
    const near = suggest(id, campaigns.keys());
    throw new CrmError('usage', {
      code: 'CAMPAIGN.UNKNOWN',
      severity: 'error',
      summary: `there is no applied campaign \`${id}\``,
      why:
        campaigns.size === 0 ? 'No campaign was applied.' : 'Only campaigns that were applied can be sent or reported.',
      next: ['See what is there: crm status'],
      ...(near.length > 0 ? { suggestions: near } : {}),
    });
  });
}
