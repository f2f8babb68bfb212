import type { Copy } from '../model/copy.ts';
import type { PersonaFile } from '../model/workspace.ts';
import { armTemplates, campaignCopies } from './applied-workspace.ts';
import { openWorkspace } from './open-workspace.ts';
import { previewCopy, systemValues } from './preview-copy.ts';
import type { DueRun, SendDesk } from './send-desk.ts';
import { type RunReport, summarizeRun } from './send-report.ts';
import { surveyAudience } from './survey-audience.ts';

/** What a send of this run would do: the same decisions and the same copy, without the channel and without a trace. */
export async function dryRun(desk: SendDesk, { campaign, id }: DueRun): Promise<RunReport> {
  const { context, ledger, store, applied } = desk;
  const previews = previewCopy({
    campaign: campaign.value,
    copies: await byTemplate(desk, campaign),
    personas: await personas(desk),
    system: systemValues(applied.config.channels, campaign.value.messages[0]?.channel ?? 'email'),
  });
  const existing = await ledger.run(id);
  if (existing && existing.state !== 'enqueuing') {
    return { ...summarizeRun(existing, await ledger.counts(id), { sentNow: 0, seconds: 0 }), previews };
  }
  const survey = await surveyAudience({
    store,
    ledger,
    program: desk.program(context.asOf),
    id: campaign.id,
    campaign: campaign.value,
    run: id,
    now: context.asOf,
    globalHoldout: applied.config.holdout,
    progress: (people) => context.progress(`${campaign.id}: ${people.toLocaleString('en')} people decided`),
  });
  const queued = Object.values(survey.arms).reduce((sum, n) => sum + n, 0);
  const counts = {
    audience: survey.audience,
    queued,
    sent: 0,
    failed: 0,
    unknown: 0,
    heldOut: survey.heldOut,
    expired: 0,
    cancelled: 0,
    skipped: survey.skipped,
    arms: survey.arms,
  };
  return {
    ...summarizeRun({ id, campaign: campaign.id, revision: campaign.revision }, counts, { sentNow: 0, seconds: 0 }),
    previews,
  };
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
