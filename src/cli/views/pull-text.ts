import type { Pulled } from '../../app/pull-results.ts';
import { sayMoment } from '../../base/say-moment.ts';
import { number } from './number.ts';
import { table } from './table.ts';

export function pullText({ receipts, outcomes, until, timezone, open_windows }: Omit<Pulled, 'workspace'>): string {
  const rows = Object.entries(outcomes).map(([key, people]) => {
    const [campaign = key, metric = ''] = key.split('/');
    return [campaign, metric, number(people), open_windows.includes(campaign) ? 'still open' : 'closed'];
  });
  const news = Object.entries(receipts).map(([kind, count]) => `${number(count)} ${kind}`);
  const lines = [`New receipts: ${news.length > 0 ? news.join(', ') : 'none'}.`];
  if (rows.length === 0) lines.push('Nobody was assigned to a campaign yet.');
  else
    lines.push(
      '',
      table(
        [{ title: 'campaign' }, { title: 'metric' }, { title: 'people with it', align: 'right' }, { title: 'window' }],
        rows,
      ),
    );
  lines.push('', `Everything up to ${sayMoment(new Date(until), timezone)} is in. Next: crm report`);
  return lines.join('\n');
}
