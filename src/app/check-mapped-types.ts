import type { Diagnostic } from '../base/diagnostic.ts';
import type { Pointer } from '../model/source.ts';
import type { Workspace } from '../model/workspace.ts';
import { type ColumnKind, columnKind } from './column-kind.ts';
import { columnType, type StoreShape } from './store-shape.ts';
import { attributeColumn } from './used-columns.ts';

interface Wanted {
  readonly pointer: Pointer;
  readonly table: string;
  readonly column: string;
}

/** Columns that crm.yaml takes for numbers, and that are none: nobody is near, and no time is counted. */
export function checkMappedTypes({ config }: Workspace, shape: StoreShape): Diagnostic[] {
  return wanted(config.value.store).flatMap(({ pointer, table, column }): Diagnostic[] => {
    const kind = columnKind(columnType(shape, table, column), shape.dialect);
    const word = words[kind];
    if (word === undefined) return [];
    return [
      {
        code: 'STORE.NO_NUMBER',
        severity: 'error',
        summary: `\`${table}.${column}\` is ${word} in the store, and no number`,
        place: config.source.place(pointer),
        why: pointer.includes('position')
          ? 'A position is two numbers of degrees; nobody would be near.'
          : 'A unit says what numbers count. Times and text in ISO 8601 have none, and would not be read.',
        next: [
          pointer.includes('position')
            ? 'Name two columns of numbers, or make these columns numbers.'
            : 'Remove the unit, or name a column of numbers.',
        ],
      },
    ];
  });
}

const words: Readonly<Partial<Record<ColumnKind, string>>> = {
  text: 'text',
  time: 'a time',
  date: 'a date',
  boolean: 'true or false',
};

function wanted(store: Workspace['config']['value']['store']): Wanted[] {
  const { people, events = [], related = {} } = store;
  const base: Pointer = ['store', 'people'];
  const of = (pointer: Pointer, attribute: string): Wanted[] => {
    const { column, inside } = attributeColumn(store, attribute);
    return inside ? [] : [{ pointer, table: people.table, column }];
  };
  const { consent } = people;
  return [
    ...Object.entries(people.position ?? {}).flatMap(([key, name]) => of([...base, 'position', key], name)),
    ...Object.keys(people.units ?? {}).flatMap((name) => of([...base, 'units', name], name)),
    ...(consent && 'table' in consent && consent.unit !== undefined
      ? [consent.granted_at, consent.revoked_at ?? []]
          .flat()
          .map((column) => ({ pointer: [...base, 'consent', 'unit'], table: consent.table, column }))
      : []),
    ...events.flatMap(({ table, at, unit }, i) =>
      unit === undefined ? [] : [{ pointer: ['store', 'events', i, 'unit'], table, column: at }],
    ),
    ...Object.entries(related).flatMap(([key, { table, units = {} }]) =>
      Object.keys(units).map((column) => ({ pointer: ['store', 'related', key, 'units', column], table, column })),
    ),
  ];
}
