import type { Imported } from '../../app/import-store.ts';
import { number } from './number.ts';
import { table } from './table.ts';

export function importText({ store, tables, mapping }: Imported): string {
  const blocks = tables.map(
    ({ name, rows, columns }) =>
      `${name}: ${number(rows)} rows\n${table(
        [{ title: 'column' }, { title: 'type' }],
        columns.map((column) => [column.name, column.type]),
        '  ',
      )}`,
  );
  return [
    ...blocks,
    `Written to ${store}; its mapping ${mapping === 'created' ? 'is in a new' : 'was put into'} crm.yaml. Next: crm validate --store`,
  ].join('\n\n');
}
