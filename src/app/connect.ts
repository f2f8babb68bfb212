import { CrmError } from '../base/crm-error.ts';
import type { Place } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { type LedgerOptions, ledgerPath, type OpenLedger, openExistingLedger, openLedger } from '../ledger/index.ts';
import type { Store } from '../model/ports.ts';
import type { SourceFile } from '../model/source.ts';
import type { WorkspaceFile } from '../model/workspace.ts';
import { openStore, type StoreAddress } from '../store/index.ts';
import type { AppContext } from './context.ts';

interface Config {
  readonly value: WorkspaceFile;
  readonly source: SourceFile;
}

/** The environment that was asked for; a name that does not exist is a usage error. */
function environmentOf({ environment }: AppContext, { value }: Config) {
  if (environment === undefined) return undefined;
  const known = value.environments ?? {};
  const found = known[environment];
  if (found) return found;
  const near = suggest(environment, Object.keys(known));
  throw new CrmError('usage', {
    code: 'ENVIRONMENT.UNKNOWN',
    severity: 'error',
    summary: `there is no environment \`${environment}\``,
    why:
      Object.keys(known).length > 0
        ? `crm.yaml has: ${Object.keys(known).join(', ')}.`
        : 'crm.yaml has no environments.',
    next: ['Use --env with one of them, or leave it out.'],
    ...(near.length > 0 ? { suggestions: near } : {}),
  });
}

export const environmentName = (context: AppContext): string => context.environment ?? 'default';

/** Where the store is: its url with the environment filled in, and the place where that url stands. */
export function storeAddress(context: AppContext, config: Config): StoreAddress & { place: Place } {
  const own = environmentOf(context, config)?.store?.url;
  const pointer = own === undefined ? ['store', 'url'] : ['environments', environmentName(context), 'store', 'url'];
  const place = config.source.place(pointer);
  return { url: context.secrets.resolve(own ?? config.value.store.url, place), root: context.root, place };
}

export const connectStore = (context: AppContext, config: Config): Store => openStore(storeAddress(context, config));

export const connectLedger = (context: AppContext, config: Config): OpenLedger =>
  openLedger(ledgerOptions(context, config));

/** Undefined when nothing was ever applied there: who only asks makes no ledger. */
export const connectExistingLedger = (context: AppContext, config: Config): OpenLedger | undefined =>
  openExistingLedger(ledgerOptions(context, config));

/** The ledger's file, whether it exists or not. */
export const ledgerFile = (context: AppContext, config: Config): string => ledgerPath(ledgerOptions(context, config));

function ledgerOptions(context: AppContext, config: Config): LedgerOptions {
  const own = environmentOf(context, config)?.ledger?.url;
  const pointer = own === undefined ? ['ledger', 'url'] : ['environments', environmentName(context), 'ledger', 'url'];
  const place = config.source.place(pointer);
  const url = context.secrets.resolve(own ?? config.value.ledger?.url ?? 'sqlite:.crm/ledger.db', place);
  const { root, holder, job, leaseMs } = context;
  // Whoever waits for a lock wants to see the job that has it.
  return { url, place, root, holder: job === undefined ? holder : `${holder}, ${job}`, leaseMs };
}

interface Closable {
  close(): Promise<void>;
}

/** Runs some work with connections and closes them, whatever happens. */
export async function using<C extends readonly [Closable, ...Closable[]], T>(
  connections: C,
  work: (...connections: C) => Promise<T>,
): Promise<T> {
  try {
    return await work(...connections);
  } finally {
    for (const connection of connections) await connection.close();
  }
}
