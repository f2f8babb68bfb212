import type { CampaignFile } from './workspace.ts';

/** What separates the assignment of one campaign from that of all others, and of one experiment of it from the next. */
export const campaignSalt = (id: string, { experiment }: Pick<CampaignFile, 'experiment'>): string =>
  experiment?.salt ?? id;
