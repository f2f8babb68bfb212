import type { Diagnostic } from '../base/diagnostic.ts';
import { sameName } from '../base/same-name.ts';
import { suggest } from '../base/suggest.ts';
import type { Store, StoreColumnShape } from '../model/ports.ts';
import type { Pointer } from '../model/source.ts';
import type { Workspace } from '../model/workspace.ts';
import { conditionAttributes } from '../validate/condition-attributes/index.ts';
import { checkTypes } from './check-types.ts';

interface Named {
  readonly pointer: Pointer;
  readonly table: string;
  readonly columns: readonly { readonly pointer: Pointer; readonly name: string }[];
}

/** What the mapping names and the store does not have, and what segments ask of columns of another type. */
export async function checkStore(workspace: Workspace, store: Store): Promise<Diagnostic[]> {
  const tables = await store.tables();
  const findings: Diagnostic[] = [];
  for (const named of mapped(workspace)) {
    const columns = [...tables].find(([table]) => sameName(table, named.table))?.[1];
    if (!columns) {
      findings.push(
        missing(workspace, { pointer: named.pointer, what: 'table', name: named.table, known: [...tables.keys()] }),
      );
      continue;
    }
    for (const { pointer, name } of named.columns) {
      if (!has(columns, name))
        findings.push(
          missing(workspace, {
            pointer,
            what: 'column',
            name,
            known: columns.map((column) => column.name),
            table: named.table,
          }),
        );
    }
  }
  const { people } = workspace.config.value.store;
  const columns = [...tables].find(([table]) => sameName(table, people.table))?.[1] ?? [];
  if (!people.attributes && columns.length > 0)
    findings.push(
      ...unknownAttributes(
        workspace,
        columns.map(({ name }) => name),
      ),
    );
  return [...findings, ...checkTypes(workspace, tables)];
}

const has = (columns: readonly StoreColumnShape[], name: string): boolean =>
  columns.some((column) => sameName(column.name, name));

function mapped({ config }: Workspace): Named[] {
  const { people, events = [] } = config.value.store;
  const base: Pointer = ['store', 'people'];
  const column = (pointer: Pointer, name: string | undefined) => (name === undefined ? [] : [{ pointer, name }]);
  const named: Named[] = [
    {
      pointer: [...base, 'table'],
      table: people.table,
      columns: [
        ...(['id', 'created_at', 'timezone', 'locale'] as const).flatMap((key) => column([...base, key], people[key])),
        ...Object.entries(people.attributes ?? {}).flatMap(([key, target]) =>
          column([...base, 'attributes', key], target.split('.')[0]),
        ),
        ...Object.entries(people.addresses ?? {}).flatMap(([key, address]) =>
          column([...base, 'addresses', key], typeof address === 'string' ? address : undefined),
        ),
        ...(people.consent && 'columns' in people.consent
          ? Object.entries(people.consent.columns).flatMap(([key, name]) =>
              column([...base, 'consent', 'columns', key], name),
            )
          : []),
      ],
    },
  ];
  for (const [medium, address] of Object.entries(people.addresses ?? {})) {
    if (typeof address === 'string') continue;
    const pointer = [...base, 'addresses', medium];
    named.push({
      pointer: [...pointer, 'table'],
      table: address.table,
      columns: [
        ...column([...pointer, 'person'], address.person),
        ...column([...pointer, 'address'], address.address),
        ...Object.keys(address.where ?? {}).flatMap((key) => column([...pointer, 'where', key], key)),
      ],
    });
  }
  const { consent } = people;
  if (consent && 'table' in consent) {
    const pointer = [...base, 'consent'];
    named.push({
      pointer: [...pointer, 'table'],
      table: consent.table,
      columns: (['person', 'medium', 'topic', 'granted_at', 'revoked_at'] as const).flatMap((key) =>
        column([...pointer, key], consent[key]),
      ),
    });
  }
  for (const [index, source] of events.entries()) {
    const pointer = ['store', 'events', index];
    const properties =
      'name' in source
        ? column([...pointer, 'properties'], source.properties)
        : Object.entries(source.properties ?? {}).flatMap(([key, name]) =>
            column([...pointer, 'properties', key], name),
          );
    named.push({
      pointer: [...pointer, 'table'],
      table: source.table,
      columns: [
        ...column([...pointer, 'person'], source.person),
        ...column([...pointer, 'at'], source.at),
        ...column([...pointer, 'id'], source.id),
        ...('name' in source ? column([...pointer, 'name'], source.name) : []),
        ...properties,
      ],
    });
  }
  return named;
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
