import type { Imported } from '../../app/import-store.ts';
import { clean } from './clean.ts';
import { number } from './number.ts';
import { table } from './table.ts';

export function importText(imported: Imported): string {
  const blocks = imported.tables.map(({ name, rows, columns }) => {
    const shown = columns.map((column) => [column.name, column.type, column.role ?? '']);
    const titles = [{ title: 'column' }, { title: 'type' }, { title: 'role' }];
    return `${name}: ${number(rows)} ${rows === 1 ? 'row' : 'rows'}\n${table(titles, shown, '  ')}`;
  });
  return [...blocks, closing(imported)].join('\n\n');
}

function closing({ store, zone, mapping, fitted, misfits }: Imported): string {
  return [
    ...zoneLine(zone),
    `Written to ${store}; its mapping ${mapping === 'created' ? 'is in a new' : 'was put into'} crm.yaml.`,
    ...(fitted.length > 0 ? [`The example files name its columns now: ${fitted.join(', ')}.`] : []),
    misfits === 0
      ? 'Next: crm validate --store'
      : `${misfits === 1 ? '1 place' : `${misfits} places`} in the workspace ${misfits === 1 ? 'does' : 'do'} not fit this store yet, named above with file and line. Change ${misfits === 1 ? 'it' : 'them'}, then: crm validate --store`,
  ].join('\n');
}

const whose = { workspace: "the workspace's zone", new: 'the zone of the new crm.yaml' } as const;

/** Which zone was taken without being asked for, and how to take another. */
function zoneLine({ name, from, columns }: Imported['zone']): string[] {
  if (columns.length === 0 || (from !== 'workspace' && from !== 'new')) return [];
  return [
    `Times without a zone (${columns.map(clean).join(', ')}) are read in ${name}, ${whose[from]}; for another: --zone UTC --replace`,
  ];
}
