import type { OpenLedger } from '../ledger/index.ts';
import type { Copy } from '../model/copy.ts';
import type { Run } from '../model/delivery.ts';
import type { AppliedDefinition, Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { StoreMapping, Workspace } from '../model/workspace.ts';
import { type AppliedWorkspace, appliedWorkspace } from './applied-workspace.ts';
import { checkStore } from './check-store.ts';
import { compileForStore } from './compile-for-store.ts';
import type { AppContext } from './context.ts';
import type { OpenedWorkspace } from './open-workspace.ts';

/** What a plan is made from. */
export interface PlanDesk {
  readonly context: AppContext;
  readonly workspace: Workspace;
  readonly copies: ReadonlyMap<string, Copy>;
  readonly ledger: OpenLedger;
  /** Undefined with --refresh none. */
  readonly store: Store | undefined;
  readonly applied: AppliedWorkspace | undefined;
  /** People as they were applied, asked of today's store; undefined when nothing was applied. */
  readonly before: Program | undefined;
  readonly after: Program;
  /** Runs that the next send goes on with. */
  readonly unfinished: readonly Run[];
}

interface Sources {
  readonly opened: OpenedWorkspace & { readonly workspace: Workspace };
  readonly ledger: OpenLedger;
  readonly store: Store | undefined;
  readonly definitions: readonly AppliedDefinition[];
}

export async function planDesk(
  context: AppContext,
  { opened, ledger, store, definitions }: Sources,
): Promise<PlanDesk> {
  const { workspace, copies } = opened;
  const { store: mapping, timezone } = workspace.config.value;
  const applied = appliedWorkspace(definitions);
  const now = context.asOf;
  const segments = new Map([...workspace.segments].map(([id, { value }]) => [id, value]));
  const before =
    applied &&
    (await compileForStore(store, {
      store: await mappingBefore(workspace, applied, store),
      timezone: applied.config.timezone,
      segments: applied.segments,
      campaigns: applied.campaigns,
    }));
  const after = await compileForStore(store, { store: mapping, timezone, segments, campaigns: workspace.campaigns });
  const unfinished = (await ledger.runs()).filter(({ state }) => state !== 'done');
  return { context, workspace, copies, ledger, store, applied, before: before?.(now), after: after(now), unfinished };
}

/**
 * The mapping that was applied, as long as today's store can be read with it and people are the same rows. A column that was
 * renamed in the store is not there under its old name any more: then today's mapping says what it meant.
 */
async function mappingBefore(
  workspace: Workspace,
  { config }: AppliedWorkspace,
  store: Store | undefined,
): Promise<StoreMapping> {
  const now = workspace.config.value.store;
  const old: StoreMapping = { ...config.store, url: now.url };
  const sameRows = old.people.table === now.people.table && old.people.id === now.people.id;
  if (!store || !sameRows) return now;
  const value = { ...workspace.config.value, store: old };
  const findings = await checkStore({ ...workspace, config: { ...workspace.config, value } }, store);
  return findings.length === 0 ? old : now;
}
