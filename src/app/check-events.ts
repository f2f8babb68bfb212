import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { compile } from '../compile/index.ts';
import type { Store } from '../model/ports.ts';
import type { Query } from '../model/query.ts';
import type { Pointer, SourceFile } from '../model/source.ts';
import { eventMentions, type Mention, walkMentions } from '../model/walk-mentions.ts';
import type { Workspace } from '../model/workspace.ts';

interface UsedEvent {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  readonly event: string;
}

/** Events that segments and metrics ask for and nobody has ever done: most often a name that is spelled in another way. */
export async function checkEvents(workspace: Workspace, store: Store, now: Date): Promise<Diagnostic[]> {
  const used = usedEvents(workspace);
  if (used.length === 0) return [];
  const { store: mapping, timezone } = workspace.config.value;
  const program = compile({
    store: mapping,
    dialect: store.dialect,
    tables: await store.tables(),
    timezone,
    segments: new Map(),
    now,
  });
  const missing = new Set<string>();
  for (const event of new Set(used.map((one) => one.event)))
    if (await nobodyDid(store, program.eventSeen(event))) missing.add(event);
  if (missing.size === 0) return [];
  // All names are read only when one is wrong: without an index that is every event there is.
  const names = new Set<string>();
  for (const reading of program.eventNames()) for (const row of await store.all(reading)) names.add(reading.read(row));
  return used.filter(({ event }) => missing.has(event)).map((one) => finding(one, names));
}

/** An event that no table of the mapping can hold is none of the store's: the files were told so already. */
async function nobodyDid(store: Store, queries: readonly Query[]): Promise<boolean> {
  for (const query of queries) if ((await store.all(query)).length > 0) return false;
  return queries.length > 0;
}

function usedEvents({ config, segments }: Workspace): UsedEvent[] {
  const of = (file: SourceFile, mentions: Iterable<Mention>): UsedEvent[] =>
    [...mentions].flatMap(({ kind, name, pointer }) => (kind === 'event' ? [{ file, pointer, event: name }] : []));
  return [
    ...Object.entries(config.value.metrics ?? {}).flatMap(([id, metric]) =>
      of(config.source, eventMentions(metric, ['metrics', id])),
    ),
    ...[...segments.values()].flatMap(({ value, source }) => of(source, walkMentions(value.where, ['where']))),
  ];
}

function finding({ file, pointer, event }: UsedEvent, seen: ReadonlySet<string>): Diagnostic {
  const near = suggest(event, seen);
  const known = [...seen].sort();
  return {
    code: `${file.noun.toUpperCase()}.EVENT_NEVER_SEEN`,
    severity: 'warning',
    summary: `nobody in the store ever did \`${event}\``,
    place: file.place(pointer),
    why:
      known.length === 0
        ? 'The store has no events.'
        : `It has: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', ..' : ''}.`,
    next: ['Correct the name, or go on when the event is new.'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  };
}
