import { digest } from '../base/digest.ts';
import type { DesiredDefinition } from '../model/desired.ts';
import { type AppliedSegment, listConditions, listKey, type PersonLists } from '../model/person-list.ts';
import { walkCondition } from '../model/walk-condition.ts';
import type { Definition, SegmentFile, Workspace, WorkspaceFile } from '../model/workspace.ts';

/** What the files want applied. Where things are connected (urls of databases, other environments) is not part of it. */
export function desiredDefinitions(
  { config, segments, templates, campaigns }: Workspace,
  lists: PersonLists,
  environment?: string,
): DesiredDefinition[] {
  const many = (noun: string, definitions: Iterable<Definition<unknown>>): DesiredDefinition[] =>
    [...definitions].map((definition) => toDesired(`${noun}.${definition.id}`, definition.value, definition));
  return [
    desiredWorkspace(config, environment),
    ...[...segments.values()].map((segment) => desiredSegment(segment, lists)),
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

/** A segment with what is in its lists: another file is another segment. Of a list the place is where it is asked for. */
function desiredSegment(segment: Definition<SegmentFile>, all: PersonLists): DesiredDefinition {
  const keys = [...new Set(listConditions(segment.value.where).map(listKey))];
  const lists: Record<string, NonNullable<AppliedSegment['lists']>[string]> = {};
  for (const key of keys) {
    const list = all.get(key);
    if (list) lists[key] = { sha256: list.sha256, ids: list.ids.length };
  }
  const content: AppliedSegment = keys.length > 0 ? { ...segment.value, lists } : segment.value;
  const desired = toDesired(`segment.${segment.id}`, content, segment);
  const mention = (key: unknown) =>
    [...walkCondition(segment.value.where, ['where'])].find(
      ({ condition }) => 'list' in condition && listKey(condition) === key,
    )?.pointer;
  return {
    ...desired,
    place: (pointer) => {
      const asked = pointer[0] === 'lists' ? mention(pointer[1]) : undefined;
      return desired.place(asked ? [...asked, 'list'] : pointer);
    },
  };
}

/** The workspace as it is in one environment. */
function desiredWorkspace(config: Definition<WorkspaceFile>, environment: string | undefined): DesiredDefinition {
  const { ledger: _ledger, environments, store, approval, ...rest } = config.value;
  const { url: _url, ...mapping } = store;
  const own = environment === undefined ? undefined : environments?.[environment]?.approval;
  const review = own ?? approval;
  const content = { ...rest, store: mapping, ...(review ? { approval: review } : {}) };
  const desired = toDesired('workspace', content, config);
  const place: DesiredDefinition['place'] = (pointer) =>
    desired.place(pointer[0] === 'approval' && own ? ['environments', environment as string, ...pointer] : pointer);
  return { ...desired, place };
}
