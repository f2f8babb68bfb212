import type { Slot } from '../deliver/due/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { Definition, WorkspaceFile } from '../model/workspace.ts';
import { type AppliedLists, appliedLists, fromWorkspace } from './applied-lists.ts';
import type { AppliedCampaign, AppliedWorkspace } from './applied-workspace.ts';
import { compileForStore } from './compile-for-store.ts';
import { storeAddress } from './connect.ts';
import type { AppContext } from './context.ts';
import { requireApplied } from './select-campaigns.ts';

/** What a send and a dry run work with: connections, and the definitions as they are applied at this moment. */
export interface SendDesk {
  readonly context: AppContext;
  readonly ledger: OpenLedger;
  readonly store: Store;
  readonly config: Definition<WorkspaceFile>;
  readonly applied: AppliedWorkspace;
  /** Lists of people whose content, as it was applied, is not here. */
  readonly unknown: AppliedLists['unknown'];
  /** How often something had been applied when the definitions were read. */
  readonly generation: number;
  /** Queries as of an instant. */
  readonly program: (now: Date) => Program;
}

/** A campaign with the occurrence of it that is due. */
export interface DueRun {
  readonly campaign: AppliedCampaign;
  readonly slot: Slot;
  readonly id: string;
  /** People in its audience where that is still to be written down, as they were counted for the confirmation. */
  readonly people?: number | undefined;
}

export async function openDesk(from: Pick<SendDesk, 'context' | 'ledger' | 'store' | 'config'>): Promise<SendDesk> {
  const { context, ledger, store, config } = from;
  const generation = await ledger.generation();
  const applied = requireApplied(await ledger.definitions());
  const mapping = { ...applied.config.store, url: storeAddress(context, config).url };
  const { timezone } = applied.config;
  const { lists, unknown } = await appliedLists(applied.segments, fromWorkspace(context.root));
  const program = await compileForStore(store, {
    store: mapping,
    timezone,
    segments: applied.segments,
    campaigns: applied.campaigns,
    lists,
  });
  return { ...from, applied, unknown, generation, program };
}
