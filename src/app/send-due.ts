import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { addDuration, parseDuration } from '../base/duration.ts';
import { acceptsAddress } from '../channels/accepts/index.ts';
import { openChannel } from '../channels/index.ts';
import { compile } from '../compile/index.ts';
import { decideAudience } from '../deliver/audience/index.ts';
import { dueSlot } from '../deliver/due/index.ts';
import { type DeliverResult, deliver } from '../deliver/index.ts';
import { campaignSalt } from '../model/campaign-salt.ts';
import type { Run } from '../model/delivery.ts';
import type { Program } from '../model/program.ts';
import { type AppliedCampaign, campaignCopies } from './applied-workspace.ts';
import { connectLedger, connectStore, storeAddress, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { dryRun } from './dry-run.ts';
import { locked } from './locked.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import { systemValues } from './preview-copy.ts';
import { requireApplied, selectCampaigns } from './select-campaigns.ts';
import type { DueRun, SendDesk } from './send-desk.ts';
import { type RunReport, type SendReport, summarizeRun } from './send-report.ts';

export interface SendOptions {
  readonly campaigns: readonly string[];
  readonly dryRun: boolean;
  /** Campaigns whose large audience was confirmed. */
  readonly confirmed: readonly string[];
  readonly lockTimeoutMs: number;
}

const defaultConfirmOver = 10_000;

/** Sends what is due of the campaigns as they were applied, or says what that would do. */
export async function sendDue(context: AppContext, options: SendOptions): Promise<SendReport> {
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config), connectStore(context, config)], async (ledger, store) => {
    const applied = requireApplied(await ledger.definitions());
    const mapping = { ...applied.config.store, url: storeAddress(context, config).url };
    const program = (now: Date): Program =>
      compile({ store: mapping, timezone: applied.config.timezone, segments: applied.segments, now });
    const desk: SendDesk = { context, ledger, store, applied, config, program };
    const selected = selectCampaigns(applied, options.campaigns);
    const due = [
      ...(await unfinishedRuns(desk, selected)),
      ...selected.flatMap((campaign) => dueRun(desk, campaign) ?? []),
    ].filter((run, i, all) => all.findIndex(({ id }) => id === run.id) === i);
    if (options.dryRun) return { dry_run: true, runs: await inOrder(due, (run) => dryRun(desk, run)) };
    await confirmLarge(desk, due, options);
    // A missing password stops everything before the first message, not between two campaigns.
    for (const { campaign } of due) channelSettings(desk, campaign.value.messages[0]?.channel ?? 'email');
    const runs: RunReport[] = [];
    for (const run of due) {
      if (context.stop.aborted) break;
      const scope = `send:${run.campaign.id}`;
      runs.push(
        await locked(ledger, { scope, operation: 'send', timeoutMs: options.lockTimeoutMs }, (lost) =>
          sendRun(desk, run, lost),
        ),
      );
    }
    return { dry_run: false, runs };
  });
}

async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** Runs that were interrupted go on, also when their slot is over: what has expired by then is settled as expired. */
async function unfinishedRuns({ ledger }: SendDesk, selected: readonly AppliedCampaign[]): Promise<DueRun[]> {
  const active = new Map(
    selected.filter(({ value }) => (value.status ?? 'active') === 'active').map((one) => [one.id, one]),
  );
  return (await ledger.runs()).flatMap((run) => {
    const campaign = active.get(run.campaign);
    return campaign && run.state !== 'done'
      ? [{ campaign, id: run.id, slot: { id: run.slot, at: new Date(run.asOf) } }]
      : [];
  });
}

function dueRun({ context, applied }: SendDesk, campaign: AppliedCampaign): DueRun | undefined {
  if ((campaign.value.status ?? 'active') !== 'active') return undefined;
  const slot = dueSlot(campaign.value, context.asOf, applied.config.timezone);
  return slot && { campaign, slot, id: `${campaign.id}@${slot.id}` };
}

/** Large runs that have not begun need their campaigns' names once more; all of them are named at once. */
async function confirmLarge(desk: SendDesk, due: readonly DueRun[], { confirmed }: SendOptions): Promise<void> {
  const limit = desk.applied.config.confirm_over ?? defaultConfirmOver;
  const program = desk.program(desk.context.asOf);
  const findings: Diagnostic[] = [];
  for (const { campaign, id } of due) {
    // A run that goes on was confirmed; one that a later revision opens again was not.
    if (confirmed.includes(campaign.id) || (await desk.ledger.run(id))?.revision === campaign.revision) continue;
    const reading = program.count([program.audience(campaign.value)]);
    const [row] = await desk.store.all(reading);
    const people = row ? (reading.read(row)[0] ?? 0) : 0;
    if (people > limit) findings.push(largeAudience(campaign.id, people, limit));
  }
  if (findings.length > 0) throw new CrmError('usage', findings);
}

