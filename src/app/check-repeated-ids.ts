import type { Diagnostic } from '../base/diagnostic.ts';
import { compile } from '../compile/index.ts';
import type { Store } from '../model/ports.ts';
import type { Workspace } from '../model/workspace.ts';
import { readOne } from './read-one.ts';

/** People who stand in several rows of the store: one message each, but counts that are too high. */
export async function checkRepeatedIds({ config }: Workspace, store: Store, now: Date): Promise<Diagnostic[]> {
  const { store: mapping, timezone } = config.value;
  const tables = await store.tables();
  const program = compile({ store: mapping, dialect: store.dialect, tables, timezone, segments: new Map(), now });
  const { count, most } = await readOne(store, program.repeatedIds());
  if (count === 0) return [];
  const many =
    count === most
      ? `${most.toLocaleString('en')} ids or more stand`
      : count === 1
        ? 'an id stands'
        : `${count.toLocaleString('en')} ids stand`;
  return [
    {
      code: 'STORE.REPEATED_ID',
      severity: 'warning',
      summary: `${many} in several rows of ${mapping.people.table}`,
      place: config.source.place(['store', 'people', 'id']),
      why: 'Whoever it is gets one message, with what the first row says; head counts count every row.',
      next: ['Map a table or a view with one row a person.'],
    },
  ];
}
