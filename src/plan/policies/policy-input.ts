import type { HeadCount, PopulationGuard } from '../../model/broken-guards.ts';
import type { PlanAffected, PlanChange, PlanLoad } from '../../model/plan.ts';
import type { Pointer } from '../../model/source.ts';
import type { PolicyLevel } from '../../model/workspace.ts';

/** What the rules look at. */
export interface PolicyInput {
  readonly policies: Readonly<
    Record<string, PolicyLevel | { readonly level: PolicyLevel; readonly max?: number; readonly min?: number }>
  >;
  readonly changes: readonly PlanChange[];
  /** Live campaigns that change through something that they use. */
  readonly affected: readonly PlanAffected[];
  /** Where a part of a definition stands. */
  readonly place: (
    address: string,
    pointer: Pointer,
  ) => { readonly file: string; readonly line: number; readonly column?: number } | undefined;
  /** Everybody in the store; undefined when it was not asked. */
  readonly everyone: number | undefined;
  /** Messages of the coming days; null when they were not counted. */
  readonly load: PlanLoad | null;
  /** Partitions with their counts, unless nobody was counted. */
  readonly partitions: readonly {
    readonly name: string;
    readonly counts: { readonly missing: number; readonly twice: number } | undefined;
    readonly file: string;
    readonly line: number;
  }[];
  /** Segments with guards, whose people are undefined when nobody was counted. */
  readonly populations: readonly {
    readonly address: string;
    readonly file: string;
    readonly guard: PopulationGuard;
    readonly people: number | undefined;
    readonly before: HeadCount | undefined;
  }[];
  /** Where segments have a query of their own. */
  readonly rawSql: readonly { readonly address: string; readonly file: string; readonly line: number }[];
  /** Variables without a fallback, by template address. */
  readonly bare: ReadonlyMap<string, readonly string[]>;
  /** One-off campaigns that would be due at once, by address. */
  readonly past: ReadonlyMap<string, string>;
  /** Campaigns that change while people are in their experiment: until when those are measured, by address. */
  readonly running: ReadonlyMap<string, string>;
  /** Of campaigns that advertise: whether somebody gets nothing, by address. */
  readonly heldOut: ReadonlyMap<string, boolean>;
  /** The team's stages, and whether a live campaign is for each. */
  readonly stages: readonly { readonly stage: string; readonly live: boolean }[];
  /** Where a text of a template of the workspace holds a link that is not encrypted. */
  readonly plainLinks: readonly { readonly address: string; readonly pointer: Pointer; readonly link: string }[];
  /** The rules of the workspace's own strategy. */
  readonly own: readonly OwnRule[];
  /** What campaigns may break, by address. */
  readonly exceptions: ReadonlyMap<string, readonly Exception[]>;
  /** The day that exceptions are looked at: YYYY-MM-DD in the workspace's zone. */
  readonly today: string;
}

/** A rule of the workspace's own: a JSON Schema over a change. */
export interface OwnRule {
  /** `must.<id>`, `must_not.<id>`. */
  readonly rule: string;
  readonly level: PolicyLevel;
  readonly why: string;
  /** What is wrong with a change, and the part of its definition; undefined when it keeps the rule. */
  broken(change: PlanChange): { readonly message: string; readonly pointer: Pointer } | undefined;
}

export interface Exception {
  readonly rule: string;
  readonly reason: string;
  /** The last day that it holds. */
  readonly expires: string;
}

export interface Finding {
  readonly address: string;
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
  readonly fix: string;
}