const largeAudience = (id: string, people: number, limit: number): Diagnostic => ({
  code: 'SEND.CONFIRM',
  severity: 'error',
  summary: `${id} is about to reach an audience of ${people.toLocaleString('en')} people, more than ${limit.toLocaleString('en')}`,
  why: 'Contact cannot be taken back, so a large run wants its name once more. Nothing was sent.',
  next: [`Look first: crm send ${id} --dry-run`, `Then: crm send ${id} --confirm ${id}`],
});

async function sendRun(desk: SendDesk, due: DueRun, lost: AbortSignal): Promise<RunReport> {
  const { context, ledger, store, applied } = desk;
  const started = context.ticks();
  const stop = AbortSignal.any([context.stop, lost]);
  const run = await enqueue(desk, due, stop);
  const before = await ledger.counts(run.id);
  if (run.state === 'done') return summarizeRun(run, before, { sentNow: 0, seconds: 0 });
  const { campaign } = due;
  const medium = campaign.value.messages[0]?.channel ?? 'email';
  const channel = await openChannel({ medium, settings: channelSettings(desk, medium), root: context.root });
  let settled = 0;
  let result: DeliverResult;
  try {
    result = await deliver({
      ledger,
      store,
      program: desk.program(context.asOf),
      channel,
      run,
      campaign: campaign.value,
      copies: await campaignCopies(applied, campaign),
      system: systemValues(applied.config.channels, medium),
      accepts: acceptsAddress(medium),
      now: () => (context.pinned ? context.asOf : context.wall()),
      wall: context.wall,
      ticks: context.ticks,
      leaseMs: context.leaseMs,
      stop,
      onProgress: (n) => {
        settled += n;
        context.progress(
          `${campaign.id}: ${settled.toLocaleString('en')} of ${before.queued.toLocaleString('en')} messages, ${Math.round(settled / Math.max(0.001, (context.ticks() - started) / 1000)).toLocaleString('en')}/s`,
        );
      },
    });
  } finally {
    await channel.close();
  }
  const seconds = (context.ticks() - started) / 1000;
  return summarizeRun(run, result.counts, {
    sentNow: result.counts.sent - before.sent,
    seconds,
    ...(result.stopped ? { stopped: result.stopped } : {}),
  });
}

/** Writes the audience of a run down, page by page; goes on where an earlier process ended. A later revision lets new people in. */
async function enqueue(desk: SendDesk, { campaign, slot, id }: DueRun, stop: AbortSignal): Promise<Run> {
  const { context, ledger, store, applied } = desk;
  const expires = parseDuration(campaign.value.messages[0]?.expires ?? '');
  const found = await ledger.openRun({
    id,
    campaign: campaign.id,
    revision: campaign.revision,
    slot: slot.id,
    purpose: campaign.value.purpose,
    state: 'enqueuing',
    asOf: context.asOf.toISOString(),
    expiresAt: expires ? addDuration(slot.at, expires).toISOString() : undefined,
    cursor: undefined,
  });
  const reopened = found.state !== 'enqueuing' && found.revision < campaign.revision;
  if (reopened) await ledger.reopenRun({ id, revision: campaign.revision });
  const run: Run = reopened ? { ...found, state: 'enqueuing', revision: campaign.revision, cursor: undefined } : found;
  if (run.state !== 'enqueuing') return run;
  const program = desk.program(new Date(run.asOf));
  const salt = campaignSalt(campaign.id, campaign.value);
  const medium = campaign.value.messages[0]?.channel ?? 'email';
  const pages = decideAudience({
    store,
    ledger,
    program,
    people: program.audience(campaign.value),
    attributes: [],
    after: run.cursor,
    context: {
      id: campaign.id,
      campaign: campaign.value,
      run: id,
      now: new Date(run.asOf),
      globalHoldout: applied.config.holdout,
      accepts: acceptsAddress(medium),
      hashAddress: ledger.hashAddress,
    },
    addressesTaken: (hashes) => ledger.addressesTaken({ run: id, hashes }),
  });
  let people = 0;
  for await (const page of pages) {
    await ledger.enqueue({
      run,
      salt,
      deliveries: page.people.map(({ delivery }) => delivery),
      cursor: page.cursor,
      at: run.asOf,
    });
    people += page.people.length;
    context.progress(`${campaign.id}: ${people.toLocaleString('en')} people decided`);
    if (stop.aborted) return run;
  }
  await ledger.closeEnqueue(id);
  return { ...run, state: 'sending' };
}

/** A channel's settings as applied, with the environment's values filled in. */
function channelSettings({ applied, context, config }: SendDesk, medium: 'email' | 'sms' | 'push' | 'in_app') {
  const settings = applied.config.channels?.[medium];
  if (!settings) {
    throw new CrmError('invalid', {
      code: 'CHANNEL.NOT_CONFIGURED',
      severity: 'error',
      summary: `the channel ${medium} is not configured`,
      why: 'The applied workspace has no such channel.',
      next: [`Add channels.${medium} to crm.yaml, plan and apply.`],
    });
  }
  if (settings.provider === 'file') return settings;
  return { ...settings, url: context.secrets.resolve(settings.url, config.source.place(['channels', medium, 'url'])) };
}
