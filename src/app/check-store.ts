import type { Diagnostic } from '../base/diagnostic.ts';
import { sameName } from '../base/same-name.ts';
import { suggest } from '../base/suggest.ts';
import type { Store } from '../model/ports.ts';
import type { Pointer } from '../model/source.ts';
import type { Workspace } from '../model/workspace.ts';
import { conditionAttributes } from '../validate/condition-attributes/index.ts';
import { checkJsonColumns } from './check-json-columns.ts';
import { checkMappedTypes } from './check-mapped-types.ts';
import { checkRawSql } from './check-raw-sql.ts';
import { checkTypes } from './check-types.ts';
import { type MappedTable, mappedTables } from './mapped-columns.ts';
import { columnsOf, type StoreShape } from './store-shape.ts';

/** What the mapping names and the store does not have, and what is asked of columns of another type. */
export async function checkStore(workspace: Workspace, store: Store): Promise<Diagnostic[]> {
  const tables = await store.tables();
  const shape: StoreShape = { dialect: store.dialect, tables };
  const { people } = workspace.config.value.store;
  const columns = (columnsOf(shape, people.table) ?? []).map(({ name }) => name);
  return [
    ...mappedTables(workspace.config.value.store).flatMap((mapped) => missingIn(workspace, shape, mapped)),
    ...(people.attributes || columns.length === 0 ? [] : unknownAttributes(workspace, columns)),
    ...checkMappedTypes(workspace, shape),
    ...checkTypes(workspace, shape),
    ...(await checkJsonColumns(workspace, shape, store)),
    ...checkRawSql(workspace, store.dialect),
  ];
}

function missingIn(workspace: Workspace, shape: StoreShape, { pointer, table, columns }: MappedTable): Diagnostic[] {
  const known = columnsOf(shape, table)?.map(({ name }) => name);
  if (!known) return [missing(workspace, { pointer, what: 'table', name: table, known: [...shape.tables.keys()] })];
  return columns
    .filter(({ name }) => !known.some((one) => sameName(one, name)))
    .map((column) => missing(workspace, { pointer: column.pointer, what: 'column', name: column.name, known, table }));
}

interface Missing {
  readonly pointer: Pointer;
  readonly what: 'table' | 'column';
  readonly name: string;
  readonly known: readonly string[];
  readonly table?: string;
}

function missing({ config }: Workspace, { pointer, what, name, known, table }: Missing): Diagnostic {
  const near = suggest(name, known);
  return {
    code: what === 'table' ? 'STORE.NO_TABLE' : 'STORE.NO_COLUMN',
    severity: 'error',
    summary:
      what === 'table' ? `the store has no table \`${name}\`` : `the table \`${table}\` has no column \`${name}\``,
    place: config.source.place(pointer),
    why:
      known.length === 0
        ? 'The store is empty.'
        : `It has: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', ..' : ''}.`,
    next: ['Correct the mapping, or the store.url.'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  };
}

/** Without a list of attributes in the mapping, every column is one. */
function unknownAttributes(workspace: Workspace, columns: readonly string[]): Diagnostic[] {
  const used = conditionAttributes(workspace);
  for (const template of workspace.templates.values()) {
    for (const [name, { from }] of Object.entries(template.value.variables ?? {})) {
      used.push({
        file: template.source,
        pointer: ['variables', name, 'from'],
        attribute: from.slice('person.'.length),
      });
    }
  }
  return used
    .filter(({ attribute }) => {
      const [head = attribute] = attribute.split('.');
      return !columns.some((column) => sameName(column, attribute) || sameName(column, head));
    })
    .map(({ file, pointer, attribute }) => {
      const near = suggest(attribute, columns);
      return {
        code: `${file.noun.toUpperCase()}.UNKNOWN_ATTRIBUTE`,
        severity: 'error' as const,
        summary: `people have no attribute \`${attribute}\``,
        place: file.place(pointer),
        why: `The store has: ${columns.slice(0, 12).join(', ')}${columns.length > 12 ? ', ..' : ''}.`,
        next: ['Use an attribute that exists.'],
        ...(near.length > 0 ? { suggestions: near } : {}),
      };
    });
}
