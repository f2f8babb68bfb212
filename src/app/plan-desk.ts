import type { OpenLedger } from '../ledger/index.ts';
import type { Copy } from '../model/copy.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';
import type { Run } from '../model/delivery.ts';
import { listConditions, listKey, type PersonLists } from '../model/person-list.ts';
import type { Store } from '../model/ports.ts';
import type { People, Program } from '../model/program.ts';
import type { StoreMapping, Workspace } from '../model/workspace.ts';
import { type AppliedLists, appliedLists, type FindList, fromWorkspace } from './applied-lists.ts';
import { type AppliedWorkspace, appliedWorkspace } from './applied-workspace.ts';
import { checkStore } from './check-store.ts';
import { compileForStore } from './compile-for-store.ts';
import type { AppContext } from './context.ts';
import { listCopies } from './list-copies.ts';
import { listInGit } from './list-in-git.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import { listsOf } from './stale-lists.ts';

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
  /** The lists of now, and those that were applied as far as their content is here. */
  readonly lists: { readonly now: PersonLists; readonly before: AppliedLists };
  readonly after: Program;
  /** Runs that the next send goes on with. */
  readonly unfinished: readonly Run[];
}

interface Sources {
  readonly opened: OpenedWorkspace & { readonly workspace: Workspace };
  readonly ledger: OpenLedger;
  readonly store: Store | undefined;
  readonly definitions: readonly AppliedDefinition[];
  /** Changes that are not part of the plan. */
  readonly leftOut?: readonly string[];
}

export async function planDesk(
  context: AppContext,
  { opened, ledger, store, definitions, leftOut = [] }: Sources,
): Promise<PlanDesk> {
  const { workspace, copies } = opened;
  const { store: mapping, timezone } = workspace.config.value;
  const applied = appliedWorkspace(definitions);
  const now = context.asOf;
  const segments = new Map([...workspace.segments].map(([id, { value }]) => [id, value]));
  const listsBefore = await appliedLists(applied?.segments ?? new Map(), findList(context, ledger), opened.lists);
  const lists = { now: listsNow(opened, listsBefore, leftOut), before: listsBefore };
  const before =
    applied &&
    (await compileForStore(store, {
      store: await mappingBefore(workspace, applied, store),
      timezone: applied.config.timezone,
      segments: applied.segments,
      campaigns: applied.campaigns,
      lists: lists.before.lists,
    }));
  const after = await compileForStore(store, {
    store: mapping,
    timezone,
    segments,
    campaigns: workspace.campaigns,
    lists: lists.now,
  });
  const unfinished = (await ledger.runs()).filter(({ state }) => state !== 'done');
  return {
    context,
    workspace,
    copies,
    ledger,
    store,
    applied,
    before: before?.(now),
    lists,
    after: after(now),
    unfinished,
  };
}

/** The lists of the files; those that only segments outside of the plan ask for as they were applied, where that is known. */
function listsNow(
  { workspace, lists }: Sources['opened'],
  before: AppliedLists,
  leftOut: readonly string[],
): PersonLists {
  const keys = (outside: boolean): string[] =>
    [...workspace.segments.values()]
      .filter(({ id }) => leftOut.includes(`segment.${id}`) === outside)
      .flatMap(({ value }) => listConditions(value.where).map(listKey));
  const inside = new Set(keys(false));
  const kept = keys(true).flatMap((key) => {
    const list = inside.has(key) ? undefined : before.lists.get(key);
    return list ? [[key, list] as const] : [];
  });
  return new Map([...lists, ...kept]);
}

/** As it stands in the workspace, or the copy that was kept when it was applied, or what git has of it. */
function findList({ root }: AppContext, { environmentId }: OpenLedger): FindList {
  const copies = listCopies(root, environmentId);
  const inWorkspace = fromWorkspace(root);
  return (file, sha256) => {
    const found = inWorkspace(file, sha256);
    return typeof found === 'string' ? (copies.read(sha256) ?? listInGit(root, file, sha256) ?? found) : found;
  };
}

/** People as they were applied, unless a list that decides who is in these segments is not known any more. */
export function knownBefore(
  { applied, lists }: PlanDesk,
  segments: readonly string[],
  people: () => People | undefined,
): People | 'unknown' | undefined {
  const asked = listsOf(segments, applied?.segments ?? new Map());
  return asked.some((list) => lists.before.unknown.has(listKey(list))) ? 'unknown' : people();
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
