import { CrmError } from '../base/crm-error.ts';
import type { RunStop } from '../model/delivery.ts';
import type { NotDue } from './due-runs.ts';
import type { DueRun, SendDesk } from './send-desk.ts';
import type { RunReport } from './send-report.ts';

/** Sends a run and writes down why that ended early, so that status can say it later. A process that is killed writes nothing. */
export async function stopsWrittenDown(
  { ledger, context }: SendDesk,
  { id }: DueRun,
  send: () => Promise<RunReport | NotDue>,
): Promise<RunReport | NotDue> {
  const write = (stop: RunStop): Promise<void> => ledger.markStopped(id, { ...stop, at: context.wall().toISOString() });
  try {
    const done = await send();
    const stop = 'stopped' in done ? done.stopped : undefined;
    // Whoever took the lock over goes on with the run.
    if (stop && stop.kind !== 'lock') await write(stop);
    return done;
  } catch (error) {
    const [finding] = error instanceof CrmError ? error.diagnostics : [];
    // The failure itself is what is said; a ledger that cannot be written may be that failure.
    await write({ kind: 'failed', reason: `its send failed${finding ? ` (${finding.code})` : ''}` }).catch(
      () => undefined,
    );
    throw error;
  }
}
