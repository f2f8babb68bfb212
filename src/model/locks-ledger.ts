export interface LockHolder {
  readonly holder: string;
  readonly operation: string;
  readonly since: string;
  readonly heartbeat: string;
}

export const lockLost = 'lock lost';

/** What tells this holder of a lock from every other one, before and after. */
export interface Fence {
  readonly scope: string;
  readonly number: number;
}

export interface Lock {
  readonly fence: Fence;
  release(): Promise<void>;
  /** Aborted with the reason `lockLost` when the lease was lost. */
  readonly lost: AbortSignal;
}

export interface LocksLedger {
  /** Waits up to `timeoutMs`; the holder when somebody else has it. */
  lock(request: { scope: string; operation: string; timeoutMs: number }): Promise<Lock | LockHolder>;
  /** Who had the lock last; `live`: has it now. */
  lastHolder(scope: string): Promise<(LockHolder & { readonly live: boolean }) | undefined>;
}
