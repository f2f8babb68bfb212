import { byName } from '../base/by-name.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Store } from '../model/ports.ts';
import type { Pointer } from '../model/source.ts';
import { beginsWith, tableIndexes } from '../model/table-indexes.ts';
import type { Workspace } from '../model/workspace.ts';
import { createIndex } from './create-index.ts';

interface OfPeople {
  readonly table: string;
  readonly person: string;
  readonly pointer: Pointer;
}

/** A table with fewer rows is read quickly. */
const large = 50_000;

/** Large tables in which the rows of a person can only be found by reading all of them. */
export async function checkIndexes({ config }: Workspace, store: Store): Promise<Diagnostic[]> {
  const { people, events = [], related = {} } = config.value.store;
  const { consent } = people;
  const tables: OfPeople[] = [
    ...events.map((one, i) => ({ ...one, pointer: ['store', 'events', i, 'person'] })),
    ...(consent && 'table' in consent ? [{ ...consent, pointer: ['store', 'people', 'consent', 'person'] }] : []),
    ...Object.entries(related).map(([name, one]) => ({ ...one, pointer: ['store', 'related', name, 'person'] })),
  ];
  const [sizes, indexes, shapes] = [await store.sizes(), await store.indexes(), await store.tables()];
  return tables.flatMap(({ table, person, pointer }): Diagnostic[] => {
    const rows = byName(sizes, table) ?? 0;
    const there = tableIndexes(indexes, table);
    if (rows < large || !there || there.some((index) => beginsWith(index, [person]))) return [];
    const statement = createIndex(store.dialect, { table, columns: [person], shapes: byName(shapes, table) ?? [] });
    return [
      {
        code: 'STORE.MISSING_INDEX',
        severity: 'warning',
        summary: `\`${table}\` has about ${Math.round(rows).toLocaleString('en')} rows and no index by \`${person}\``,
        place: config.source.place(pointer),
        why: 'For every page of people all its rows are read to find theirs: plans and sends take long.',
        next: [`Make one: ${statement}`],
      },
    ];
  });
}
