import type { CampaignFile, Medium } from './workspace.ts';

/** The medium of a campaign's message; the schema asks for exactly one. */
export const mediumOf = ({ messages }: Pick<CampaignFile, 'messages'>): Medium => messages[0]?.channel ?? 'email';
