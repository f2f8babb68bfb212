import type { Approval } from './approval.ts';
import type { HeadCount } from './broken-guards.ts';
import type { BrokenReference } from './broken-references.ts';
import type { Fence } from './locks-ledger.ts';

/** A definition as it was applied; `content` is undefined once it was archived. */
export interface AppliedDefinition {
  readonly address: string;
  readonly revision: number;
  readonly digest: string;
  readonly content: unknown;
  readonly file: string;
  readonly appliedAt: string;
  readonly appliedBy: string;
}

/** A revision of a definition, without what it says. */
export interface RevisionRecord {
  readonly revision: number;
  /** What the plan called it: create, update, archive .. */
  readonly action: string;
  readonly digest: string | null;
  readonly file: string;
  readonly commit: string | null;
  readonly appliedAt: string;
  readonly appliedBy: string;
  /** Of the plan that applied it. */
  readonly fingerprint: string;
}

export interface ApplyRequest {
  readonly fingerprint: string;
  readonly appliedAt: string;
  readonly appliedBy: string;
  readonly commit: string | undefined;
  /** The lock that it is done under: without it any more nothing is applied. */
  readonly fence?: Fence;
  readonly changes: readonly {
    readonly address: string;
    readonly action: string;
    readonly baseRevision: number;
    readonly digest: string | undefined;
    readonly content: unknown;
    readonly file: string;
  }[];
  /** Head counts of segments with guards, as they were planned; undefined: there is none to keep any more. */
  readonly populations?: readonly { readonly address: string; readonly count: HeadCount | undefined }[];
  /** What campaigns that change, themselves or through what they use, were planned to send; undefined: nobody counted, or nothing. */
  readonly forecasts?: readonly { readonly address: string; readonly forecast: Forecast | undefined }[];
}

/** How many messages a run was planned to have, and as of when. */
export interface Forecast {
  readonly messages: number;
  readonly at: string;
}

export type ApplyOutcome =
  | { readonly kind: 'applied'; readonly revisions: ReadonlyMap<string, number> }
  /** The lock was lost before. */
  | { readonly kind: 'unlocked' }
  | { readonly kind: 'already'; readonly at: string; readonly by: string }
  | {
      readonly kind: 'stale';
      readonly address: string;
      readonly planned: number;
      readonly now: number;
      readonly by: string | undefined;
      readonly at: string | undefined;
    }
  | { readonly kind: 'broken'; readonly references: readonly AppliedBrokenReference[] };

/** A live definition that would need something that is not live, and the end of the two that was changed before. */
export interface AppliedBrokenReference extends BrokenReference {
  readonly changed?: string;
  readonly by?: string;
  readonly at?: string;
}

export interface DefinitionsLedger {
  readonly environmentId: string;
  /** When a plan was carried out, and by whom. */
  appliedPlan(fingerprint: string): Promise<{ readonly at: string; readonly by: string } | undefined>;
  /** The current revision of every definition there ever was, archived ones too. */
  definitions(): Promise<readonly AppliedDefinition[]>;
  /** How often something was applied. Ask before reading definitions: an apply in between is then noticed, never missed. */
  generation(): Promise<number>;
  /** How many people the segments with guards had when something was last applied, by address. */
  populations(): Promise<ReadonlyMap<string, HeadCount>>;
  /** What a run of each campaign was planned to send when it was last applied, by address. */
  forecasts(): Promise<ReadonlyMap<string, Forecast>>;
  revision(address: string, revision: number): Promise<AppliedDefinition | undefined>;
  /** All revisions of a definition, the latest first. */
  revisions(address: string): Promise<readonly RevisionRecord[]>;
  apply(request: ApplyRequest): Promise<ApplyOutcome>;
}

export interface ApprovalsLedger {
  /** Every approval of a fingerprint, the oldest first; whether one still counts is for the reader to say. */
  approvals(fingerprint: string): Promise<readonly Approval[]>;
  /** Somebody who approves again renews what they said. */
  approve(approval: Approval): Promise<void>;
}
