import type { Diagnostic } from '../base/diagnostic.ts';
import type { OpenLedger } from '../ledger/index.ts';

/** A plan takes no lock: whether somebody applies now, or has since the ledger was first looked at. */
export async function appliedMeanwhile(ledger: OpenLedger, generation: number): Promise<Diagnostic[]> {
  if ((await ledger.generation()) !== generation)
    return [
      {
        code: 'PLAN.APPLIED_MEANWHILE',
        severity: 'warning',
        summary: 'something was applied while this plan was made',
        why: 'Parts of it may be of before, parts of after. What does not fit any more is refused when it is applied.',
        next: ['Plan again: crm plan'],
      },
    ];
  const running = await ledger.lastHolder('apply');
  if (!running?.live) return [];
  return [
    {
      code: 'PLAN.APPLY_RUNNING',
      severity: 'info',
      summary: `an apply is running, by ${running.holder} since ${running.since}: this plan is of what was applied before`,
      why: 'A plan waits for nobody. What does not fit any more is refused when it is applied.',
      next: ['Plan again when the apply has ended: crm plan'],
    },
  ];
}
