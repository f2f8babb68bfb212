import { CrmError } from '../base/crm-error.ts';
import type { Fence, LocksLedger } from '../model/locks-ledger.ts';

interface LockRequest {
  readonly scope: string;
  readonly operation: string;
  readonly timeoutMs: number;
}

/** Does some work under a lock and gives it back, whatever happens. Says who holds it when it cannot be had in time. */
export async function locked<T>(
  ledger: LocksLedger,
  request: LockRequest,
  work: (lost: AbortSignal, fence: Fence) => Promise<T>,
): Promise<T> {
  const lock = await ledger.lock(request);
  if ('holder' in lock) {
    throw new CrmError('locked', {
      code: 'LOCK.HELD',
      severity: 'error',
      summary: `${request.scope} is locked: ${lock.operation} by ${lock.holder} since ${lock.since}, last sign of life ${lock.heartbeat}`,
      why: `Waited ${request.timeoutMs / 1000} s (--lock-timeout). A holder that died loses the lock by itself.`,
      next: ['Try again later, or wait longer: --lock-timeout 60s'],
    });
  }
  try {
    return await work(lock.lost, lock.fence);
  } finally {
    await lock.release();
  }
}
