import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Pointer, SourceFile } from '../../model/source.ts';
import { walkCondition } from '../../model/walk-condition.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/** Segments, attributes and events that a condition names must be in the workspace's mapping. */
export const conditionReferences: Rule = (workspace) => {
  const { segments, known, config } = workspace;
  const attributes = Object.keys(config.value.store.people.attributes ?? {});
  const findings: Diagnostic[] = [];
  for (const { value, source: file } of segments.values()) {
    for (const { condition, pointer } of walkCondition(value.where, ['where'])) {
      if ('segment' in condition && !known.segment.has(condition.segment)) {
        findings.push(
          unknownReference({
            file,
            pointer: [...pointer, 'segment'],
            noun: 'segment',
            name: condition.segment,
            known: known.segment,
          }),
        );
      }
      if (
        'attribute' in condition &&
        attributes.length > 0 &&
        !attributes.some((name) => name === condition.attribute || condition.attribute.startsWith(`${name}.`))
      ) {
        findings.push(
          unknownReference({
            file,
            pointer: [...pointer, 'attribute'],
            noun: 'attribute',
            name: condition.attribute,
            known: attributes,
          }),
        );
      }
      if ('event' in condition) findings.push(...event(workspace, file, [...pointer, 'event'], condition.event));
    }
  }
  for (const [name, metric] of Object.entries(config.value.metrics ?? {}))
    findings.push(...event(workspace, config.source, ['metrics', name, 'event'], metric.event));
  for (const [kind, seen] of Object.entries(config.value.engagement ?? {}))
    findings.push(...event(workspace, config.source, ['engagement', kind, 'event'], seen.event));
  return findings;
};

/** With a table of named events any name may occur; whether it does is asked of the store. */
function event({ config }: Workspace, file: SourceFile, pointer: Pointer, name: string): Diagnostic[] {
  const sources = config.value.store.events ?? [];
  if (sources.length === 0) return [noEvents(file, pointer, name)];
  if (sources.some((source) => 'name' in source)) return [];
  const names = sources.flatMap((source) => ('event' in source ? [source.event] : []));
  return names.includes(name) ? [] : [unknownReference({ file, pointer, noun: 'event', name, known: names })];
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
