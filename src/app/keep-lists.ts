import { CrmError } from '../base/crm-error.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { OpenLedger } from '../ledger/index.ts';
import { type AppliedSegment, listConditions, listKey } from '../model/person-list.ts';
import type { Plan } from '../model/plan.ts';
import { fromWorkspace, type WhyNot } from './applied-lists.ts';
import { appliedWorkspace } from './applied-workspace.ts';
import type { AppContext } from './context.ts';
import { listCopies } from './list-copies.ts';

/** Copies the lists that a plan applies, each of which must be the file that was planned: a send would refuse any other. */
export function keepLists({ root }: AppContext, plan: Plan, { environmentId }: OpenLedger): void {
  const find = fromWorkspace(root);
  const copies = listCopies(root, environmentId);
  const found = new Map<string, Uint8Array>();
  const other: Diagnostic[] = [];
  for (const { file, sha256 } of plan.changes.flatMap(plannedLists)) {
    const bytes = find(file, sha256);
    if (typeof bytes === 'string') other.push(notPlanned(file, bytes));
    else found.set(sha256, bytes);
  }
  if (other.length > 0) throw new CrmError('stale', other);
  for (const [sha256, bytes] of found) kept(() => copies.keep(sha256, bytes));
}

function kept(keep: () => void): void {
  try {
    keep();
  } catch (error) {
    throw new CrmError('backend', {
      code: 'LIST.CANNOT_KEEP',
      severity: 'error',
      summary: `a copy of a list cannot be kept: ${(error as Error).message}`,
      why: 'A later plan compares with it. Nothing was applied.',
      next: ['Let this account write into the folder .crm of the workspace.'],
    });
  }
}

/** Removes the copies that nothing applied asks for any more. */
export async function forgetLists({ root }: AppContext, ledger: OpenLedger): Promise<void> {
  const applied = appliedWorkspace(await ledger.definitions());
  const live = [...(applied?.segments.values() ?? [])].flatMap(({ lists = {} }) => Object.values(lists));
  listCopies(root, ledger.environmentId).keepOnly(new Set(live.map(({ sha256 }) => sha256)));
}

function plannedLists({ address, after }: Plan['changes'][number]): { file: string; sha256: string }[] {
  if (!address.startsWith('segment.') || after === null) return [];
  const { where, lists = {} } = after as AppliedSegment;
  return listConditions(where).flatMap((condition) => {
    const sha256 = lists[listKey(condition)]?.sha256;
    return sha256 === undefined ? [] : [{ file: condition.list, sha256 }];
  });
}

const notPlanned = (file: string, why: WhyNot): Diagnostic => ({
  code: 'PLAN.OTHER_LIST',
  severity: 'error',
  summary: `${file} is not ${why === 'missing' ? 'there' : 'what was planned'}`,
  why: 'What was reviewed is what is applied, and a send needs the list as it was applied. Nothing was applied.',
  next: ['Make a new plan: crm plan --out plan.crmplan.json', 'Or check out the commit that was planned.'],
});
