import type { Diagnostic } from '../base/diagnostic.ts';
import type { Store } from '../model/ports.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import type { Workspace } from '../model/workspace.ts';
import { conditionAttributes } from '../validate/condition-attributes/index.ts';
import { columnKind } from './column-kind.ts';
import { columnType, type StoreShape } from './store-shape.ts';
import { attributeColumn } from './used-columns.ts';

interface LookedInto {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  readonly table: string;
  readonly column: string;
}

/** PostgreSQL can tell which text is JSON from here on. */
const since = 16;

/** Columns of text that are looked into as JSON, on a PostgreSQL that would end the query at the first text that is none. */
export async function checkJsonColumns(workspace: Workspace, shape: StoreShape, store: Store): Promise<Diagnostic[]> {
  if (store.dialect !== 'postgres') return [];
  const texts = lookedInto(workspace).filter(
    ({ table, column }) => columnKind(columnType(shape, table, column), shape.dialect) === 'text',
  );
  if (texts.length === 0) return [];
  const [row] = await store.all({ sql: "select current_setting('server_version_num') as version", bindings: [] });
  const version = Math.floor(Number(row?.version) / 10_000);
  if (version >= since) return [];
  return texts.map(({ file, pointer, table, column }) => ({
    code: 'STORE.JSON_IN_TEXT',
    severity: 'error',
    summary: `\`${table}.${column}\` is text, and PostgreSQL ${version} cannot tell which text is JSON`,
    place: file.place(pointer),
    why: `From version ${since} on it can; an older one ends the query at the first text that is none.`,
    next: [
      `Make it JSON: alter table ${table} alter column ${column} type jsonb using ${column}::jsonb`,
      'Or name a view that has it as jsonb.',
    ],
  }));
}

function lookedInto(workspace: Workspace): LookedInto[] {
  const { source, value } = workspace.config;
  const { people, events = [] } = value.store;
  const of = (file: SourceFile, pointer: Pointer, attribute: string): LookedInto[] => {
    const { column, inside } = attributeColumn(value.store, attribute);
    return inside ? [{ file, pointer, table: people.table, column }] : [];
  };
  return [
    ...Object.keys(people.attributes ?? {}).flatMap((name) =>
      of(source, ['store', 'people', 'attributes', name], name),
    ),
    ...conditionAttributes(workspace).flatMap(({ file, pointer, attribute }) =>
      people.attributes?.[attribute] === undefined ? of(file, pointer, attribute) : [],
    ),
    ...events.flatMap((one, i) =>
      'name' in one && one.properties !== undefined
        ? [{ file: source, pointer: ['store', 'events', i, 'properties'], table: one.table, column: one.properties }]
        : [],
    ),
  ];
}
