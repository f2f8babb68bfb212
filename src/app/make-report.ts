import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CrmError } from '../base/crm-error.ts';
import { campaignSalt } from '../model/campaign-salt.ts';
import type { Report } from '../model/report.ts';
import { report } from '../report/index.ts';
import { connectLedger, environmentName, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import { requireApplied, selectCampaigns } from './select-campaigns.ts';

/** The reports of campaigns that have contacted (or held out) somebody; of all of them when none is named. */
export async function makeReports(context: AppContext, names: readonly string[]): Promise<Report[]> {
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config)], async (ledger) => {
    const applied = requireApplied(await ledger.definitions());
    const reports: Report[] = [];
    const waiting: string[] = [];
    for (const campaign of selectCampaigns(applied, names)) {
      const experiment = { campaign: campaign.id, salt: campaignSalt(campaign.id, campaign.value) };
      const assigned = await ledger.assignedSpan(experiment);
      const pulled = await ledger.pulled(campaign.id);
      const metricId = campaign.value.goal.metric;
      const metric = applied.config.metrics?.[metricId];
      if (!assigned || !metric) {
        if (names.length > 0) throw nothing(campaign.id, 'nobody was assigned to it yet', 'Send it first: crm send');
        continue;
      }
      if (pulled === undefined)
        throw nothing(campaign.id, 'its results were not pulled yet', 'Pull them first: crm pull');
      reports.push(
        report({
          workspace: applied.config.workspace,
          environment: environmentName(context),
          simulated: applied.config.simulated ?? false,
          currency: applied.config.currency,
          campaign,
          metric,
          asOf: new Date(pulled.until),
          assigned,
          funnel: await ledger.funnel(experiment),
          sums: await ledger.metricSums({ experiment, metric: metricId }),
          skipped: await ledger.skips(campaign.id),
          contaminated: await ledger.contaminated(experiment),
          confidence: 0.95,
        }),
      );
    }
    const [first] = waiting;
    if (first !== undefined && (names.length > 0 || reports.length === 0))
      throw nothing(first, 'its results were not pulled yet', 'Pull them first: crm pull');
    return reports;
  });
}

const nothing = (id: string, why: string, next: string): CrmError =>
  new CrmError('usage', {
    code: 'REPORT.NOTHING_TO_SHOW',
    severity: 'error',
    summary: `there is no report on ${id}: ${why}`,
    why: 'A report is made of what was sent and of what people did.',
    next: [next],
  });

/** Writes the files of a report; gives back their paths relative to the workspace. */
export function writeReportFiles(
  root: string,
  { campaign, as_of }: Report,
  files: Readonly<Record<string, string>>,
): string[] {
  const folder = `reports/${campaign.id}`;
  mkdirSync(join(root, folder), { recursive: true });
  return Object.entries(files).map(([ending, text]) => {
    const path = `${folder}/${as_of.slice(0, 10)}.${ending}`;
    writeFileSync(join(root, path), text);
    return path;
  });
}
