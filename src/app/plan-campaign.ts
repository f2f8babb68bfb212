import { dueSlot } from '../deliver/due/index.ts';
import { campaignSalt } from '../model/campaign-salt.ts';
import { letsIn } from '../model/lets-in.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { CampaignFacts, PlanAudience, PlanPreview } from '../model/plan.ts';
import type { Store } from '../model/ports.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { campaignCopies } from './applied-workspace.ts';
import { audienceMovement } from './audience-movement.ts';
import { countLeftOut } from './count-left-out.ts';
import { experimentFacts } from './experiment-facts.ts';
import { knownBefore, type PlanDesk } from './plan-desk.ts';
import { previewCopy, systemValues } from './preview-copy.ts';
import { audienceSegments } from './stale-lists.ts';
import { type Survey, surveyAudience } from './survey-audience.ts';
import { unfinishedMessages } from './unfinished-messages.ts';

interface Planned {
  readonly id: string;
  /** Undefined once its file is gone. */
  readonly campaign: CampaignFile | undefined;
  /** Whether the copy is worth showing. */
  readonly copy: boolean;
}

/** Whom a campaign reaches from now on and whom it did before, whether its goal can be proven, and its copy. */
export async function planCampaign(desk: PlanDesk, planned: Planned): Promise<CampaignFacts> {
  const { campaign, copy } = planned;
  const preview = campaign && copy ? { preview: await previewsOf(desk, { id: planned.id, campaign }) } : {};
  if (!desk.store) return preview;
  const live = campaign && isLive(campaign) ? campaign : undefined;
  const moved = await movement(desk, desk.store, { id: planned.id, campaign: live });
  // Paused or gone: nobody is contacted, so there is nobody to ask about.
  if (!live) return { audience: moved, volume: { messages: 0 }, ...preview };
  const { audience, drawn } = await surveyed(desk, desk.store, { id: planned.id, campaign: live, moved });
  const reachable = Object.values(audience.reachable).reduce((sum, n) => sum + n, 0);
  // As the report counts: who was drawn under this salt before, wherever they are now, and who will be.
  const people = (await drawnBefore(desk, { id: planned.id, campaign: live })) + drawn;
  const experiment = experimentFacts(live, people, desk.workspace.config.value.metrics);
  const added = await addedPeople(desk, desk.store, { id: planned.id, campaign: live });
  const unfinished = await unfinishedMessages(desk, desk.store, {
    id: planned.id,
    campaign: live,
    opened: added?.run,
  });
  return {
    audience,
    ...(added ? { added } : {}),
    ...(unfinished ? { unfinished } : {}),
    volume: {
      messages: (await isSent(desk, { id: planned.id, campaign: live }))
        ? (added?.messages ?? 0) + (unfinished?.messages ?? 0)
        : reachable - audience.held_out,
    },
    ...(experiment ? { experiment } : {}),
    ...preview,
  };
}

const isLive = ({ status = 'active' }: CampaignFile): boolean => status === 'active';

interface Live {
  readonly id: string;
  readonly campaign: CampaignFile;
}

function movement(
  desk: PlanDesk,
  store: Store,
  { id, campaign }: { id: string; campaign: CampaignFile | undefined },
): Promise<PlanAudience> {
  const { applied, before, after } = desk;
  const old = applied?.campaigns.get(id)?.value;
  return audienceMovement({
    store,
    program: after,
    before: old && isLive(old) ? knownBefore(desk, audienceSegments(old), () => before?.audience(old)) : undefined,
    after: campaign && after.audience(campaign),
  });
}

/** Whether a one-off has its run already: then nobody gets a message but those whom it still waits for or lets in. */
async function isSent({ context, ledger, workspace }: PlanDesk, { id, campaign }: Live): Promise<boolean> {
  const slot = 'at' in campaign.trigger && dueSlot(campaign, context.asOf, workspace.config.value.timezone);
  return slot ? (await ledger.run(`${id}@${slot.id}`)) !== undefined : false;
}

/** A slot that was sent already lets people in again when the rollout is raised or the audience is another one. */
async function addedPeople(desk: PlanDesk, store: Store, { id, campaign }: Live): Promise<CampaignFacts['added']> {
  const { context, ledger, workspace } = desk;
  const slot = dueSlot(campaign, context.asOf, workspace.config.value.timezone);
  const run = slot && (await ledger.run(`${id}@${slot.id}`));
  const then = run && (await ledger.revision(`campaign.${id}`, run.revision));
  if (!run || !then || !letsIn(then.content as CampaignFile | undefined, campaign)) return undefined;
  // Who is in the run already is not asked again; who had the campaign before is, and was counted in the run before too.
  const { audience, arms } = await survey(desk, store, { id, campaign, run: run.id });
  const counted = (await ledger.counts(run.id)).skipped.already_reached ?? 0;
  const entering = Object.values(arms).reduce((sum, n) => sum + n, 0);
  // Whoever was left out of a run that is over comes back; of others it is counted with those who wait.
  const left = await countLeftOut({ ...desk, store, program: desk.after, id, campaign, run: run.id });
  const messages = run.state === 'done' ? entering + left.back : entering;
  return { run: run.id, people: Math.max(0, audience - counted), messages };
}

/** The decisions that a send would make. Who is outside the rollout is no part of a run, so no reason counts them. */
async function surveyed(
  desk: PlanDesk,
  store: Store,
  { id, campaign, moved }: Live & { moved: PlanAudience },
): Promise<{ audience: PlanAudience; drawn: number }> {
  const decided = await survey(desk, store, { id, campaign, run: 'plan' });
  const percent = campaign.rollout?.percent ?? 100;
  const audience: PlanAudience = {
    ...moved,
    reachable: { [mediumOf(campaign)]: decided.reachable },
    held_out: decided.heldOut,
    skipped: decided.skipped,
    ...(percent < 100 ? { rollout: { percent, people: decided.audience, waiting: decided.notYet } } : {}),
  };
  return { audience, drawn: decided.drawn };
}

async function drawnBefore({ ledger }: PlanDesk, { id, campaign }: Live): Promise<number> {
  const salt = campaignSalt(id, campaign);
  return (await ledger.experiments(id)).find((one) => one.salt === salt)?.people ?? 0;
}

function survey(
  { context, ledger, after, workspace }: PlanDesk,
  store: Store,
  { id, campaign, run }: Live & { run: string },
): Promise<Survey> {
  return surveyAudience({
    store,
    ledger,
    program: after,
    id,
    campaign,
    run,
    now: context.asOf,
    globalHoldout: workspace.config.value.holdout,
    progress: (people) => context.progress(`campaign.${id}: ${people.toLocaleString('en')} people`),
  });
}

async function previewsOf(
  { workspace, copies, applied }: PlanDesk,
  { id, campaign }: { readonly id: string; readonly campaign: CampaignFile },
): Promise<PlanPreview[]> {
  const system = systemValues(workspace.config.value.channels, mediumOf(campaign));
  const personas = new Map([...workspace.personas].map(([name, { value }]) => [name, value]));
  const old = applied?.campaigns.get(id);
  const before = applied &&
    old && {
      copies: await campaignCopies(applied, old),
      system: systemValues(applied.config.channels, mediumOf(old.value)),
    };
  return previewCopy({ campaign, copies, personas, system, before });
}
