import type { Reacted, Seeded } from '../../app/demo.ts';
import { number } from './number.ts';
import { table } from './table.ts';

export function seedText({ store, tables }: Seeded): string {
  return [
    table(
      [{ title: 'table' }, { title: 'rows', align: 'right' }],
      Object.entries(tables).map(([name, rows]) => [name, number(rows)]),
    ),
    '',
    `Simulated people in ${store}. Next: crm plan --out plan.crmplan.json`,
  ].join('\n');
}

export function reactText({ deliveries, events, until }: Reacted): string {
  return `Simulated: people reacted to ${number(deliveries)} deliveries with ${number(events)} events, all before ${until}. Next: crm pull --as-of ${until}`;
}
