import type { CampaignFacts, PlanAudience, PlanPreview } from '../model/plan.ts';
import type { Store } from '../model/ports.ts';
import type { CampaignFile } from '../model/workspace.ts';
import { audienceMovement } from './audience-movement.ts';
import { experimentFacts } from './experiment-facts.ts';
import type { PlanDesk } from './plan-desk.ts';
import { previewCopy, systemValues } from './preview-copy.ts';
import { surveyAudience } from './survey-audience.ts';

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
  const preview = campaign && copy ? { preview: previewsOf(desk, campaign) } : {};
  if (!desk.store) return preview;
  const live = campaign && isLive(campaign) ? campaign : undefined;
  const moved = await movement(desk, desk.store, { id: planned.id, campaign: live });
  // Paused or gone: nobody is contacted, so there is nobody to ask about.
  if (!live) return { audience: moved, volume: { messages: 0 }, ...preview };
  const audience = await surveyed(desk, desk.store, { id: planned.id, campaign: live, moved });
  const reachable = Object.values(audience.reachable).reduce((sum, n) => sum + n, 0);
  // Who was reached before is in the experiment already.
  const people = reachable + (audience.skipped.already_reached ?? 0);
  const experiment = experimentFacts(live, people, desk.workspace.config.value.metrics);
  return {
    audience,
    volume: { messages: reachable - audience.held_out },
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
  { applied, before, after }: PlanDesk,
  store: Store,
  { id, campaign }: { id: string; campaign: CampaignFile | undefined },
): Promise<PlanAudience> {
  const old = applied?.campaigns.get(id)?.value;
  return audienceMovement({
    store,
    program: after,
    before: old && isLive(old) ? before?.audience(old) : undefined,
    after: campaign && after.audience(campaign),
  });
}

/** The decisions that a send would make. Who is outside the rollout is no part of a run, so no reason counts them. */
async function surveyed(
  { context, ledger, after, workspace }: PlanDesk,
  store: Store,
  { id, campaign, moved }: Live & { moved: PlanAudience },
): Promise<PlanAudience> {
  const survey = await surveyAudience({
    store,
    ledger,
    program: after,
    id,
    campaign,
    run: 'plan',
    now: context.asOf,
    globalHoldout: workspace.config.value.holdout,
    progress: (people) => context.progress(`campaign.${id}: ${people.toLocaleString('en')} people`),
  });
  const percent = campaign.rollout?.percent ?? 100;
  return {
    ...moved,
    reachable: { [campaign.messages[0]?.channel ?? 'email']: survey.reachable },
    held_out: survey.heldOut,
    skipped: survey.skipped,
    ...(percent < 100 ? { rollout: { percent, people: survey.audience, waiting: survey.notYet } } : {}),
  };
}

function previewsOf({ workspace, copies }: PlanDesk, campaign: CampaignFile): PlanPreview[] {
  const system = systemValues(workspace.config.value.channels, campaign.messages[0]?.channel ?? 'email');
  const personas = new Map([...workspace.personas].map(([id, { value }]) => [id, value]));
  return previewCopy({ campaign, copies, personas, system });
}
