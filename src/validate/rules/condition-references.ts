import type { Diagnostic } from '../../base/diagnostic.ts';
import { recordedSegment } from '../../model/recorded-conditions.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import { walkCondition } from '../../model/walk-condition.ts';
import { eventMentions, type Mention, walkMentions } from '../../model/walk-mentions.ts';
import type { StoreMapping, Workspace } from '../../model/workspace.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/** Segments, attributes, events, properties and related tables that a condition names must be in the workspace's mapping. */
export const conditionReferences: Rule = (workspace) => {
  const { segments, config } = workspace;
  const { store } = config.value;
  const findings: Diagnostic[] = [];
  for (const { value, source: file } of segments.values()) {
    findings.push(...unknownSegments(workspace, file, value.where));
    for (const one of walkMentions(value.where, ['where'])) findings.push(...mentioned(store, file, one));
  }
  for (const [name, metric] of Object.entries(config.value.metrics ?? {})) {
    for (const one of eventMentions(metric, ['metrics', name])) findings.push(...mentioned(store, config.source, one));
    if (metric.sum !== undefined)
      findings.push(
        ...property(store, config.source, { event: metric.event, name: metric.sum, pointer: ['metrics', name, 'sum'] }),
      );
  }
  for (const [kind, seen] of Object.entries(config.value.engagement ?? {}))
    findings.push(...event(store, config.source, { name: seen.event, pointer: ['engagement', kind, 'event'] }));
  return findings;
};

const unknownSegments = (
  { known }: Workspace,
  file: SourceFile,
  where: Parameters<typeof walkCondition>[0],
): Diagnostic[] =>
  [...walkCondition(where, ['where'])].flatMap(({ condition, pointer }) => {
    const recorded = recordedSegment(condition);
    const name = 'segment' in condition ? condition.segment : recorded?.segment;
    if (name === undefined || known.segment.has(name)) return [];
    const place = [...pointer, ...(recorded ? [recorded.key] : []), 'segment'];
    return [unknownReference({ file, pointer: place, noun: 'segment', name, known: known.segment })];
  });

function mentioned(store: StoreMapping, file: SourceFile, mention: Mention): Diagnostic[] {
  const { name, pointer } = mention;
  switch (mention.kind) {
    case 'event':
      return event(store, file, mention);
    case 'attribute': {
      const attributes = Object.keys(store.people.attributes ?? {});
      return attributes.length === 0 || attributes.some((one) => leads(one, name))
        ? []
        : [unknownReference({ file, pointer, noun: 'attribute', name, known: attributes })];
    }
    case 'property':
      return property(store, file, mention);
    case 'table': {
      const known = Object.keys(store.related ?? {});
      const next = ['Name one that crm.yaml maps, or map it under store.related.'];
      return known.includes(name)
        ? []
        : [{ ...unknownReference({ file, pointer, noun: 'related table', name, known }), next }];
    }
    case 'column': {
      const columns = Object.hasOwn(store.related ?? {}, mention.related)
        ? store.related?.[mention.related]?.columns
        : undefined;
      return !columns || columns.some((one) => leads(one, name))
        ? []
        : [
            {
              ...unknownReference({ file, pointer, noun: 'column', name, known: columns }),
              next: ['Name one that crm.yaml maps, or add it to the columns of the table under store.related.'],
            },
          ];
    }
    default:
      return [];
  }
}

/** Whether a name is meant by another one, which may be a path into it. */
const leads = (known: string, name: string): boolean => name === known || name.startsWith(`${known}.`);

interface Named {
  readonly name: string;
  readonly pointer: Pointer;
}

/** With a table of named events any name may occur; whether it does is asked of the store. */
function event({ events: sources = [] }: StoreMapping, file: SourceFile, { name, pointer }: Named): Diagnostic[] {
  if (sources.length === 0) return [noEvents(file, pointer, name)];
  if (sources.some((source) => 'name' in source)) return [];
  const names = sources.flatMap((source) => ('event' in source ? [source.event] : []));
  return names.includes(name) ? [] : [unknownReference({ file, pointer, noun: 'event', name, known: names })];
}

/** Inside a JSON column any property may occur; a table of its own has those that the mapping names. */
function property(
  { events: sources = [] }: StoreMapping,
  file: SourceFile,
  { event: of, name, pointer }: Named & { readonly event: string },
): Diagnostic[] {
  const own = sources.filter((source) => 'name' in source || source.event === of);
  if (own.length === 0 || own.some((source) => 'name' in source && source.properties !== undefined)) return [];
  const known = [...new Set(own.flatMap((source) => ('event' in source ? Object.keys(source.properties ?? {}) : [])))];
  return known.some((one) => leads(one, name))
    ? []
    : [
        {
          ...unknownReference({ file, pointer, noun: 'property', name, known }),
          next: ['Name one that crm.yaml maps, or add it to the properties of the event under store.events.'],
        },
      ];
}

/** A store of people alone can be written to and counted; only its results cannot be measured. */
const noEvents = (file: SourceFile, pointer: Pointer, name: string): Diagnostic => ({
  code: `${file.noun.toUpperCase()}.NO_EVENTS`,
  severity: file.noun === 'workspace' ? 'warning' : 'error',
  summary: `\`${name}\` cannot be found: the store has no events`,
  place: file.place(pointer),
  why:
    file.noun === 'workspace'
      ? 'Campaigns can be sent, but nobody will know what they did.'
      : 'Nobody could ever be in this segment.',
  next: ['Map a table of events under store.events, or import one: crm store import --events events.csv'],
});
