import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { mostGroups } from '../model/program.ts';
import type { Simulation } from '../plan/load/index.ts';
import { askWithLedger } from './ask-with-ledger.ts';
import { checkStore } from './check-store.ts';
import { connectLedger, connectStore, using } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireWorkspace } from './open-workspace.ts';
import { planDesk } from './plan-desk.ts';
import { simulateLoad } from './plan-load.ts';
import { simulatePast } from './simulate-past.ts';

export interface Simulated extends Simulation {
  readonly workspace: string;
  readonly timezone: string;
  readonly days_ahead: number;
  readonly limits: number;
  /** What was sent in the last `days`, under the same limits; null when it was not asked for. */
  readonly back: (Simulation & { readonly days_back: number }) | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the campaigns of the files would send in the coming days, all together and within the limits of the files. Sends nothing, and writes nothing. */
export async function simulateComing(
  context: AppContext,
  { days, back }: { readonly days: number; readonly back: number | undefined },
): Promise<Simulated> {
  const opened = await requireWorkspace(context.root);
  const { config } = opened.workspace;
  return using([connectStore(context, config)], async (open) => {
    const findings = await checkStore(opened.workspace, open);
    if (findings.some(({ severity }) => severity === 'error'))
      throw new CrmError('invalid', [...opened.diagnostics, ...findings]);
    return using([connectLedger(context, config)], async (ledger) => {
      const store = askWithLedger(open, ledger);
      const definitions = await ledger.definitions();
      const desk = await planDesk(context, { opened, ledger, store, definitions });
      const simulated = await simulateLoad(desk, { store, days });
      if (!simulated) throw tooMany();
      const { workspace, timezone, limits = [] } = config.value;
      const past =
        back === undefined
          ? null
          : await simulatePast(ledger, { workspace: opened.workspace, asOf: context.asOf, days: back });
      return {
        ...simulated,
        ...{ workspace, timezone, days_ahead: days, limits: limits.length },
        back: past && back !== undefined ? { ...past, days_back: back } : null,
        diagnostics: [...opened.diagnostics, ...findings],
      };
    });
  });
}

const tooMany = (): CrmError =>
  new CrmError('usage', {
    code: 'SIMULATE.TOO_MANY',
    severity: 'error',
    summary: `there are more than ${mostGroups} live campaigns`,
    why: 'Everybody is looked at once, and asked for each of them.',
    next: ['Pause or archive the campaigns that nobody needs.'],
  });
