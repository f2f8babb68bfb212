import { brokenGuards } from '../../model/broken-guards.ts';
import type { CampaignFacts, PlanAudience, PlanChange } from '../../model/plan.ts';
import type { PolicyId } from '../../model/policy.ts';
import type { Pointer } from '../../model/source.ts';
import { isLive, liveCampaigns } from './live-campaigns.ts';
import type { Finding, PolicyInput } from './policy-input.ts';
import { whyNobody } from './why-nobody.ts';

type Check = (input: PolicyInput, limit: number) => Finding[];

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

interface Placed {
  readonly address: string;
  readonly file: string;
  readonly line: number;
}

/** The place of a finding: the part of the definition that it is about. */
function at(place: PolicyInput['place'], { address, file, line }: Placed, pointer: Pointer): Placed {
  const found = place(address, pointer);
  return { address, file: found?.file ?? file, line: found?.line ?? line };
}

/** People whom a campaign reaches by whatever medium, or has reached. */
const reachedBy = ({ reachable, skipped }: PlanAudience): number =>
  Object.values(reachable).reduce((sum, count) => sum + count, skipped.already_reached ?? 0);

/** What each rule finds in a plan. */
export const checks: Readonly<Record<PolicyId, Check>> = {
  'audience.empty': (input) =>
    liveCampaigns(input).flatMap((campaign) => {
      const nobody = campaign.audience && whyNobody(campaign.audience);
      return nobody ? [{ ...at(input.place, campaign, nobody.pointer), message: nobody.message, fix: nobody.fix }] : [];
    }),
  'audience.max-share': (input, max) =>
    liveCampaigns(input)
      .filter(({ audience }) => input.everyone && (audience?.after ?? 0) / input.everyone > max)
      .map((campaign) => ({
        ...at(input.place, campaign, ['audience', 'segment']),
        message: `reaches ${percent((campaign.audience?.after ?? 0) / (input.everyone ?? 1))} of all people, more than ${percent(max)}`,
        fix: 'Narrow the segment, or raise policies.audience.max-share.max.',
      })),
  'audience.min': (input, min) =>
    liveCampaigns(input)
      .filter(({ audience }) => audience && reachedBy(audience) < min)
      .map((campaign) => ({
        ...at(input.place, campaign, ['audience', 'segment']),
        message: `reaches ${campaign.audience ? reachedBy(campaign.audience) : 0} people, fewer than ${min}`,
        fix: 'Widen the segment: so few people teach nothing. Or lower policies.audience.min.min.',
      })),
  'experiment.running-change': ({ changes, running }) =>
    changes.flatMap((change) => {
      const until = change.action === 'update' ? running.get(change.address) : undefined;
      const noticed = change.fields.find(({ path }) =>
        /^(audience|messages|experiment|trigger|goal|topic|purpose)\b/.test(path),
      );
      if (until === undefined || !noticed) return [];
      return [
        {
          ...{ address: change.address, file: noticed.file, line: noticed.line },
          message: `changes ${noticed.path} while its experiment is running until ${until}: people before and after are not comparable`,
          fix: 'Wait for its end, or begin another experiment: change experiment.salt.',
        },
      ];
    }),
  'goal.provable': (input) =>
    liveCampaigns(input)
      .filter(({ experiment }) => experiment && !experiment.provable)
      .map((campaign) => ({
        ...at(input.place, campaign, ['goal']),
        message: provability(campaign),
        fix:
          campaign.experiment?.holdout === 0
            ? 'Add experiment.holdout.'
            : 'Reach more people, hold out more, or aim higher.',
      })),
  'holdout.required': (input) =>
    liveCampaigns(input)
      .filter(({ address }) => input.heldOut.get(address) === false)
      .map((campaign) => ({
        ...at(input.place, campaign, ['experiment']),
        message: 'advertises and holds nobody out: what it brings cannot be told from what happens anyway',
        fix: 'Add experiment: { salt: .., holdout: 10 }.',
      })),
  'link.https': ({ changes, plainLinks, place }) =>
    plainLinks.flatMap(({ address, pointer, link }) => {
      const change = changes.find((one) => one.address === address);
      if (!change) return [];
      return [
        {
          ...at(place, change, pointer),
          message: `${pointer.join('.')} has the link ${link}, which is not encrypted`,
          fix: 'Begin it with https://.',
        },
      ];
    }),
  'message-load': ({ load, place }, max) => {
    if (!load || load.after.p95 <= max) return [];
    const found = place('workspace', ['policies', 'message-load']);
    return [
      {
        address: 'workspace',
        file: found?.file ?? 'crm.yaml',
        line: found?.line ?? 1,
        message: `one person in twenty gets ${load.after.p95} messages or more in ${load.days} days, more than ${max}`,
        fix: 'Send less, to fewer, or set limits: { max, within } in crm.yaml.',
      },
    ];
  },
  'schedule.past': ({ changes, past, place }) =>
    changes
      .filter((change) => isLive(change) && opensSlot(change) && past.has(change.address))
      .map((change) => ({
        ...at(place, change, ['trigger', 'at']),
        message: `its time ${past.get(change.address)} has passed: the next crm send sends it`,
        fix: 'Move trigger.at into the future, unless that is what you want.',
      })),
  'segment.partition': ({ partitions }) =>
    partitions.flatMap(({ name, counts, file, line }) =>
      counts && counts.missing + counts.twice > 0
        ? [
            {
              address: 'workspace',
              file,
              line,
              message: `partition ${name}: ${counts.missing} people are in none of its segments, ${counts.twice} in several`,
              fix: 'Make the conditions complements of each other.',
            },
          ]
        : [],
    ),
  'segment.population': ({ populations, everyone = 0, place }) =>
    populations.flatMap(({ address, file, guard, people, before }) =>
      people === undefined
        ? []
        : brokenGuards({ guard, people, everyone, before }).map(({ key, message, fix }) => {
            const found = place(address, ['population', key]);
            return {
              ...at(place, { address, file, line: 1 }, ['population', key]),
              ...(found?.column === undefined ? {} : { column: found.column }),
              message,
              fix,
            };
          }),
    ),
  'segment.raw-sql': ({ rawSql }) =>
    rawSql.map((place) => ({
      ...place,
      message: 'finds people with a query of its own (sql)',
      fix: 'Write it with attributes, events and related tables, or change policies.segment.raw-sql.',
    })),
  'stage.blind-spot': ({ stages, place }) =>
    stages
      .filter(({ live }) => !live)
      .map(({ stage }) => {
        const found = place('workspace', ['lifecycle', 'stages', stages.findIndex((one) => one.stage === stage)]);
        return {
          address: 'workspace',
          file: found?.file ?? 'crm.yaml',
          line: found?.line ?? 1,
          message: `no live campaign is for the stage ${stage}`,
          fix: 'See whom nobody reaches: crm segment coverage.',
        };
      }),
  'template.missing-fallback': ({ changes, bare, place }) =>
    changes
      .filter((change) => (bare.get(change.address) ?? []).length > 0)
      .map((change) => ({
        ...at(place, change, ['variables']),
        message: `no fallback for ${(bare.get(change.address) ?? []).join(', ')}: people without it are skipped`,
        fix: 'Add fallback: .. to the variable.',
      })),
};

/** New, active again, or at another time: `again` alone moves nothing. */
const opensSlot = ({ action, fields }: PlanChange): boolean =>
  action === 'create' || action === 'activate' || fields.some(({ path }) => /^trigger\.(?!again)/.test(path));

function provability({ experiment }: CampaignFacts): string {
  if (!experiment || experiment.holdout === 0) return 'without a holdout its effect cannot be proven';
  const points = (share: number): string => `${(share * 100).toFixed(2)}%p`;
  if (experiment.mde === null)
    return `no effect could be proven with this many people; the goal is ${points(experiment.goal_effect)}`;
  return `the smallest effect that can be proven is ${points(experiment.mde)}, the goal is ${points(experiment.goal_effect)}`;
}
