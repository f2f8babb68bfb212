import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { compile } from '../compile/index.ts';
import type { Store } from '../model/ports.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { eventMentions, type Mention, walkMentions } from '../model/walk-mentions.ts';
import type { Workspace } from '../model/workspace.ts';

interface UsedProperty {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  readonly event: string;
  readonly property: string;
}

/**
 * Properties inside of JSON that none of some thousand events of that name has: most often a name that is spelled in another way. Only
 * names of properties are looked at and said, never their values.
 */
export async function checkProperties(workspace: Workspace, store: Store, now: Date): Promise<Diagnostic[]> {
  const used = usedProperties(workspace);
  if (used.length === 0) return [];
  const { store: mapping, timezone } = workspace.config.value;
  const tables = await store.tables();
  const program = compile({ store: mapping, dialect: store.dialect, tables, timezone, segments: new Map(), now });
  const findings: Diagnostic[] = [];
  for (const [event, asked] of Map.groupBy(used, (one) => one.event)) {
    const known = new Set<string>();
    let rows = 0;
    for (const reading of program.eventProperties(event))
      for (const row of await store.all(reading)) {
        rows += 1;
        for (const key of reading.read(row)) known.add(key);
      }
    // Of an event that nobody did, that is said already.
    if (rows === 0) continue;
    for (const one of asked) if (!known.has(one.property)) findings.push(finding(one, { known, rows }));
  }
  return findings;
}

function usedProperties({ config, segments }: Workspace): UsedProperty[] {
  const { events = [] } = config.value.store;
  // An event with a table of its own has the columns that the mapping names, and those are checked.
  const inColumns = new Set(events.flatMap((source) => ('event' in source ? [source.event] : [])));
  const of = (file: SourceFile, mentions: Iterable<Mention>): UsedProperty[] =>
    [...mentions].flatMap((one) =>
      one.kind === 'property' && !inColumns.has(one.event)
        ? [{ file, pointer: one.pointer, event: one.event, property: one.name.split('.')[0] ?? one.name }]
        : [],
    );
  return [
    ...Object.entries(config.value.metrics ?? {}).flatMap(([id, metric]) =>
      of(config.source, eventMentions(metric, ['metrics', id])),
    ),
    ...[...segments.values()].flatMap(({ value, source }) => of(source, walkMentions(value.where, ['where']))),
  ];
}

function finding(
  { file, pointer, event, property }: UsedProperty,
  { known, rows }: { known: ReadonlySet<string>; rows: number },
): Diagnostic {
  const near = suggest(property, known);
  const names = [...known].sort();
  return {
    code: `${file.noun.toUpperCase()}.PROPERTY_NEVER_SEEN`,
    severity: 'warning',
    summary: `no \`${event}\` has the property \`${property}\`, of ${rows.toLocaleString('en')} that were looked at`,
    place: file.place(pointer),
    why:
      names.length === 0
        ? 'They have no properties.'
        : `They have: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', ..' : ''}.`,
    next: ['Correct the name, or go on when the property is rare or new.'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  };
}
