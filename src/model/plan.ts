import type { Diagnostic } from '../base/diagnostic.ts';
import type { HeadCount } from './broken-guards.ts';
import type { PolicyLevel } from './workspace.ts';

export type PlanAction = 'create' | 'update' | 'replace' | 'pause' | 'activate' | 'archive' | 'rename';
export type Category =
  | 'copy'
  | 'targeting'
  | 'timing'
  | 'channel'
  | 'frequency'
  | 'experiment'
  | 'measurement'
  | 'metadata';
export type Effect = 'safe' | 'forward-only' | 'audience' | 'restart' | 'stop';

export interface FieldChange {
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly before: unknown;
  readonly after: unknown;
}

export interface PlanAudience {
  /** Null, as are `enter`, `leave` and `stay`, when a list that was applied is not here any more as it was. */
  readonly before: number | null;
  readonly after: number;
  readonly enter: number | null;
  readonly leave: number | null;
  readonly stay: number | null;
  readonly reachable: Readonly<Record<string, number>>;
  readonly held_out: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** Other live campaigns whose messages the same people get; only with --refresh full. */
  readonly overlap?: readonly { readonly with: string; readonly people: number }[];
  /** Only when not everybody takes part yet: `people` are in the next run, `waiting` are not part of it. */
  readonly rollout?: { readonly percent: number; readonly people: number; readonly waiting: number };
}

export interface PlanExperiment {
  readonly arms: Readonly<Record<string, number>>;
  readonly holdout: number;
  /** The smallest difference that can be detected with 80 % power; null: none, however large. */
  readonly mde: number | null;
  readonly goal_effect: number;
  readonly provable: boolean;
}

export interface PlanPreview {
  readonly persona: string;
  readonly variant: string;
  readonly channel: string;
  readonly locale: string;
  /** As it is applied; null where it is not, or would not be sent. */
  readonly before: Readonly<Record<string, string>> | null;
  readonly after: Readonly<Record<string, string>>;
  /** Variables that the persona has nothing for. */
  readonly missing: readonly string[];
  readonly characters: number;
  readonly bytes: number;
  readonly skipped: string | null;
}

/** Messages a person gets in the coming days, of those who get any. */
export interface PlanLoadSide {
  readonly people: number;
  readonly messages: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** People for whom a message has to wait or is left out because of the limits. */
  readonly over: number;
}

/** All live campaigns together, of the same people before and after. */
export interface PlanLoad {
  readonly days: number;
  readonly before: PlanLoadSide;
  readonly after: PlanLoadSide;
  /** Messages that the limits leave out, or keep until they expire, after. */
  readonly dropped: number;
}

/** A variable of a campaign's copy: how many of the audience have nothing there. */
export interface PlanVariable {
  readonly name: string;
  readonly from: string;
  readonly people: number;
  readonly missing: number;
  /** Without one, people who have nothing there are left out. */
  readonly fallback: boolean;
}

/** What a plan says of a campaign's people and copy. */
export interface CampaignFacts {
  readonly audience?: PlanAudience;
  /** A run that was begun already and that this change opens again: people whom the next send adds to it. */
  readonly added?: { readonly run: string; readonly people: number; readonly messages: number };
  /** Runs that were interrupted: the next send goes on with them, and their messages are in no other number. */
  readonly unfinished?: { readonly runs: number; readonly messages: number };
  readonly volume?: { readonly messages: number };
  readonly experiment?: PlanExperiment;
  readonly preview?: readonly PlanPreview[];
  /** Only with --refresh full, like `variables`: the load of the people who get this campaign. */
  readonly load?: PlanLoad;
  readonly variables?: readonly PlanVariable[];
}

/** A live campaign whose own file is as it was applied, and which changes through what it uses. */
export interface PlanAffected extends CampaignFacts {
  readonly address: string;
  readonly file: string;
  readonly line: number;
  /** The changes that reach it: `segment.new`, `workspace`. */
  readonly because: readonly string[];
}

