import type { Diagnostic } from '../../base/diagnostic.ts';
import type { PlanChange } from '../../model/plan.ts';

/** New campaigns that say, letter by letter, what one says that is archived by the same plan: their files were probably renamed. */
export function lookalikes(changes: readonly PlanChange[]): Diagnostic[] {
  const archived = changes.filter(({ action, address }) => action === 'archive' && address.startsWith('campaign.'));
  return changes
    .filter(({ action, address }) => action === 'create' && address.startsWith('campaign.'))
    .flatMap((change) => {
      const old = archived.find(({ base }) => base.digest === change.after_digest);
      return old ? [looksRenamed(change, old)] : [];
    });
}

const looksRenamed = ({ address, file, line }: PlanChange, old: PlanChange): Diagnostic => ({
  code: 'CAMPAIGN.LOOKS_RENAMED',
  severity: 'warning',
  summary: `${address} says what ${old.address} says, which is archived: it looks like a rename`,
  place: { file, line, column: 1 },
  why: 'To crm they are two campaigns: whom the old one reached, its experiment and its results stay with it, and the new one may write to the same people again.',
  next: [`Keep the name of the file: git mv ${file} ${old.file}`, 'Or go on, if it is meant to begin anew.'],
});
