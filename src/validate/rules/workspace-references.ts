import type { Diagnostic } from '../../base/diagnostic.ts';
import type { SourceFile } from '../../model/source.ts';
import type { CampaignFile, Definition, StoreMapping, Workspace } from '../../model/workspace.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/** Names inside crm.yaml that must exist. */
export const workspaceReferences: Rule = ({ config, known, segments, campaigns }) => {
  const { value, source: file } = config;
  const findings: Diagnostic[] = [];
  for (const [partition, members] of Object.entries(value.lifecycle.partitions ?? {})) {
    for (const [index, name] of members.entries()) {
      if (known.segment.has(name)) continue;
      findings.push(
        unknownReference({
          file,
          pointer: ['lifecycle', 'partitions', partition, index],
          noun: 'segment',
          name,
          known: known.segment,
        }),
      );
    }
  }
  for (const [index, objective] of (value.strategy?.objectives ?? []).entries()) {
    const metrics = Object.keys(value.metrics ?? {});
    if (metrics.includes(objective.metric)) continue;
    findings.push(
      unknownReference({
        file,
        pointer: ['strategy', 'objectives', index, 'metric'],
        noun: 'metric',
        name: objective.metric,
        known: metrics,
      }),
    );
  }
  findings.push(...unknownUnits(value.store, file), ...unknownTags(config, [...campaigns.values()]));
  for (const segment of segments.values()) {
    const stage = segment.value.stage;
    if (stage === undefined || value.lifecycle.stages.includes(stage)) continue;
    findings.push(
      unknownReference({
        file: segment.source,
        pointer: ['stage'],
        noun: 'stage',
        name: stage,
        known: value.lifecycle.stages,
      }),
    );
  }
  return findings;
};

/** A limit of a tag that no campaign has holds nobody back. */
function unknownTags(
  { value, source: file }: Workspace['config'],
  campaigns: readonly Definition<CampaignFile>[],
): Diagnostic[] {
  const known = new Set(campaigns.flatMap(({ value: { tags = [] } }) => tags));
  return (value.limits ?? []).flatMap(({ tags = [] }, i) =>
    tags.flatMap((name, j): Diagnostic[] =>
      known.has(name)
        ? []
        : [
            {
              ...unknownReference({ file, pointer: ['limits', i, 'tags', j], noun: 'tag', name, known }),
              severity: 'warning',
              summary: `no campaign has the tag \`${name}\``,
              why: 'The limit holds nobody back.',
              next: ['Correct the name, or leave it for campaigns to come.'],
            },
          ],
    ),
  );
}

/** A unit of nothing would change nothing, and times would stay unread. */
function unknownUnits({ people, related = {} }: StoreMapping, file: SourceFile): Diagnostic[] {
  const attributes = Object.keys(people.attributes ?? {});
  const ofPeople = Object.keys(people.units ?? {})
    .filter((name) => attributes.length > 0 && !attributes.some((one) => name === one || name.startsWith(`${one}.`)))
    .map((name) =>
      unknownReference({
        file,
        pointer: ['store', 'people', 'units', name],
        noun: 'attribute',
        name,
        known: attributes,
      }),
    );
  const ofRows = Object.entries(related).flatMap(([key, { columns, units = {} }]) =>
    Object.keys(units)
      .filter((name) => !columns.includes(name))
      .map((name) =>
        unknownReference({
          file,
          pointer: ['store', 'related', key, 'units', name],
          noun: 'column',
          name,
          known: columns,
        }),
      ),
  );
  return [...ofPeople, ...ofRows];
}
