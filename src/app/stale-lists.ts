import type { Diagnostic } from '../base/diagnostic.ts';
import type { ListCondition } from '../model/condition.ts';
import { listConditions, listKey } from '../model/person-list.ts';
import { reachedSegments } from '../model/reached-segments.ts';
import type { CampaignFile, SegmentFile } from '../model/workspace.ts';
import type { WhyNot } from './applied-lists.ts';
import type { DueRun, SendDesk } from './send-desk.ts';

/** Lists that the audiences of these runs need and that are not here as they were applied: nobody could say whom they mean. */
export function staleLists({ applied, unknown }: SendDesk, due: readonly Pick<DueRun, 'campaign'>[]): Diagnostic[] {
  if (unknown.size === 0) return [];
  return due.flatMap(({ campaign }) =>
    listsOf(audienceSegments(campaign.value), applied.segments).flatMap((list) => {
      const why = unknown.get(listKey(list));
      return why === undefined ? [] : [stale(campaign.id, list, why)];
    }),
  );
}

export const audienceSegments = ({ audience }: Pick<CampaignFile, 'audience'>): string[] => [
  audience.segment,
  ...(audience.exclude ?? []),
];

/** All lists that decide who is in these segments. */
export function listsOf(ids: Iterable<string>, segments: ReadonlyMap<string, SegmentFile>): readonly ListCondition[] {
  const all = [...reachedSegments(ids, segments)].flatMap((id) => {
    const segment = segments.get(id);
    return segment ? listConditions(segment.where) : [];
  });
  return [...new Map(all.map((list) => [listKey(list), list])).values()];
}

const stale = (campaign: string, { list }: ListCondition, why: WhyNot): Diagnostic => ({
  code: 'SEND.LIST_NOT_APPLIED',
  severity: 'error',
  summary: `${list} is not ${why === 'missing' ? 'there' : 'what was applied'}; ${campaign} needs it`,
  why: 'A message goes to those who were in the list when it was reviewed; until it is back, nobody gets the campaign.',
  next: [
    ...(why === 'missing' ? [] : ['Apply the file as it is now: crm plan, then crm apply.']),
    'Or bring back the file that was applied: check out the commit that was applied.',
  ],
});
