import { Chalk } from 'chalk';
import type { CampaignStatus } from '../../app/show-status.ts';
import { number } from './number.ts';
import { table } from './table.ts';

export function statusText(campaigns: readonly CampaignStatus[], { color }: { color: boolean }): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  if (campaigns.length === 0) return 'No campaign was applied yet. Next: crm plan';
  const rows = campaigns.map(({ id, status, revision, next_run, last_run, unknown }) => [
    id,
    status,
    String(revision),
    next_run === null ? '-' : `${next_run.slice(0, 16).replace('T', ' ')}Z`,
    last_run ? `${last_run.run.split('@')[1] ?? ''} (${last_run.state})` : '-',
    last_run ? number(last_run.sent) : '-',
    unknown > 0 ? number(unknown) : '-',
  ]);
  const text = table(
    [
      { title: 'campaign' },
      { title: 'status' },
      { title: 'rev', align: 'right' },
      { title: 'next run' },
      { title: 'last run' },
      { title: 'sent', align: 'right' },
      { title: 'unknown', align: 'right' },
    ],
    rows,
  );
  const unknown = campaigns.reduce((sum, one) => sum + one.unknown, 0);
  return unknown > 0
    ? `${text}\n\n${chalk.yellow(`${number(unknown)} messages were handed over and never answered for.`)}`
    : text;
}
