import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { ExitName } from '../base/exit.ts';
import type { Workspace } from '../model/workspace.ts';
import { environmentName } from './connect.ts';
import type { AppContext } from './context.ts';
import { channelsOf, examineChannel } from './examine-channel.ts';
import { examineLedger } from './examine-ledger.ts';
import { examineStore } from './examine-store.ts';
import { openWorkspace } from './open-workspace.ts';
import type { SetupFinding } from './setup-finding.ts';

export interface SetupCheck {
  readonly name: string;
  /** `skipped`: without crm.yaml there is nothing to look at. */
  readonly state: 'ok' | 'warning' | 'error' | 'skipped';
  readonly says: string;
}

export interface Examination {
  readonly workspace: string;
  readonly environment: string;
  readonly checks: readonly SetupCheck[];
  readonly diagnostics: readonly Diagnostic[];
  /** `backend` when something cannot be reached, else `invalid` when something is wrong. */
  readonly exit: ExitName;
}

/** Whether all that commands need is there and answers: files, store, ledger, channels. Sends nothing, makes nothing. */
export async function examineSetup(context: AppContext): Promise<Examination> {
  const { workspace, diagnostics: inFiles } = await openWorkspace(context.root);
  const looks: [string, () => Promise<SetupFinding>][] = [['files', async () => files(workspace, inFiles)]];
  if (workspace) {
    const { config } = workspace;
    looks.push(['store', () => examineStore(context, workspace)], ['ledger', () => examineLedger(context, config)]);
    for (const [medium, settings] of channelsOf(config.value))
      looks.push([`channel ${medium}`, () => examineChannel(context, config, { medium, settings })]);
  }
  const checks: SetupCheck[] = [];
  const diagnostics: Diagnostic[] = [];
  let unreachable = false;
  for (const [name, look] of looks) {
    context.progress(`looking at the ${name} ..`);
    const found = await look().catch((error: unknown) => {
      if (!(error instanceof CrmError) || error.exitName === 'usage') throw error;
      unreachable ||= error.exitName !== 'invalid';
      return { says: error.message, diagnostics: error.diagnostics };
    });
    checks.push({ name, state: stateOf(found.diagnostics ?? []), says: found.says });
    diagnostics.push(...(found.diagnostics ?? []));
  }
  if (!workspace)
    for (const name of ['store', 'ledger', 'channels'])
      checks.push({ name, state: 'skipped', says: 'cannot be looked at without crm.yaml' });
  return {
    workspace: workspace?.config.value.workspace ?? '',
    environment: environmentName(context),
    checks,
    diagnostics,
    exit: unreachable ? 'backend' : checks.some(({ state }) => state === 'error') ? 'invalid' : 'ok',
  };
}

function stateOf(diagnostics: readonly Diagnostic[]): SetupCheck['state'] {
  if (diagnostics.some(({ severity }) => severity === 'error')) return 'error';
  return diagnostics.some(({ severity }) => severity === 'warning') ? 'warning' : 'ok';
}

function files(workspace: Workspace | undefined, diagnostics: readonly Diagnostic[]): SetupFinding {
  const [first, ...more] = diagnostics.filter(({ severity }) => severity === 'error');
  if (first) return { says: `${first.summary}${more.length > 0 ? `, and ${more.length} more` : ''}`, diagnostics };
  if (!workspace) return { says: 'crm.yaml cannot be used', diagnostics };
  const { campaigns, segments, templates } = workspace;
  return { says: `${campaigns.size} campaigns, ${segments.size} segments, ${templates.size} templates`, diagnostics };
}
