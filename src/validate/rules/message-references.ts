import type { Diagnostic } from '../../base/diagnostic.ts';
import type { MessageCondition } from '../../model/condition.ts';
import { walkCondition } from '../../model/walk-condition.ts';
import type { CampaignFile, Workspace } from '../../model/workspace.ts';
import type { At } from '../condition-form/finding.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';

/**
 * Campaigns, variants and tags that conditions on messages name. One that is in no file may have been archived, and people still have got its
 * messages: that is a warning here, and an error in a plan when the ledger does not know it either.
 */
export const messageReferences: Rule = (workspace) =>
  [...workspace.segments.values()].flatMap(({ value, source: file }) =>
    [...walkCondition(value.where, ['where'])].flatMap(({ condition, pointer }) =>
      'message' in condition ? named(workspace, { file, pointer: [...pointer, 'message'] }, condition) : [],
    ),
  );

function named(workspace: Workspace, at: At, { message, was }: MessageCondition): Diagnostic[] {
  if (message === 'any') return [];
  if (typeof message === 'string')
    return unknown(at, { noun: 'campaign', name: message, known: workspace.known.campaign });
  if ('channel' in message) return [];
  const of = (...keys: (string | number)[]): At => ({ ...at, pointer: [...at.pointer, ...keys] });
  const campaigns = [...workspace.campaigns.values()].map(({ value }) => value);
  if ('tag' in message)
    return unknown(of('tag'), {
      noun: 'tag',
      name: message.tag,
      known: new Set(campaigns.flatMap(({ tags = [] }) => tags)),
    });
  const [id = '', variant = ''] = message.variant;
  const campaign = workspace.campaigns.get(id)?.value;
  return [
    ...unknown(of('variant', 0), { noun: 'campaign', name: id, known: workspace.known.campaign }),
    ...(campaign ? unknown(of('variant', 1), { noun: 'variant', name: variant, known: variantsOf(campaign) }) : []),
    ...(was === 'held_out' ? [noVariant(of('variant', 1))] : []),
  ];
}

const variantsOf = ({ experiment }: CampaignFile): Set<string> =>
  new Set(experiment?.variants?.map(({ name }) => name) ?? ['default']);

const unknown = (at: At, { noun, name, known }: Named): Diagnostic[] =>
  known.has(name)
    ? []
    : [
        {
          ...unknownReference({ ...at, noun, name, known }),
          severity: 'warning',
          summary: `no file has the ${noun} \`${name}\``,
          why: 'Only people who got its messages before, when it was there, can be meant.',
          next: ['Correct the name, or leave it when it was there once and is archived.'],
        },
      ];

interface Named {
  readonly noun: 'campaign' | 'tag' | 'variant';
  readonly name: string;
  readonly known: ReadonlySet<string>;
}

/** Whoever is held out is in no variant. */
const noVariant = ({ file, pointer }: At): Diagnostic => ({
  code: 'SEGMENT.NOBODY',
  severity: 'error',
  summary: 'whoever was held out got no variant',
  place: file.place(pointer),
  why: 'Nobody could ever be meant.',
  next: ['Name the campaign alone: `message: welcome` with `was: held_out`.'],
});
