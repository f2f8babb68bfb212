import type { OpenLedger } from '../ledger/index.ts';
import type { AppliedDefinition } from '../model/definitions-ledger.ts';
import { connectExistingLedger, environmentName } from './connect.ts';
import type { AppContext } from './context.ts';
import { noRevision, notApplied } from './no-such-revision.ts';
import { requireWorkspaceConfig } from './open-workspace.ts';

/** What is applied of an environment. */
export interface State {
  readonly workspace: string;
  /** The workspace's zone, in which people read the times. */
  readonly timezone: string;
  readonly environment: { readonly name: string; readonly id: string | null };
  readonly definitions: readonly StateLine[];
}

/** A definition as it is applied; one that was archived has no content any more. */
export interface StateLine {
  readonly address: string;
  readonly revision: number;
  readonly archived: boolean;
  readonly file: string;
  readonly applied_at: string;
  readonly applied_by: string;
}

export interface ShownState extends StateLine {
  readonly workspace: string;
  readonly timezone: string;
  /** What that revision says; null where it archived the definition. */
  readonly content: unknown;
  /** The latest first. */
  readonly revisions: readonly {
    readonly revision: number;
    readonly action: string;
    readonly commit: string | null;
    readonly applied_at: string;
    readonly applied_by: string;
    readonly fingerprint: string;
    /** Who had approved the plan. */
    readonly approved_by: readonly string[];
  }[];
}

/** What is applied: every definition at its revision, archived ones only when they are asked for. */
export async function listState(context: AppContext, { archived }: { archived: boolean }): Promise<State> {
  return withLedger(context, async (ledger, { workspace, timezone }) => {
    const lines = (await ledger?.definitions())?.map(stateLine) ?? [];
    return {
      workspace,
      timezone,
      environment: { name: environmentName(context), id: ledger?.environmentId ?? null },
      definitions: lines.filter((line) => archived || !line.archived),
    };
  });
}

/** One definition as it was applied, at its last revision or an earlier one, and its history. */
export async function showState(
  context: AppContext,
  { address, revision }: { readonly address: string; readonly revision?: number | undefined },
): Promise<ShownState> {
  return withLedger(context, async (ledger, { workspace, timezone }) => {
    const revisions = (await ledger?.revisions(address)) ?? [];
    const asked = revision ?? revisions[0]?.revision;
    if (asked === undefined) throw notApplied(address, (await ledger?.definitions()) ?? []);
    const found = await ledger?.revision(address, asked);
    if (!found) throw noRevision(address, asked, revisions[0]?.revision ?? 0);
    const approvals = new Map<string, readonly string[]>();
    for (const { fingerprint, appliedAt } of revisions)
      approvals.set(fingerprint, await approvedBy(ledger, fingerprint, appliedAt));
    return {
      workspace,
      timezone,
      ...stateLine(found),
      content: found.content ?? null,
      revisions: revisions.map(({ revision: number, action, commit, appliedAt, appliedBy, fingerprint }) => ({
        ...{ revision: number, action, commit },
        ...{ applied_at: appliedAt, applied_by: appliedBy, fingerprint },
        approved_by: approvals.get(fingerprint) ?? [],
      })),
    };
  });
}

/** Those who had said so before it was applied. */
async function approvedBy(ledger: OpenLedger | undefined, fingerprint: string, appliedAt: string): Promise<string[]> {
  const given = (await ledger?.approvals(fingerprint)) ?? [];
  return given.filter(({ at }) => at <= appliedAt).map(({ by }) => by);
}

const stateLine = ({ address, revision, content, file, appliedAt, appliedBy }: AppliedDefinition): StateLine => ({
  ...{ address, revision, archived: content === undefined, file },
  ...{ applied_at: appliedAt, applied_by: appliedBy },
});

/** Whoever only asks makes no ledger. */
async function withLedger<T>(
  context: AppContext,
  work: (ledger: OpenLedger | undefined, about: { workspace: string; timezone: string }) => Promise<T>,
): Promise<T> {
  const config = await requireWorkspaceConfig(context.root);
  const ledger = connectExistingLedger(context, config);
  try {
    return await work(ledger, config.value);
  } finally {
    await ledger?.close();
  }
}
