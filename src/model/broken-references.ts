import { type Addressed, definitionReferences } from './definition-references.ts';
import type { WorkspaceFile } from './workspace.ts';

export interface BrokenReference {
  readonly address: string;
  readonly missing: string;
}

/** Live definitions that need something that is not live, in the order of their addresses. */
export function brokenReferences(definitions: readonly Addressed[]): BrokenReference[] {
  const live = definitions.filter(({ content }) => content !== undefined && content !== null);
  const there = new Set(live.flatMap(provides));
  return live
    .flatMap((definition) =>
      definitionReferences(definition).map((missing) => ({ address: definition.address, missing })),
    )
    .filter(({ missing }) => !there.has(missing))
    .sort((a, b) => (`${a.address} ${a.missing}` < `${b.address} ${b.missing}` ? -1 : 1));
}

/** A definition gives itself; the workspace also gives the names that campaigns and segments use. */
function provides({ address, content }: Addressed): string[] {
  if (address !== 'workspace') return [address];
  const { metrics = {}, channels = {}, lifecycle, strategy } = content as Partial<WorkspaceFile>;
  return [
    address,
    ...Object.keys(metrics).map((id) => `metric.${id}`),
    ...Object.keys(channels).map((medium) => `channel.${medium}`),
    ...(lifecycle?.stages ?? []).map((id) => `stage.${id}`),
    ...(strategy?.objectives ?? []).map(({ id }) => `objective.${id}`),
  ];
}
