import type { Copy } from '../model/copy.ts';
import type { RunCounts } from '../model/delivery.ts';
import { mediumOf } from '../model/medium-of.ts';
import type { PersonaFile } from '../model/workspace.ts';
import { appliedLoad } from './applied-load.ts';
import { armTemplates, campaignCopies } from './applied-workspace.ts';
import { armsInOrder } from './arms-in-order.ts';
import { countLeftOut } from './count-left-out.ts';
import { existingRun } from './existing-run.ts';
import { openWorkspace } from './open-workspace.ts';
import { previewCopy, systemValues } from './preview-copy.ts';
import type { DueRun, SendDesk } from './send-desk.ts';
import { type RunReport, summarizeRun } from './send-report.ts';
import { surveyAudience } from './survey-audience.ts';

/** What a send of this run would do: the same decisions and the same copy, without the channel and without a trace. */
export async function dryRun(desk: SendDesk, due: DueRun): Promise<RunReport> {
  const { applied } = desk;
  const { campaign, id } = due;
  const previews = previewCopy({
    campaign: campaign.value,
    copies: await byTemplate(desk, campaign),
    personas: await personas(desk),
    system: systemValues(applied.config.channels, mediumOf(campaign.value)),
  });
  const { counts, withdrawnSince } = await outlook(desk, due);
  return {
    ...summarizeRun({ id, campaign: campaign.id, revision: campaign.revision }, armsInOrder(counts, campaign.value), {
      sentNow: 0,
      seconds: 0,
    }),
    ...(hasPassed(desk, due) ? { withdrawn_since: withdrawnSince } : {}),
    previews,
  };
}

interface Outlook {
  readonly counts: RunCounts;
  /** Who is left out only by a withdrawal after the moment that the audience is decided for. */
  readonly withdrawnSince: number;
}

async function outlook(desk: SendDesk, due: DueRun): Promise<Outlook> {
  const existing = await existingRun(desk, due);
  const before = existing && (await goingOn(desk, due, existing));
  if (before && existing.run.state !== 'enqueuing' && !existing.opensAgain)
    return { counts: before, withdrawnSince: 0 };
  const { counts, withdrawnSince } = await decided(desk, due, existing);
  return { counts: sum(existing?.opensAgain ? withoutReached(before) : before, counts), withdrawnSince };
}

/** Whether the clock was set back and consent is asked for: a send asks on the real clock. */
const hasPassed = ({ context }: SendDesk, { campaign }: DueRun): boolean =>
  context.pinned && context.asOf < context.wall() && campaign.value.purpose === 'advertising';

/** What is in the run, without those whom the definitions of now leave out. */
async function goingOn(
  { context, store, ledger, program, generation }: SendDesk,
  { id, campaign }: DueRun,
  { run, opensAgain }: NonNullable<Awaited<ReturnType<typeof existingRun>>>,
): Promise<RunCounts> {
  const counts = await ledger.counts(id);
  if (run.generation === generation || (run.state === 'done' && !opensAgain)) return counts;
  const clock = opensAgain ? context.asOf : new Date(run.asOf);
  const request = { store, ledger, program: program(clock), id: campaign.id, campaign: campaign.value, run: id };
  const { leave, back } = await countLeftOut(request);
  return { ...counts, queued: counts.queued - leave + back, cancelled: counts.cancelled + leave - back };
}

/** What would be decided about those who are not in the run yet. */
async function decided(
  desk: SendDesk,
  due: DueRun,
  existing: Awaited<ReturnType<typeof existingRun>>,
): Promise<Outlook> {
  const { context, ledger, store, applied } = desk;
  const { campaign, id } = due;
  // An interrupted run goes on after the last person that was written down.
  const goesOn = existing && !existing.opensAgain ? existing.run : undefined;
  const now = goesOn ? new Date(goesOn.asOf) : context.asOf;
  const survey = await surveyAudience({
    store,
    ledger,
    program: desk.program(now),
    id: campaign.id,
    campaign: campaign.value,
    run: id,
    now,
    after: goesOn?.cursor,
    globalHoldout: applied.config.holdout,
    load: appliedLoad(applied, campaign),
    withdrawnBy: goesOn || hasPassed(desk, due) ? context.wall() : undefined,
    progress: (people) => context.progress(`${campaign.id}: ${people.toLocaleString('en')} people decided`),
  });
  const { notYet, arms, heldOut, capped } = survey;
  const audience = survey.audience + notYet;
  const skipped = notYet > 0 ? { ...survey.skipped, rollout: notYet } : survey.skipped;
  const queued = Object.values(arms).reduce((total, n) => total + n, 0);
  const counts = {
    audience,
    queued,
    capped,
    sent: 0,
    failed: 0,
    unknown: 0,
    heldOut,
    expired: 0,
    cancelled: 0,
    skipped,
    arms,
  };
  return { counts, withdrawnSince: survey.withdrawnSince };
}

/** Who had the campaign before, or is outside the rollout, is in no row of the run: one that is decided about again counts them anew. */
function withoutReached(counts: RunCounts | undefined): RunCounts | undefined {
  if (!counts) return undefined;
  const { already_reached: reached = 0, rollout: notYet = 0, ...skipped } = counts.skipped;
  return { ...counts, audience: counts.audience - reached - notYet, skipped };
}

function sum(a: RunCounts | undefined, b: RunCounts): RunCounts {
  if (!a) return b;
  const both = (x: Readonly<Record<string, number>>, y: Readonly<Record<string, number>>) =>
    Object.fromEntries([...Object.keys(x), ...Object.keys(y)].map((key) => [key, (x[key] ?? 0) + (y[key] ?? 0)]));
  const { skipped, arms, cappedUntil: _, ...numbers } = b;
  const total = Object.fromEntries(
    Object.entries(numbers).map(([key, n]) => [key, n + a[key as keyof typeof numbers]]),
  ) as typeof numbers;
  return { ...total, cappedUntil: a.cappedUntil, skipped: both(a.skipped, skipped), arms: both(a.arms, arms) };
}

async function byTemplate({ applied }: SendDesk, campaign: DueRun['campaign']): Promise<ReadonlyMap<string, Copy>> {
  const copies = await campaignCopies(applied, campaign);
  return new Map(
    armTemplates(campaign.value).flatMap(({ arm, template }): [string, Copy][] => {
      const copy = copies.get(arm);
      return copy ? [[template, copy]] : [];
    }),
  );
}

/** Personas are of the files: they are for looking, and never applied. */
async function personas({ context }: SendDesk): Promise<ReadonlyMap<string, PersonaFile>> {
  const { workspace } = await openWorkspace(context.root);
  return new Map([...(workspace?.personas ?? [])].map(([id, { value }]) => [id, value]));
}
