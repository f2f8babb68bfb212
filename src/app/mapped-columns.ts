import type { Pointer } from '../model/source.ts';
import type { EventSource, StoreMapping } from '../model/workspace.ts';
import { attributeColumn } from './used-columns.ts';

export interface MappedColumn {
  readonly pointer: Pointer;
  readonly name: string;
}

/** A table that the mapping names, with its columns. */
export interface MappedTable {
  readonly pointer: Pointer;
  readonly table: string;
  readonly columns: readonly MappedColumn[];
}

type People = StoreMapping['people'];

/** Every table and column that crm.yaml names. */
export const mappedTables = (store: StoreMapping): MappedTable[] => [
  people(store),
  ...addressTables(store.people),
  ...consentTable(store.people),
  ...(store.events ?? []).map((source, i) => eventTable(source, ['store', 'events', i])),
  ...relatedTables(store),
];

const base: Pointer = ['store', 'people'];

const some = (pointer: Pointer, name: string | undefined): MappedColumn[] =>
  name === undefined ? [] : [{ pointer, name }];

/** Columns under keys of one map; a target may be a path into a JSON column. */
const named = (pointer: Pointer, map: Readonly<Record<string, string | undefined>> = {}): MappedColumn[] =>
  Object.entries(map).flatMap(([key, target]) => some([...pointer, key], target));

function people(store: StoreMapping): MappedTable {
  const { table, id, created_at, timezone, locale, attributes = {}, addresses = {}, consent, position } = store.people;
  const heads = Object.fromEntries(Object.entries(attributes).map(([key, target]) => [key, target.split('.')[0]]));
  const own = Object.fromEntries(
    Object.entries(addresses).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const places = position && {
    lat: attributeColumn(store, position.lat).column,
    lng: attributeColumn(store, position.lng).column,
  };
  return {
    pointer: [...base, 'table'],
    table,
    columns: [
      ...named(base, { id, created_at, timezone, locale }),
      ...named([...base, 'attributes'], heads),
      ...named([...base, 'addresses'], own),
      ...(consent && 'columns' in consent ? named([...base, 'consent', 'columns'], consent.columns) : []),
      ...named([...base, 'position'], places),
      ...units(store),
    ],
  };
}

/** With a list of attributes, a unit of any other name is told by the files alone. */
const units = (store: StoreMapping): MappedColumn[] =>
  Object.keys(store.people.attributes ? {} : (store.people.units ?? {})).flatMap((key) =>
    some([...base, 'units', key], attributeColumn(store, key).column),
  );

const addressTables = ({ addresses = {} }: People): MappedTable[] =>
  Object.entries(addresses).flatMap(([medium, address]) => {
    if (typeof address === 'string') return [];
    const pointer = [...base, 'addresses', medium];
    const { table, person, address: column, where = {} } = address;
    return [
      {
        pointer: [...pointer, 'table'],
        table,
        columns: [
          ...named(pointer, { person, address: column }),
          ...Object.keys(where).flatMap((key) => some([...pointer, 'where', key], key)),
        ],
      },
    ];
  });

function consentTable({ consent }: People): MappedTable[] {
  if (!consent || !('table' in consent)) return [];
  const { table, person, medium, topic, granted_at, revoked_at, night } = consent;
  const pointer = [...base, 'consent'];
  const columns = named(pointer, { person, medium, topic, granted_at, revoked_at, night });
  return [{ pointer: [...pointer, 'table'], table, columns }];
}

const eventTable = (source: EventSource, pointer: Pointer): MappedTable => ({
  pointer: [...pointer, 'table'],
  table: source.table,
  columns: [
    ...named(pointer, { person: source.person, at: source.at, id: source.id }),
    ...('name' in source
      ? named(pointer, { name: source.name, properties: source.properties })
      : named([...pointer, 'properties'], source.properties)),
  ],
});

const relatedTables = ({ related = {} }: StoreMapping): MappedTable[] =>
  Object.entries(related).map(([key, { table, person, columns }]) => {
    const pointer: Pointer = ['store', 'related', key];
    return {
      pointer: [...pointer, 'table'],
      table,
      columns: [
        ...some([...pointer, 'person'], person),
        ...columns.flatMap((name, i) => some([...pointer, 'columns', i], name)),
      ],
    };
  });
