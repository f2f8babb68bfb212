import type { OpenLedger } from '../ledger/index.ts';
import type { Run, RunStop } from '../model/delivery.ts';

/** A run in which people still wait. */
export interface UnfinishedRun {
  readonly run: string;
  /** `sending`: a process is at it now. */
  readonly state: 'sending' | 'stopped';
  readonly waiting: number;
  /** All of them have had as many messages as allowed: from when on the first may get one. Null where somebody could get one now. */
  readonly held_until: string | null;
  /** False as long as part of its audience was not decided about: more may wait than that. */
  readonly decided: boolean;
  /** Until when those who wait may be written to. */
  readonly expires_at: string | null;
  /** Null while it is sent. `since` is real time; null when nobody could write it down. */
  readonly stopped: {
    readonly kind: RunStop['kind'] | 'died';
    readonly reason: string;
    readonly since: string | null;
  } | null;
}

/** The runs of a campaign that are not done, and whether anybody is at them: the holder of the campaign's lock says so by being alive. */
export async function unfinishedRuns(
  ledger: OpenLedger,
  campaign: string,
  runs: readonly Run[],
): Promise<UnfinishedRun[]> {
  const unfinished = runs.filter((run) => run.campaign === campaign && run.state !== 'done');
  if (unfinished.length === 0) return [];
  const holder = await ledger.lastHolder(`send:${campaign}`);
  const found: UnfinishedRun[] = [];
  for (const { id } of unfinished) {
    // Read after the holder: the process may have finished it, and gone, meanwhile.
    const run = await ledger.run(id);
    if (!run || run.state === 'done') continue;
    const { queued, capped, cappedUntil } = await ledger.counts(run.id);
    const stopped = whyStopped(run, holder);
    found.push({
      run: run.id,
      state: stopped ? 'stopped' : 'sending',
      waiting: queued,
      held_until: queued > 0 && capped === queued ? (cappedUntil ?? null) : null,
      decided: run.state !== 'enqueuing',
      expires_at: run.expiresAt ?? null,
      stopped,
    });
  }
  return found;
}

function whyStopped({ stop }: Run, holder: Awaited<ReturnType<OpenLedger['lastHolder']>>): UnfinishedRun['stopped'] {
  if (stop) return { kind: stop.kind, reason: stop.reason, since: stop.at };
  if (holder?.live) return null;
  return { kind: 'died', reason: 'its process ended without a word', since: holder?.heartbeat ?? null };
}
