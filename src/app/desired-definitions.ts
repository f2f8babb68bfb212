import { digest } from '../base/digest.ts';
import type { DesiredDefinition } from '../model/desired.ts';
import type { Definition, Workspace, WorkspaceFile } from '../model/workspace.ts';

/** What the files want applied. Where things are connected (urls of databases, environments) is not part of it. */
export function desiredDefinitions({ config, segments, templates, campaigns }: Workspace): DesiredDefinition[] {
  const many = (noun: string, definitions: Iterable<Definition<unknown>>): DesiredDefinition[] =>
    [...definitions].map((definition) => toDesired(`${noun}.${definition.id}`, definition.value, definition));
  return [
    toDesired('workspace', withoutConnections(config.value), config),
    ...many('segment', segments.values()),
    ...many('template', templates.values()),
    ...many('campaign', campaigns.values()),
  ];
}

const toDesired = (address: string, content: unknown, { source }: Definition<unknown>): DesiredDefinition => ({
  address,
  digest: digest(content),
  content,
  file: source.path,
  place: (pointer) => source.place(pointer),
});

function withoutConnections({ ledger: _ledger, environments: _environments, store, ...rest }: WorkspaceFile): unknown {
  const { url: _url, ...mapping } = store;
  return { ...rest, store: mapping };
}
