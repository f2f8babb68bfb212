import type { Slot } from '../deliver/due/index.ts';
import type { OpenLedger } from '../ledger/index.ts';
import type { Store } from '../model/ports.ts';
import type { Program } from '../model/program.ts';
import type { SourceFile } from '../model/source.ts';
import type { AppliedCampaign, AppliedWorkspace } from './applied-workspace.ts';
import type { AppContext } from './context.ts';

/** What a send and a dry run work with. */
export interface SendDesk {
  readonly context: AppContext;
  readonly ledger: OpenLedger;
  readonly store: Store;
  readonly applied: AppliedWorkspace;
  readonly config: { readonly source: SourceFile };
  /** Queries as of an instant. */
  readonly program: (now: Date) => Program;
}

/** A campaign with the occurrence of it that is due. */
export interface DueRun {
  readonly campaign: AppliedCampaign;
  readonly slot: Slot;
  readonly id: string;
}
