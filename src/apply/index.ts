import { Bug } from '../base/bug.ts';
import { CrmError } from '../base/crm-error.ts';
import type {
  AppliedBrokenReference,
  ApplyOutcome,
  ApplyRequest,
  DefinitionsLedger,
} from '../model/definitions-ledger.ts';
import type { Fence } from '../model/locks-ledger.ts';
import type { ApplyResult, Plan } from '../model/plan.ts';

export interface ApplyInput {
  readonly plan: Plan;
  readonly by: string;
  readonly at: Date;
  readonly ifNotApplied: boolean;
  /** The lock that it is done under. */
  readonly fence: Fence;
}

/** Writes a plan's definitions into the ledger: all of them, or none with the reason. */
export async function applyChanges(
  ledger: DefinitionsLedger,
  { plan, by, at, ifNotApplied, fence }: ApplyInput,
): Promise<ApplyResult> {
  const { fingerprint } = plan;
  const outcome = await ledger.apply({
    fingerprint,
    appliedAt: at.toISOString(),
    appliedBy: by,
    commit: plan.source.commit ?? undefined,
    fence,
    populations: populationsOf(plan),
    forecasts: forecastsOf(plan),
    changes: plan.changes.map((change) => ({
      address: change.address,
      action: change.action,
      baseRevision: change.base.revision,
      digest: change.after_digest ?? undefined,
      content: change.after ?? undefined,
      file: change.file,
    })),
  });
  if (outcome.kind === 'already' && ifNotApplied)
    return { applied: [], fingerprint, applied_by: outcome.by, applied_at: outcome.at };
  if (outcome.kind !== 'applied') throw refusal(outcome);
  const applied = plan.changes.map(({ address, action }) => {
    const revision = outcome.revisions.get(address);
    if (revision === undefined) throw new Bug(`${address} was applied without a revision`);
    return { address, action, revision };
  });
  return { applied, fingerprint, applied_by: by, applied_at: at.toISOString() };
}

/** What later plans and sends compare with; a segment without guards has nothing to keep. */
function populationsOf({ populations = [], changes, as_of }: Plan): NonNullable<ApplyRequest['populations']> {
  const guarded = new Set(populations.map(({ address }) => address));
  const gone = changes.filter(({ address }) => address.startsWith('segment.') && !guarded.has(address));
  return [
    ...populations.flatMap(({ address, people }) =>
      people === null ? [] : [{ address, count: { people, at: as_of } }],
    ),
    ...gone.map(({ address }) => ({ address, count: undefined })),
  ];
}

/** What was planned of every campaign that changes; of one that is stopped there is nothing to expect. */
function forecastsOf({ changes, affected = [], as_of }: Plan): NonNullable<ApplyRequest['forecasts']> {
  return [...changes, ...affected]
    .filter(({ address }) => address.startsWith('campaign.'))
    .map(({ address, volume }) => ({
      address,
      forecast: volume && volume.messages > 0 ? { messages: volume.messages, at: as_of } : undefined,
    }));
}

type Refused = Exclude<ApplyOutcome, { readonly kind: 'applied' }>;

function refusal(outcome: Refused): CrmError {
  if (outcome.kind === 'already') return alreadyApplied(outcome);
  if (outcome.kind === 'unlocked') return lockWasLost();
  if (outcome.kind === 'broken') return broken(outcome.references);
  const who = outcome.by === undefined ? '' : ` (by ${outcome.by}, ${outcome.at})`;
  return new CrmError('stale', {
    code: 'PLAN.STALE',
    severity: 'error',
    summary: `${outcome.address} is at revision ${outcome.now}${who}; the plan was made on revision ${outcome.planned}`,
    why: 'Somebody applied another change of it in between.',
    next: ['Make a new plan: crm plan --out plan.crmplan.json'],
  });
}

/** Said before the transaction begins as well, so that a plan's age does not hide it. */
export const alreadyApplied = ({ at, by }: { readonly at: string; readonly by: string }): CrmError =>
  new CrmError('stale', {
    code: 'PLAN.ALREADY_APPLIED',
    severity: 'error',
    summary: `this plan was applied at ${at} by ${by}`,
    why: 'A plan is carried out once.',
    next: ['With --if-not-applied this is a success.'],
  });

const lockWasLost = (): CrmError =>
  new CrmError('locked', {
    code: 'APPLY.LOCK_LOST',
    severity: 'error',
    summary:
      'the lock was lost while this apply was stopped: its lease is over, and somebody else may have applied since',
    why: 'Nothing was applied: two at once could undo each other.',
    next: ['Run it again: a plan that still fits is applied.'],
  });

const broken = (references: readonly AppliedBrokenReference[]): CrmError =>
  new CrmError(
    'stale',
    references.map(({ address, missing, changed, by, at }) => ({
      code: 'PLAN.BROKEN_REFERENCE',
      severity: 'error' as const,
      summary: `${address} would need ${missing}, which is not live${changed === undefined ? '' : ` (${changed} was changed by ${by}, ${at})`}`,
      why: 'Another plan was applied after this one was made, and the two do not fit together. Nothing was applied.',
      next: ['Make a new plan of the files as they are now: crm plan --out plan.crmplan.json'],
    })),
  );
