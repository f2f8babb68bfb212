import type { Diagnostic } from '../base/diagnostic.ts';
import type { DialectName } from '../model/query.ts';
import type { Workspace } from '../model/workspace.ts';
import { checkStore } from './check-store.ts';
import { connectStore, using } from './connect.ts';
import type { AppContext } from './context.ts';
import type { SetupFinding } from './setup-finding.ts';

const titles: Readonly<Record<DialectName, string>> = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL',
  mysql: 'MySQL or MariaDB',
};

/** Whether the store answers, has what the mapping names, and gives crm no more power than it needs. */
export async function examineStore(context: AppContext, workspace: Workspace): Promise<SetupFinding> {
  return using([connectStore(context, workspace.config)], async (store) => {
    const tables = await store.tables();
    const diagnostics = [...(await checkStore(workspace, store)), ...(await store.warnings()).map(strictly)];
    return { says: `${titles[store.dialect]} answers, with ${tables.size} tables and views`, diagnostics };
  });
}

/** Whoever looks after a setup must not leave it so; for a marketer who checks files it is a warning. */
const strictly = (finding: Diagnostic): Diagnostic =>
  finding.code === 'STORE.SUPERUSER' ? { ...finding, severity: 'error' } : finding;
