import { sameName } from '../base/same-name.ts';
import type { PropertyTest, ValueTest } from '../model/condition.ts';
import type { StoreColumnShape } from '../model/ports.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Workspace } from '../model/workspace.ts';

type Tables = ReadonlyMap<string, readonly StoreColumnShape[]>;

/** A test on a column of the store, and the type that the store declares for it; undefined when it declares none. */
export interface TypedTest {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  readonly title: string;
  readonly type: string | undefined;
  readonly test: ValueTest;
}

/** Every test of segments and metrics on a column of its own. What stands inside JSON has no type to compare with. */
export function typedTests({ config, segments }: Workspace, tables: Tables): TypedTest[] {
  const { people } = config.value.store;
  const properties = (event: string, where: readonly PropertyTest[], at: { file: SourceFile; pointer: Pointer }) =>
    where.flatMap((test, i): TypedTest[] =>
      propertyTypes({ config }, tables, { event, property: test.property }).map((type) => ({
        file: at.file,
        pointer: [...at.pointer, i],
        title: test.property,
        type,
        test,
      })),
    );
  const ofSegments = [...segments.values()].flatMap(({ value, source: file }) =>
    [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }): TypedTest[] => {
      if ('event' in condition)
        return properties(condition.event, condition.where ?? [], { file, pointer: [...pointer, 'where'] });
      if (!('attribute' in condition)) return [];
      const { attribute } = condition;
      const column = people.attributes?.[attribute] ?? attribute;
      return [{ file, pointer, title: attribute, type: columnType(tables, people.table, column), test: condition }];
    }),
  );
  const ofMetrics = Object.entries(config.value.metrics ?? {}).flatMap(([id, { event, where = [] }]) =>
    properties(event, where, { file: config.source, pointer: ['metrics', id, 'where'] }),
  );
  return [...ofSegments, ...ofMetrics];
}

/** The types of a property in the tables that are made for its event. */
export const propertyTypes = (
  { config }: Pick<Workspace, 'config'>,
  tables: Tables,
  { event, property }: { event: string; property: string },
): (string | undefined)[] =>
  (config.value.store.events ?? []).flatMap((source) => {
    const column = 'event' in source && source.event === event ? source.properties?.[property] : undefined;
    return column === undefined ? [] : [columnType(tables, source.table, column)];
  });

const columnType = (tables: Tables, table: string, column: string): string | undefined =>
  [...tables].find(([title]) => sameName(title, table))?.[1].find(({ name }) => sameName(name, column))?.type;