/** A list of people that changes: ids in it before and after, null where it is not asked for; `added` and `removed` are null when the old ids are not known. */
export interface PlanListChange {
  readonly file: string;
  readonly column: string | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly added: number | null;
  readonly removed: number | null;
}

export interface PlanChange extends CampaignFacts {
  readonly address: string;
  readonly previous_address: string | null;
  readonly action: PlanAction;
  readonly categories: readonly Category[];
  readonly effect: Effect;
  readonly file: string;
  readonly line: number;
  readonly base: { readonly revision: number; readonly digest: string | null };
  readonly after_digest: string | null;
  readonly fields: readonly FieldChange[];
  /** The whole definition to apply; null for an archive. */
  readonly after: unknown;
  /** Live campaigns that use it, changed themselves or not. */
  readonly affected?: readonly string[];
  /** What is lost, and whether that was allowed by name when the plan was made. */
  readonly destructive?: { readonly reasons: readonly string[]; readonly allowed: boolean };
  /** Where only some changes were asked for: why this is one of them. */
  readonly selected?: string;
  /** Of a segment: its lists of people whose content changes. */
  readonly lists?: readonly PlanListChange[];
}

export interface PolicyResult {
  readonly rule: string;
  readonly level: Exclude<PolicyLevel, 'off'>;
  /** `not_evaluated`: it needs counts of people, and they were not asked for. `excepted`: it fails, and may. */
  readonly status: 'fail' | 'pass' | 'not_evaluated' | 'excepted';
  /** Until the end of which day it may fail. */
  readonly exception?: { readonly reason: string; readonly expires: string };
  readonly address: string;
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
  readonly fix: string;
}

/** A segment with guards on its number of people, which is kept when the plan is applied. */
export interface PlanPopulation {
  readonly address: string;
  /** Null when nobody was counted. */
  readonly people: number | null;
  /** When something was last applied; null when there is nothing to compare with. */
  readonly before: HeadCount | null;
}

/** Which changes were looked at. */
export interface PlanScope {
  readonly complete: boolean;
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  /** Addresses of changes that the selectors leave out: they stay as they are applied. */
  readonly left_out: readonly string[];
}

export type PlanSummary = Readonly<Record<PlanAction | 'unchanged', number>>;

/** What apply would do. Public by construction: counts and digests, no person, no secret. */
export interface Plan {
  readonly format: 'crm.plan/v1';
  readonly tool: { readonly name: 'crm'; readonly version: string };
  readonly workspace: string;
  readonly fingerprint: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly as_of: string;
  /** The clock of created_at and expires_at: `as_of` when the plan was made with --as-of. */
  readonly clock: 'wall' | 'as_of';
  readonly environment: { readonly name: string; readonly id: string };
  readonly source: {
    readonly commit: string | null;
    readonly dirty: boolean;
    /** Who made the plan. */
    readonly by: string;
  };
  readonly refresh: 'none' | 'counts' | 'full';
  readonly scope: PlanScope;
  readonly applyable: boolean;
  readonly summary: PlanSummary;
  readonly changes: readonly PlanChange[];
  readonly affected: readonly PlanAffected[];
  readonly populations: readonly PlanPopulation[];
  /** Of everybody, with --refresh full; null when it was not asked for, or there are too many campaigns. */
  readonly load: PlanLoad | null;
  readonly policy: {
    readonly digest: string;
    readonly denied: number;
    readonly warned: number;
    readonly passed: number;
    readonly not_evaluated: number;
    readonly excepted: number;
    readonly results: readonly PolicyResult[];
  };
  /** How many people have to approve it before it is applied, and what asks for that. */
  readonly requires: { readonly approvals: number; readonly because: readonly string[] };
  readonly diagnostics: readonly Diagnostic[];
}

/** What apply did; nothing when there was nothing to do, or it was done before. */
export interface ApplyResult {
  readonly applied: readonly { readonly address: string; readonly action: string; readonly revision: number }[];
  readonly fingerprint: string;
  readonly applied_by: string;
  readonly applied_at: string;
}
