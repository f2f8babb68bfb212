import type { Diagnostic } from '../base/diagnostic.ts';
import { digest } from '../base/digest.ts';
import type { ApprovalRule } from '../model/approval.ts';
import type {
  Plan,
  PlanAction,
  PlanAffected,
  PlanChange,
  PlanPopulation,
  PlanSummary,
  PolicyResult,
} from '../model/plan.ts';
import { fingerprintOf } from './fingerprint.ts';
import { requiredApprovals } from './review/index.ts';

export interface PlanInput {
  readonly version: string;
  readonly workspace: string;
  readonly environment: { readonly name: string; readonly id: string };
  readonly source: Plan['source'];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly asOf: Date;
  readonly clock: Plan['clock'];
  readonly refresh: Plan['refresh'];
  readonly scope: Plan['scope'];
  readonly changes: readonly PlanChange[];
  readonly affected: readonly PlanAffected[];
  readonly populations: readonly PlanPopulation[];
  readonly load: Plan['load'];
  readonly unchanged: number;
  readonly policies: unknown;
  readonly policyResults: readonly PolicyResult[];
  readonly policiesPassed: number;
  /** The reviews that hold: of what is applied, and of what would be. */
  readonly reviews: readonly (ApprovalRule | undefined)[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts a plan together. Equal inputs give an equal value, and so equal bytes. */
export function plan(input: PlanInput): Plan {
  const failed = input.policyResults.filter(({ status }) => status === 'fail');
  const open = input.policyResults.filter(({ status }) => status === 'not_evaluated');
  const excepted = input.policyResults.filter(({ status }) => status === 'excepted');
  const denied = failed.filter(({ level }) => level === 'deny').length;
  return {
    format: 'crm.plan/v1',
    tool: { name: 'crm', version: input.version },
    workspace: input.workspace,
    fingerprint: fingerprintOf(input.environment.id, input.changes, digest(input.policies)),
    created_at: input.createdAt.toISOString(),
    expires_at: input.expiresAt.toISOString(),
    as_of: input.asOf.toISOString(),
    clock: input.clock,
    environment: input.environment,
    source: input.source,
    refresh: input.refresh,
    scope: input.scope,
    // What nobody looked at is not allowed either.
    applyable: denied === 0 && !open.some(({ level }) => level === 'deny') && !input.changes.some(isBlocked),
    summary: summaryOf(input.changes, input.unchanged),
    changes: input.changes,
    affected: input.affected,
    populations: input.populations,
    load: input.load,
    policy: {
      digest: digest(input.policies),
      denied,
      warned: failed.filter(({ level }) => level === 'warn').length,
      passed: input.policiesPassed,
      not_evaluated: open.length,
      excepted: excepted.length,
      results: [...failed, ...open, ...excepted],
    },
    requires: requiredApprovals(input.reviews, { changes: input.changes, results: input.policyResults }),
    diagnostics: input.diagnostics,
  };
}

/** Whether a change takes something away that nobody allowed to be taken. */
export const isBlocked = ({ destructive }: Pick<PlanChange, 'destructive'>): boolean => destructive?.allowed === false;

function summaryOf(changes: readonly PlanChange[], unchanged: number): PlanSummary {
  const count = (action: PlanAction): number => changes.filter((change) => change.action === action).length;
  return {
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    pause: count('pause'),
    activate: count('activate'),
    archive: count('archive'),
    rename: count('rename'),
    unchanged,
  };
}

/** The seal of a plan file: a plan whose bytes were altered has another one. */
export const sealOf = (value: Omit<Plan, 'diagnostics'>): string => digest(value);

/** Whether a plan file still says what its fingerprint and digests promise. */
export function isIntact(value: Plan, seal: unknown): boolean {
  return (
    sealOf(value) === seal &&
    fingerprintOf(value.environment.id, value.changes, value.policy.digest) === value.fingerprint &&
    value.changes.every(({ after, after_digest }) =>
      after === null ? after_digest === null : digest(after) === after_digest,
    )
  );
}
