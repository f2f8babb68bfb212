import type { Pointer, SourceFile } from '../model/source.ts';
import { eventMentions, type Mention, walkMentions } from '../model/walk-mentions.ts';
import type { StoreMapping, Workspace } from '../model/workspace.ts';

/** A column that a condition or a metric asks for. What stands inside JSON has no type of its own. */
export interface UsedColumn {
  readonly file: SourceFile;
  readonly mention: Mention;
  readonly table: string;
  readonly column: string;
  readonly inside: boolean;
  readonly unit: 's' | 'ms' | undefined;
  /** Where crm.yaml can say what its numbers count; undefined where it cannot. */
  readonly units: Pointer | undefined;
}

/** Every column that segments and metrics name. */
export function usedColumns({ config, segments }: Workspace): UsedColumn[] {
  const { store, metrics = {} } = config.value;
  const of = (file: SourceFile, mentions: Iterable<Mention>): UsedColumn[] =>
    [...mentions].flatMap((mention) => columnsOf(store, mention).map((column) => ({ file, mention, ...column })));
  return [
    ...[...segments.values()].flatMap(({ value, source }) => of(source, walkMentions(value.where, ['where']))),
    ...Object.entries(metrics).flatMap(([id, metric]) => {
      const summed: Mention[] =
        metric.sum === undefined
          ? []
          : [
              {
                kind: 'property',
                event: metric.event,
                name: metric.sum,
                pointer: ['metrics', id, 'sum'],
                asNumber: true,
              },
            ];
      return of(config.source, [...eventMentions(metric, ['metrics', id]), ...summed]);
    }),
  ];
}

type Found = Omit<UsedColumn, 'file' | 'mention'>;

function columnsOf(store: StoreMapping, mention: Mention): Found[] {
  const { name } = mention;
  if (mention.kind === 'attribute') {
    const { table, units } = store.people;
    return [{ table, ...attributeColumn(store, name), unit: units?.[name], units: ['store', 'people', 'units'] }];
  }
  if (mention.kind === 'property')
    return (store.events ?? []).flatMap((source) => {
      const found =
        'event' in source && source.event === mention.event ? target(source.properties ?? {}, name) : undefined;
      return found ? [{ table: source.table, ...found, unit: undefined, units: undefined }] : [];
    });
  if (mention.kind !== 'column') return [];
  const related = store.related?.[mention.related];
  if (!related) return [];
  const [column = name, ...path] = name.split('.');
  const units: Pointer = ['store', 'related', mention.related, 'units'];
  return [{ table: related.table, column, inside: path.length > 0, unit: related.units?.[column], units }];
}

/** The column of an attribute: mapped, a path that is mapped, or the column of that name. */
export function attributeColumn(
  { people }: StoreMapping,
  attribute: string,
): { readonly column: string; readonly inside: boolean } {
  const [column = attribute, ...path] = attribute.split('.');
  return target(people.attributes ?? {}, attribute) ?? { column, inside: path.length > 0 };
}

function target(
  known: Readonly<Record<string, string>>,
  name: string,
): { readonly column: string; readonly inside: boolean } | undefined {
  const [head = name, ...tail] = name.split('.');
  const own = (key: string): string | undefined => (Object.hasOwn(known, key) ? known[key] : undefined);
  const exact = own(name);
  const mapped = exact ?? own(head);
  if (mapped === undefined) return undefined;
  const [column = mapped, ...path] = mapped.split('.');
  return { column, inside: path.length > 0 || (exact === undefined && tail.length > 0) };
}
