import type { Diagnostic } from '../base/diagnostic.ts';
import type { CampaignFacts, Plan, PlanAffected, PlanChange } from '../model/plan.ts';
import { mostGroups } from '../model/program.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { missingValues } from './missing-values.ts';
import type { PlanDesk } from './plan-desk.ts';
import { planLoad } from './plan-load.ts';

interface Facts {
  readonly changes: readonly PlanChange[];
  readonly affected: readonly PlanAffected[];
}

export interface FullFacts extends Facts {
  readonly load: Plan['load'];
  readonly diagnostics: readonly Diagnostic[];
}

/** What takes longer to find out: how many messages people get of all campaigns together, who shares whom, and what their copy lacks. */
export async function fullFacts(desk: PlanDesk, { changes, affected }: Facts): Promise<FullFacts> {
  const { store, workspace, context } = desk;
  if (!store) return { changes, affected, load: null, diagnostics: [] };
  const campaigns = [...changes, ...affected].filter(({ address }) => address.startsWith('campaign.'));
  context.progress('messages of the coming days');
  const load = await planLoad(desk, { store, changed: new Set(campaigns.map(({ address }) => address)) });
  const known = new Map<string, CampaignFacts>();
  for (const { address, audience } of campaigns) {
    const own = load?.campaigns.get(address);
    const campaign = workspace.campaigns.get(address.slice('campaign.'.length))?.value;
    const variables = campaign && isLive(campaign) ? await missingValues(desk, store, campaign) : [];
    known.set(address, {
      ...(own && audience ? { audience: { ...audience, overlap: own.overlap } } : {}),
      ...(own ? { load: own.load } : {}),
      ...(variables.length > 0 ? { variables } : {}),
    });
  }
  const full = <T extends { readonly address: string }>(one: T): T => ({ ...one, ...known.get(one.address) });
  return {
    changes: changes.map(full),
    affected: affected.map(full),
    load: load?.all ?? null,
    diagnostics: load ? [] : [tooMany],
  };
}

const isLive = ({ status = 'active' }: CampaignFile): boolean => status === 'active';

const tooMany: Diagnostic = {
  code: 'PLAN.LOAD_NOT_COUNTED',
  severity: 'info',
  summary: `the messages of the coming days were not counted: there are more than ${mostGroups} audiences`,
  why: 'Everybody is looked at once, and asked for each live campaign, before and after.',
  next: ['Pause or archive the campaigns that nobody needs.'],
};
