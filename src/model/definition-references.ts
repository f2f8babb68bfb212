import type { Condition } from './condition.ts';
import { recordedSegment } from './recorded-conditions.ts';
import { walkCondition } from './walk-condition.ts';
import type { CampaignFile, SegmentFile, WorkspaceFile } from './workspace.ts';

/** A definition by its address, with what it says; archived ones have no content. */
export interface Addressed {
  readonly address: string;
  readonly content: unknown;
}

/** What a definition needs: `segment.<id>`, `template.<id>`, and of the workspace `metric.<id>`, `channel.<medium>`, `stage.<id>`, `objective.<id>`. */
export function definitionReferences({ address, content }: Addressed): readonly string[] {
  if (content === undefined || content === null) return [];
  const references = ofNoun(address, content as object);
  return [...new Set(references.flatMap(([noun, name]) => (name === undefined ? [] : [`${noun}.${name}`])))];
}

type Reference = readonly [noun: string, name: string | undefined];

function ofNoun(address: string, content: object): readonly Reference[] {
  if (address === 'workspace') return ofWorkspace(content);
  if (address.startsWith('segment.')) return ofSegment(content);
  return address.startsWith('campaign.') ? ofCampaign(content) : [];
}

function ofCampaign({
  stage,
  objective,
  goal,
  audience,
  messages = [],
  experiment,
}: Partial<CampaignFile>): readonly Reference[] {
  return [
    ['stage', stage],
    ['objective', objective],
    ['metric', goal?.metric],
    ['segment', audience?.segment],
    ...(audience?.exclude ?? []).map((id) => ['segment', id] as const),
    ...messages.flatMap(({ channel, template }): Reference[] => [
      ['channel', channel],
      ['template', template],
    ]),
    ...(experiment?.variants ?? []).map(({ template }) => ['template', template] as const),
  ];
}

function ofSegment({ stage, where }: Partial<SegmentFile>): readonly Reference[] {
  const conditions = where ? [...walkCondition(where as Condition, [])] : [];
  return [
    ['stage', stage],
    ...conditions.map(
      ({ condition }): Reference => [
        'segment',
        'segment' in condition ? condition.segment : recordedSegment(condition)?.segment,
      ],
    ),
  ];
}

const ofWorkspace = ({ lifecycle }: Partial<WorkspaceFile>): readonly Reference[] =>
  Object.values(lifecycle?.partitions ?? {}).flatMap((members) => members.map((id) => ['segment', id] as const));
