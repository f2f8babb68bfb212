import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { mediumOf } from '../model/medium-of.ts';
import { askWithLedger } from './ask-with-ledger.ts';
import { brokenPopulations } from './broken-populations.ts';
import { channelSettings } from './channel-settings.ts';
import { connectLedger, connectStore, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { countDue } from './count-due.ts';
import { dryRun } from './dry-run.ts';
import { dueRuns, type NotDue } from './due-runs.ts';
import { locked } from './locked.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';
import { recordStays } from './record-stays.ts';
import { selectCampaigns } from './select-campaigns.ts';
import { type DueRun, openDesk, type SendDesk } from './send-desk.ts';
import type { RunReport, SendReport } from './send-report.ts';
import { sendRun } from './send-run.ts';
import { staleLists } from './stale-lists.ts';
import { stopsWrittenDown } from './stops-written-down.ts';
import { unconfirmed } from './unconfirmed.ts';

export interface SendOptions {
  readonly campaigns: readonly string[];
  readonly dryRun: boolean;
  /** Campaigns whose large audience was confirmed. */
  readonly confirmed: readonly string[];
  readonly lockTimeoutMs: number;
}

/** Sends what is due of the campaigns as they were applied, or says what that would do. */
export async function sendDue(context: AppContext, options: SendOptions): Promise<SendReport> {
  const config = await requireWorkspaceConfig(context.root);
  return using([connectLedger(context, config), connectStore(context, config)], async (ledger, opened) => {
    const store = askWithLedger(opened, ledger);
    const desk = await openDesk({ context, ledger, store, config });
    selectCampaigns(desk.applied, options.confirmed);
    const { due, notDue } = await dueRuns(desk, selectCampaigns(desk.applied, options.campaigns));
    const stale = staleLists(desk, due);
    if (stale.length > 0) throw new CrmError('stale', stale);
    const runs: RunReport[] = [];
    const diagnostics = await brokenPopulations(desk, due, options.confirmed);
    if (options.dryRun) {
      for (const run of due) runs.push(await dryRun(desk, run));
      return { dry_run: true, runs, not_due: notDue, diagnostics: diagnostics.map(asWarning) };
    }
    if (diagnostics.some(isError)) throw new CrmError('policy', diagnostics);
    if (due.length > 0)
      await recordStays({
        ...desk,
        segments: desk.applied.segments,
        program: desk.program(context.asOf),
        at: context.asOf,
      });
    const counted = await countDue(desk, due);
    const large = await unconfirmed(desk, counted, options.confirmed);
    if (large.length > 0) throw new CrmError('usage', large);
    // A missing password stops everything before the first message, not between two campaigns.
    for (const { campaign } of due) channelSettings(desk, mediumOf(campaign.value));
    for (const run of counted) {
      if (context.stop.aborted) break;
      const done = await sendLocked(desk, run, options);
      if ('why' in done) notDue.push(done);
      else runs.push(done);
    }
    return { dry_run: false, runs, not_due: notDue, diagnostics };
  });
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** A dry run says what a send would refuse, and refuses nothing itself. */
const asWarning = (one: Diagnostic): Diagnostic => (isError(one) ? { ...one, severity: 'warning' } : one);

/**
 * One run under its campaign's lock, with the definitions as they are once the lock is ours; what is applied while it sends is read again
 * before it goes on. When it was not due any more once the lock was ours: why.
 */
async function sendLocked(from: SendDesk, due: DueRun, options: SendOptions): Promise<RunReport | NotDue> {
  const lock = { scope: `send:${due.campaign.id}`, operation: 'send', timeoutMs: options.lockTimeoutMs };
  return locked(from.ledger, lock, (lost) =>
    stopsWrittenDown(from, due, () => sendUntilSettled(from, due, { options, lost })),
  );
}

async function sendUntilSettled(
  from: SendDesk,
  due: DueRun,
  { options, lost }: { options: SendOptions; lost: AbortSignal },
): Promise<RunReport | NotDue> {
  let report: RunReport | undefined;
  for (;;) {
    const desk = await openDesk(from);
    const run = await stillDue(desk, due);
    if ('why' in run)
      return report ? { ...report, stopped: { kind: 'changed', reason: 'it was paused or archived meanwhile' } } : run;
    const asBefore = desk.generation === from.generation;
    // What was applied meanwhile may need another list, or have other guards; what was sent is reported all the same.
    if (staleLists(desk, [run]).length > 0) return report ?? { campaign: due.campaign.id, why: 'list', next: null };
    const broken = asBefore ? [] : await brokenPopulations(desk, [run], options.confirmed);
    if (broken.some(isError)) return report ?? { campaign: due.campaign.id, why: 'population', next: null };
    const [counted = run] = asBefore ? [{ ...run, people: due.people }] : await countDue(desk, [run]);
    const large = asBefore ? [] : await unconfirmed(desk, [counted], options.confirmed);
    // It grew by what was applied meanwhile; what other campaigns have sent is reported all the same.
    if (large.length > 0) return report ?? { campaign: due.campaign.id, why: 'unconfirmed', next: null };
    report = added(report, await sendRun(desk, counted, lost));
    if (report.stopped?.kind !== 'changed') return report;
  }
}

async function stillDue(desk: SendDesk, { id, campaign }: DueRun): Promise<DueRun | NotDue> {
  const now = desk.applied.campaigns.get(campaign.id);
  const { due, notDue } = await dueRuns(desk, now ? [now] : []);
  return due.find((run) => run.id === id) ?? notDue[0] ?? { campaign: campaign.id, why: 'over', next: null };
}

/** The counts are cumulative; what this command did is summed. */
function added(before: RunReport | undefined, report: RunReport): RunReport {
  if (!before) return report;
  const sent_now = before.sent_now + report.sent_now;
  const duration_s = before.duration_s + report.duration_s;
  return { ...report, sent_now, duration_s, rate_per_s: duration_s > 0 ? Math.round(sent_now / duration_s) : 0 };
}
